"""Backlinks are exactly the links that lead to a file when each link of the vault is followed alone."""

from __future__ import annotations

import random

import pytest

from support.picture import check_places, picture
from support.vaults import demo, generated
from vaultls.config import Config
from vaultls.features.answer import Place
from vaultls.syntax.parse import parse
from vaultls.vault.links import backlinks
from vaultls.vault.resolve import resolve
from vaultls.vault.vault import Vault

FOLDERS = ["", "x/", "x/y/", "z/y/"]
SAID = [
    "a",
    "A",
    "y/a",
    "x/y/a",
    "./a",
    "../a",
    "/x/a",
    "y//a",
    "al",
    "p/al",
    "P/Al",
    "a.md",
    "y/a.md",
    "i.png",
    "x/i.png",
]
FRONT = ["", "---\naliases: [al, p/al]\n---\n", "---\nalias: q/al\n---\n", "# p/al\n"]


def brute(vault: Vault, path: str) -> set[tuple[str, int]]:
    return {
        (note.path, link.start)
        for note in vault.notes.values()
        for link in note.links
        if link.path and resolve(vault, note, link).target == path
    }


def found(vault: Vault, path: str) -> set[tuple[str, int]]:
    return {(b.note.path, b.span.start) for b in backlinks(vault, path)}


@pytest.mark.parametrize("titles", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_every_way_to_say_a_name(seed: int, titles: bool) -> None:
    rnd = random.Random(seed)
    notes = []
    for path in (f"{folder}{name}.md" for folder in FOLDERS for name in ("a", "b", "c")):
        said = rnd.sample(SAID, 6)
        text = "".join(rnd.choice([f"[[{s}]] ", f"![[{s}#H]] ", f"[t]({s}) "]) for s in said)
        notes.append(parse(path, rnd.choice(FRONT) + text))
    files = rnd.sample(["i.png", "x/i.png", "z/y/i.png"], 2)
    vault = Vault.of(files, notes, Config(resolve_by_title=titles))
    for path in vault.files:
        assert found(vault, path) == brute(vault, path), path


def test_whole_vaults() -> None:
    for vault in (demo().vault(), generated(5).vault()):
        for path in vault.files:
            assert found(vault, path) == brute(vault, path), path


def test_kinds() -> None:
    p = picture(
        '-- a.md --\n---\nx: "[[b]]"\n    ^^^^^ link\n---\n[[b#H]] ![[b]] [t](b.md) [r] [[#x]]\n'
        "^^^^^^^ link\n        ^^^^^^ link\n               ^^^^^^^^^ link\n                         ^^^ link\n\n[r]: b.md\n-- b.md --\n"
        "[[b]] [[#H]]\n^^^^^ link\n"
    )
    check_places(p, [Place(b.note.path, b.span) for b in backlinks(p.vault, "b.md")], "link")
