"""Made vaults, kept in the user's cache folder: 50,000 notes take a minute to make."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import time
from pathlib import Path
from tempfile import mkdtemp

from platformdirs import user_cache_path

from bench import make_vault
from bench.make_vault import Place, Truth

SEED = 1


def vault(notes: int) -> tuple[Path, Truth]:
    """The folder of a vault of so many notes, and what is in it."""
    source = Path(make_vault.__file__).read_bytes()
    name = f"{notes}-{hashlib.blake2b(source, digest_size=6).hexdigest()}"
    folder = user_cache_path("vaultls", appauthor=False) / "bench"
    root, truth = folder / name, folder / f"{name}.json"
    if not truth.exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(dir=folder))
        written = make_vault.make(notes, made, SEED)
        shutil.rmtree(root, ignore_errors=True)
        made.rename(root)
        truth.write_text(json.dumps(written), encoding="utf-8")
    links, hub, tag, long, heading = json.loads(truth.read_text(encoding="utf-8"))
    places = [[Place(*place) for place in some] for some in (links, hub, tag)]
    return root, Truth(*places, long, Place(*heading))


def calibrate(root: Path) -> float:
    """Seconds in which one process reads every note and runs one regular expression over it: this machine's unit."""
    pattern = re.compile(r"\[\[([^\[\]\n]*)\]\]|#[^\s#]+|`+")
    best = float("inf")
    for _ in range(2):
        began = time.perf_counter()
        for file in root.rglob("*.md"):
            sum(1 for _ in pattern.finditer(file.read_bytes().decode()))
        best = min(best, time.perf_counter() - began)
    return best
