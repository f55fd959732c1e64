"""Cost over the size of the vault, as an SVG."""

from __future__ import annotations

from pathlib import Path

from bench.table import Run

SHOWN = (
    "definition",
    "hover",
    "completion after [[abc",
    "keystroke to diagnostics",
    "workspace symbols",
    "references of the hub",
    "rename of a tag",
    "warm start to the links of the hub",
    "cold start to the whole index",
    "check, warm",
)


def plot(runs: list[Run], file: Path) -> None:
    """A line for each of some figures, both axes logarithmic: level is steady, a slope of one is linear."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "vaultls", "font.size": 9})
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(8, 4.5))
    notes = [run.notes for run in runs]
    for name in SHOWN:
        if all(name in run.figures for run in runs):
            axes.plot(notes, [run.figures[name].p50 for run in runs], marker="o", markersize=3, label=name)
    axes.plot(notes, [run.calib for run in runs], "k:", label="calib: reading every note once")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(notes, [f"{n:,}" for n in notes])
    axes.minorticks_off()
    axes.set_xlabel("notes")
    axes.set_ylabel("ms")
    axes.grid(alpha=0.3)
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    figure.savefig(file, bbox_inches="tight", metadata={"Date": None})
