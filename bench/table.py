"""The figures as one table: of each size of vault the absolute ones, and beside them what they are in this machine's units."""

from __future__ import annotations

from typing import NamedTuple

from bench.measure import Figure


class Run(NamedTuple):
    """All that was measured on a vault of so many notes."""

    notes: int
    calib: float  # ms
    floor: dict[str, Figure]
    figures: dict[str, Figure]


class Target(NamedTuple):
    """At 10,000 notes: at most so many times `unit`, and for a start the floor's own on top."""

    percentile: str
    most: float
    unit: str  # floor, calib, ms, MB


TARGETS = {
    "cold start to a definition": Target("p50", 0.4, "calib"),
    "cold start to the links of the hub": Target("p50", 2.2, "calib"),
    "cold start to the whole index": Target("p50", 2.2, "calib"),
    "warm start to the links of the hub": Target("p50", 0.4, "calib"),
    "check, warm": Target("p50", 1, "calib"),
    "definition": Target("p95", 3, "floor"),
    "hover": Target("p95", 3, "floor"),
    "completion after [[abc": Target("p95", 3, "floor"),
    "completion after #po": Target("p95", 3, "floor"),
    "references of the hub": Target("p50", 1, "floor"),
    "rename of a tag": Target("p50", 1, "floor"),
    "workspace symbols": Target("p95", 15, "ms"),
    "keystroke to diagnostics": Target("p50", 60, "ms"),
    "memory at rest, warm (MB)": Target("p50", 150, "MB"),
}
STEADY = ("keystroke to diagnostics", "definition", "completion after [[abc", "completion after #po")
"""What may cost 1.5 times as much in the largest vault as in the smallest."""


def ratio(run: Run, name: str) -> tuple[float, str] | None:
    """A figure in a unit: times the floor for the same request, or of what reads the vault, calib."""
    figure = run.figures[name]
    target = TARGETS.get(name)
    if name == "start to initialize":
        return figure.p50 / run.floor["init"].p50, "floor"
    if "start to" in name:
        return (figure.p50 - run.floor["init"].p50) / run.calib, "calib"
    if name.startswith("check"):
        return figure.p50 / run.calib, "calib"
    if name in run.floor:
        p = target.percentile if target else "p50"
        return getattr(figure, p) / getattr(run.floor[name], p), "floor"
    return None


def rows(runs: list[Run]) -> list[str]:
    """The table's lines."""
    head = "ms, p50 / p95".ljust(34) + "".join(f"{run.notes:,} notes".center(32) for run in runs)
    made = [head + "growth  target at 10,000 notes"]
    made.append("calib".ljust(34) + "".join(f"{run.calib:9.0f}".ljust(32) for run in runs))
    made.append("floor: start to initialize".ljust(34) + "".join(f"{r.floor['init'].p50:9.0f}".ljust(32) for r in runs))
    for name in dict.fromkeys(name for run in runs for name in run.figures):
        cells = [_cell(run, name).ljust(32) for run in runs]
        known = [run.figures[name].p50 for run in runs if name in run.figures]
        growth = f"{known[-1] / known[0]:6.1f}" if len(known) > 1 else " " * 6
        made.append((name.ljust(34) + "".join(cells) + growth + "  " + _judged(runs, name, growth)).rstrip())
    return made


def _cell(run: Run, name: str) -> str:
    if name not in run.figures:
        return ""
    figure, found = run.figures[name], ratio(run, name)
    spread = f" /{figure.p95:8.2f}" if figure.p95 != figure.p50 else " " * 10
    return f"{figure.p50:9.2f}{spread}" + (f" {found[0]:5.2f} {found[1]}" if found else "")


def _judged(runs: list[Run], name: str, growth: str) -> str:
    target = TARGETS.get(name)
    run = next((run for run in runs if run.notes == 10_000 and name in run.figures), None)
    words = []
    if target is not None and run is not None:
        found = ratio(run, name)
        value = (
            found[0] if found and target.unit in ("floor", "calib") else getattr(run.figures[name], target.percentile)
        )
        on_top = "floor's init + " if "start to" in name else ""
        said = f"{target.percentile} {target.most} {target.unit}" if target.unit != "calib" else f"{target.most} calib"
        words.append(f"{on_top}{said} {'met' if value <= target.most else 'MISSED'}")
    if name in STEADY and growth.strip():
        words.append(f"growth 1.5 {'met' if float(growth) <= 1.5 else 'MISSED'}")
    return ", ".join(words)
