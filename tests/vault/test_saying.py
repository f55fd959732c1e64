"""What a search in packed notes finds is what a look at each link finds."""

from __future__ import annotations

import random

import pytest

from vaultls.syntax.note import Note
from vaultls.syntax.packed import pack, packed
from vaultls.syntax.parse import parse
from vaultls.vault.names import FOLD_TO_ASCII, fold, key
from vaultls.vault.saying import Said, Saying

NAMES = [
    "plan",
    "Plan B",
    "Große Pläne",
    "GROSSE PLÄNE",
    "Pla\u0308ne",
    "ſtill",
    "\ufb01sh",
    "\u212aelvin",
    "本",
    "本 one",
    "Ä",
    "i",
    "İstanbul",
]


def test_the_list_of_characters_that_fold_to_ascii_is_whole() -> None:
    beyond = (chr(code) for code in range(0x80, 0x110000) if not 0xD800 <= code < 0xE000)
    assert "".join(char for char in beyond if any(c.isascii() for c in fold(char))) == "".join(FOLD_TO_ASCII)


def brute(note: Note, keys: set[str]) -> list[Said]:
    links = note.links
    return [
        Said(i, link.path, link.is_wiki, links.span(i))
        for i, link in enumerate(links)
        if link.path and key(link.path) in keys
    ]


def written(rnd: random.Random) -> str:
    name = rnd.choice(NAMES)
    name = rnd.choice([name, name.lower(), name.upper(), name.casefold(), name + rnd.choice("sx\u0301")])
    name = rnd.choice(["", "Bücher/", "plan/", "../"]) + name + rnd.choice(["", "", ".md", ".MARKDOWN", "\u00a0"])
    subpath = rnd.choice(["", "#Plan", "#本"])
    return rnd.choice([f"[[{name}{subpath}]]", f"![[{name}]]", f"[x](<{name}{subpath}>)", "[[#Plan]]", "\n\n"])


@pytest.mark.parametrize("seed", range(40))
def test_packed_and_unpacked_notes_say_the_same(seed: int) -> None:
    rnd = random.Random(seed)
    ascii_only = seed % 4 == 0
    text = " ".join(w for _ in range(rnd.choice([1, 8, 60])) if (w := written(rnd)).isascii() or not ascii_only)
    note = parse("d/a.md", text)
    there = packed("d/a.md", pack(note))
    for keys in [*({fold(name)} for name in NAMES), {"plan", "plan b"}, {"本", "i"}]:
        expected = brute(note, keys)
        assert Saying(keys)(note) == expected
        assert Saying(keys)(there) == expected, keys


def test_a_name_in_every_link_takes_no_longer_than_to_look_at_each() -> None:
    note = parse("a.md", "[[plan]] [[x]] " * 50)
    assert len(Saying({"plan"})(packed("a.md", pack(note)))) == 50


def test_paths_that_hold_a_nul() -> None:
    note = parse("a.md", "[x](pl%00an) [[plan]]")
    assert [said.path for said in Saying({"plan"})(packed("a.md", pack(note)))] == ["plan"]
