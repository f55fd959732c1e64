"""Measure the installed server on made vaults, beside this machine and a bare server: python -m bench [--notes 1000 10000 50000]

Machines differ, so a figure is judged as a multiple: of `calib`, in which one process reads every note and runs one
regular expression over it, or of the floor, which is a server on the same library that answers constants.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from bench.measure import floor, measure
from bench.plot import plot
from bench.table import Run, rows
from bench.vaults import calibrate, vault


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the installed server.")
    parser.add_argument("--notes", type=int, nargs="+", default=[1000, 10_000, 50_000], help="sizes of the vaults")
    parser.add_argument("--starts", type=int, default=1, help="how often each server is started; the least counts")
    parser.add_argument("--plot", type=Path, help="an SVG to write (needs the extra `bench`)")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    given = parser.parse_args()
    runs = []
    for notes in given.notes:
        root, truth = vault(notes)
        calib = calibrate(root)
        bare = floor(root, truth)
        figures = measure(root, truth, starts=given.starts)
        runs.append(Run(notes, 1000 * min(calib, calibrate(root)), bare, figures))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{cores} cores")
    print("\n".join(rows(runs)))
    if given.json is not None:
        given.json.write_text(json.dumps([run._asdict() for run in runs], indent=1), encoding="utf-8")
    if given.plot is not None:
        plot(runs, given.plot)


if __name__ == "__main__":
    main()
