"""Two commits side by side: python -m bench.compare OLD [NEW] [--notes 10000] [--rounds 3]. Without NEW the files as they are.

Both are measured in turns, and of each figure the least counts, so that what else the machine does is in neither.
"""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import Figure, measure
from bench.vaults import vault

ROOT = Path(__file__).parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.compare", description="Measure two commits side by side.")
    parser.add_argument("old")
    parser.add_argument("new", nargs="?")
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    root, truth = vault(given.notes)
    with TemporaryDirectory() as folder:
        try:
            sides = [_source(given.old, Path(folder, "old")), _source(given.new, Path(folder, "new"))]
            found: list[list[dict[str, Figure]]] = [[], []]
            for _ in range(given.rounds):
                for side, rounds in zip(sides, found, strict=True):
                    rounds.append(measure(root, truth, side))
        finally:
            for name in ("old", "new"):
                if Path(folder, name).exists():
                    _git("worktree", "remove", "--force", str(Path(folder, name)))
    old, new = (
        {name: min(r[name].p50 for r in rounds if name in r) for name in dict.fromkeys(n for r in rounds for n in r)}
        for rounds in found
    )
    print(
        f"{'ms, p50, least of ' + str(given.rounds):34}{given.old[:12]:>12}{(given.new or 'now')[:12]:>12}  new / old"
    )
    for name in dict.fromkeys([*old, *new]):
        cells = [f"{side[name]:12.2f}" if name in side else " " * 12 for side in (old, new)]
        change = f"{new[name] / old[name]:11.2f}" if name in old and name in new else ""
        print(f"{name:34}{''.join(cells)}{change}")


def _source(commit: str | None, folder: Path) -> Path:
    """The folder of the package as of a commit, checked out at `folder`; of none, as it is here."""
    if commit is None:
        return ROOT / "server"
    _git("worktree", "add", "--detach", "--force", str(folder), commit)
    return folder / "server"


def _git(*arguments: str) -> None:
    subprocess.run(
        ["git", "-C", str(ROOT), *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


if __name__ == "__main__":
    main()
