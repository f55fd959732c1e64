"""Measure the installed server on a made vault, beside this machine and a bare server: python bench/report.py [--notes 10000]

Machines differ, so a figure is judged as a multiple: of `calib`, in which one process reads every note and runs one
regular expression over it, or of the floor, which is a server on the same library that answers constants.
"""

import argparse
import os
import re
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from make_vault import make
from session import Session

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
WHOLE = 2.2 if CORES > 1 else 4.5  # calib
TARGETS = {  # the percentile that counts and the most that it may be, in times the floor or ms
    "definition": ("p95", 3, "floor"),
    "hover": ("p95", 3, "floor"),
    "completion after [[abc": ("p95", 3, "floor"),
    "completion after #po": ("p95", 3, "floor"),
    "references of the hub": ("p50", 1, "floor"),
    "rename of a tag": ("p50", 1, "floor"),
    "workspace symbols": ("p95", 15, "ms"),
    "keystroke to diagnostics": ("p50", 60, "ms"),
}


def calibrate(root: Path) -> float:
    began, pattern = time.perf_counter(), re.compile(r"\[\[([^\[\]\n]*)\]\]|#[^\s#]+|`+")
    for file in root.rglob("*.md"):
        sum(1 for _ in pattern.finditer(file.read_bytes().decode()))
    return time.perf_counter() - began


def percentiles(seconds: list[float]) -> dict[str, float]:
    return {f"p{p}": 1000 * sorted(seconds)[len(seconds) * p // 100] for p in (50, 95)}


def show(what: str, p50: str, p95: str, ratio: str, target: str, met: bool | None = None) -> None:
    print(
        f"{what:34}{p50:>9}{p95:>9}   {ratio:20}{target:26}{'' if met is None else 'met' if met else 'MISSED'}".rstrip()
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the installed server.")
    parser.add_argument("--notes", type=int, default=10_000)
    notes = parser.parse_args().notes
    with TemporaryDirectory() as folder:
        root = Path(folder, "vault")
        truth = make(notes, root, seed=1)
        _, calib = calibrate(root), calibrate(root)
        server = Session([sys.executable, "-m", "vaultls", "serve"], root, truth)
        first, whole = server.indexed()
        time.sleep(1)
        memory, got = server.client.memory(), server.times()
        got["keystroke to diagnostics"] = [server.keystroke(f"[[Nope {i}]]") for i in range(20)]
        server.client.close()
        bare = [sys.executable, str(Path(__file__).with_name("floor.py")), str(len(truth.hub)), str(len(truth.tag))]
        floor = Session(bare, root, truth)
        base = floor.times()
        floor.client.close()
    init = floor.client.init
    print(
        f"{notes} notes, {CORES} cores; calib {calib:.2f} s; {len(truth.hub)} links to the hub, a tag in {len(truth.tag)} notes"
    )
    show("ms", "p50", "p95", "which is", "target, at 10,000 notes")
    show("bare server to initialize", f"{init * 1e3:.0f}", "", "the floor's init", "")
    show("start to initialize", f"{server.client.init * 1e3:.0f}", "", f"{server.client.init / init:.2f} floor", "")
    for what, seconds, most in ("first right definition", first, 0.4), ("whole index", whole, WHOLE):
        over = (seconds - init) / calib
        show(
            f"start to the {what}",
            f"{seconds * 1e3:.0f}",
            "",
            f"init + {over:.2f} calib",
            f"floor's init + {most} calib",
            over <= most,
        )
    for name, (judged, most, unit) in TARGETS.items():
        mine = percentiles(got[name])
        value = mine[judged] / (percentiles(base[name])[judged] if unit == "floor" else 1)
        ratio = f"{value:.2f} floor" if unit == "floor" else ""
        show(name, f"{mine['p50']:.2f}", f"{mine['p95']:.2f}", ratio, f"{judged} {most} {unit}", value <= most)
    show("memory at rest, MB", f"{memory:.0f}", "", "", "150 MB", memory <= 150)


if __name__ == "__main__":
    main()
