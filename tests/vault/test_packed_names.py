"""Names of notes as bytes and back, and the indexes over them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from vaultls.host.scan import scan
from vaultls.vault.keys import Keys, keys_of
from vaultls.vault.packed_names import PackedNames, pack_names
from vaultls.vault.vault import Vault

SEEDS = Path(__file__).parents[2] / "seeds"
SOME = [
    Keys(("b", "c"), ("the b",), ("x", "x/y"), "a"),
    Keys((), (), (), ""),
    Keys(("c", "ü\0\x01", ""), (), ("x",), "c"),
    Keys(("b",), ("c", "d"), (), "\ud800"),
]


def test_what_was_packed_comes_back() -> None:
    names = PackedNames(pack_names(SOME))
    assert len(names) == 4
    assert [names.keys(i) for i in range(4)] == SOME


def test_no_notes() -> None:
    assert PackedNames(pack_names([])).indexes([], []) == ({}, {}, {})


@pytest.mark.parametrize("left_out", [(), (2,), (0, 3), (0, 1, 2, 3)])
def test_the_indexes_are_those_of_the_notes_that_are_good(left_out: tuple[int, ...]) -> None:
    paths = ["0.md", "1.md", "2.md", "3.md"]
    good = [i not in left_out for i in range(4)]
    found = PackedNames(pack_names(SOME)).indexes(paths, good)
    for kind, index in enumerate(found):
        made: dict[str, tuple[str, ...]] = {}
        for i, path in enumerate(paths):
            for name in SOME[i][kind] if good[i] else ():
                made[name] = (*made.get(name, ()), path)
        assert index == made


def test_the_indexes_are_those_of_the_vault() -> None:
    vault = scan(str(SEEDS))
    paths = sorted(vault.notes)
    packed = PackedNames(pack_names([keys_of(vault.notes[path]) for path in paths]))
    kept = Vault.kept(vault.files, dict(vault.notes), packed.indexes(paths, [1] * len(paths)), vault.config)
    for name in ("files", "named", "aliased", "mentions", "tagged"):
        assert dict(getattr(kept, name)) == dict(getattr(vault, name))


def test_bytes_that_are_cut() -> None:
    data = pack_names(SOME)
    for size in range(len(data)):
        with pytest.raises((ValueError, IndexError, struct.error)):
            PackedNames(data[:size])
