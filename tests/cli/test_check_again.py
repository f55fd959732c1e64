"""A second check looks only at what can be different, and finds what a check without any memory finds."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from support.vaults import linked
from vaultls.cli import check as module
from vaultls.cli.main import main
from vaultls.features.answer import Diagnostic
from vaultls.features.diagnostics import diagnose, pack, unpack
from vaultls.host.cache import Cache
from vaultls.host.scan import scan

OLD = time.time() - 3600

Files = dict[str, str]


class Disk:
    """A vault on the disk whose files were all written long ago, each at another time."""

    def __init__(self, root: Path, files: Files) -> None:
        self.root = root
        self.files: Files = {}
        self._clock = OLD
        for path, text in files.items():
            self.write(path, text)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        self._clock += 0.01
        os.utime(file, (self._clock, self._clock))
        self.files[path] = text

    def remove(self, path: str) -> None:
        (self.root / path).unlink()
        del self.files[path]


@pytest.fixture
def examined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notes that a check looks at."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    seen: list[str] = []
    real = module._examine
    monkeypatch.setattr(module, "_examine", lambda vault, names: (seen.extend(names), real(vault, names))[1])
    return seen


def found(root: Path) -> list[tuple[str, Diagnostic]]:
    """The findings of `vaultls check`."""
    vault = module.scanned(str(root))
    return [(f.file, f.diagnostic) for f in module._diagnose(vault, sorted(vault.vault.notes), "")]


def fresh(root: Path) -> list[tuple[str, Diagnostic]]:
    """The same without any memory."""
    vault = scan(str(root))
    return [(path, d) for path in sorted(vault.notes) for d in diagnose(vault, vault.notes[path])]


SMALL = {
    "a.md": "---\naliases: [Anna]\n---\n# A\n\n## One\n\ntext ^b1\n",
    "b.md": "[[a#One]] [[a#Two]] [[Anna#One]]\n",
    "c.md": "[[a]] [[#x]]\n",
    "d/e.md": "[[b]] [[f]] ![[a#^b1]]\n",
    "g.md": "# G\n",
}


def test_nothing_is_looked_at_twice(tmp_path: Path, examined: list[str]) -> None:
    root = Disk(tmp_path / "v", SMALL).root
    first = found(root)
    assert sorted(examined) == sorted(SMALL)
    examined.clear()
    assert found(root) == first == fresh(root)
    assert examined == []


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (lambda disk: disk.write("g.md", "# G\n\ntext\n"), ["g.md"]),
        (lambda disk: disk.write("a.md", SMALL["a.md"].replace("One", "Two")), ["a.md", "b.md", "d/e.md"]),
        (lambda disk: disk.write("a.md", SMALL["a.md"].replace("Anna", "Anne")), sorted(SMALL)),
        (lambda disk: disk.write("f.md", ""), sorted([*SMALL, "f.md"])),
        (lambda disk: disk.write("picture.png", ""), sorted(SMALL)),
        (lambda disk: disk.remove("g.md"), sorted({*SMALL} - {"g.md"})),
        (lambda disk: disk.write(".vaultls.toml", '[diagnostics]\nempty-section = "off"\n'), sorted(SMALL)),
    ],
    ids=["its text", "a heading", "an alias", "a new note", "a new attachment", "a note gone", "a setting"],
)
def test_what_can_be_different_is(
    tmp_path: Path, examined: list[str], change: Callable[[Disk], None], again: list[str]
) -> None:
    disk = Disk(tmp_path / "v", SMALL)
    found(disk.root)
    examined.clear()
    change(disk)
    assert found(disk.root) == fresh(disk.root)
    assert sorted(examined) == again


@pytest.mark.parametrize("seed", range(6))
def test_random_changes(tmp_path: Path, examined: list[str], seed: int) -> None:
    rnd = random.Random(seed)
    disk = Disk(tmp_path / "v", linked(seed))
    notes, spared = 0, 0
    for _ in range(25):
        path = rnd.choice([path for path in disk.files if path.endswith(".md")])
        text = disk.files[path]
        kind = rnd.randrange(12)
        if kind < 4:
            lines = text.splitlines(keepends=True)
            i = rnd.randrange(len(lines))
            lines[i : i + 1] = rnd.choice([[], [lines[i], "word [[N1#Part 1]]\n"], ["## Part 9\n"], ["# Title\n\n"]])
            disk.write(path, "".join(lines))
        elif kind < 6:
            disk.write(path, text.replace(*rnd.choice([("Part 1", "Part 8"), ("^b", "^c"), ("### Deep", "### Other")])))
        elif kind < 8:
            disk.write(path, text.replace("aliases: [Alias ", rnd.choice(["aliases: [Alias 1", "aliases: [N"])))
        elif kind == 8 and len(disk.files) > 10:
            disk.remove(path)
        elif kind == 9:
            disk.write(rnd.choice(["", "d/", "x/"]) + path.rpartition("/")[2], text)
        elif kind == 10:
            disk.write(f"{rnd.choice(['', 'd/'])}nowhere {rnd.randrange(24)}.md", "# Part 1\n")
        else:
            disk.write(
                ".vaultls.toml",
                rnd.choice(["[links]\nresolve_by_title = true\n", '[diagnostics]\nalias-link = "off"\n', ""]),
            )
        examined.clear()
        assert found(disk.root) == fresh(disk.root)
        notes += len(scan(str(disk.root)).notes)
        spared += len(scan(str(disk.root)).notes) - len(examined)
    assert spared > notes / 4


def test_what_was_written_a_moment_ago_is_looked_at_again(tmp_path: Path, examined: list[str]) -> None:
    disk = Disk(tmp_path / "v", SMALL)
    os.utime(disk.root / "a.md")
    found(disk.root)
    examined.clear()
    assert found(disk.root) == fresh(disk.root)
    assert sorted(examined) == ["a.md", "b.md", "d/e.md"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE found SET found = replace(found, 'warning', 'error')",
        "UPDATE found SET found = NULL",
        "UPDATE found SET found = 5, sources = 7, seal = 8",
        "UPDATE found SET sources = zeroblob(3)",
        "UPDATE found SET sources = x'ff00ff'",
        "UPDATE found SET seal = zeroblob(16)",
        "UPDATE found SET path = 'b.md' WHERE path = 'c.md'",
        "DELETE FROM found",
        "DROP TABLE found",
    ],
)
def test_damage(tmp_path: Path, examined: list[str], damage: str) -> None:
    disk = Disk(tmp_path / "v", SMALL)
    found(disk.root)
    with sqlite3.connect(Cache(str(disk.root), False).file) as connection:
        connection.execute("DELETE FROM found WHERE path = 'b.md'")
        connection.execute(damage)
    examined.clear()
    assert found(disk.root) == fresh(disk.root)
    assert "b.md" in examined
    examined.clear()
    assert found(disk.root) == fresh(disk.root)
    assert examined == []


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text here")
def test_a_file_whose_name_is_no_text(tmp_path: Path, examined: list[str]) -> None:
    disk = Disk(tmp_path / "v", SMALL)
    odd = os.fsdecode(b"d\xff/f.md")
    disk.write(odd, "# F\n")
    disk.write("x/f.md", "# F\n")
    first = found(disk.root)
    assert any(path == "d/e.md" and odd in [r.place.path for r in d.related] for path, d in first)
    examined.clear()
    assert found(disk.root) == first == fresh(disk.root)
    assert examined == [odd]


def test_no_place_to_write(tmp_path: Path, examined: list[str]) -> None:
    disk = Disk(tmp_path / "v", SMALL)
    (tmp_path / "cache").write_text("a file in the way")
    for _ in range(2):
        examined.clear()
        assert found(disk.root) == fresh(disk.root)
        assert len(examined) == len(SMALL)


@pytest.mark.usefixtures("examined")
def test_another_run_that_does_not_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaultls.host.cache.BUSY", 0.01)
    disk = Disk(tmp_path / "v", SMALL)
    found(disk.root)
    disk.write("g.md", "# Other\n")
    other = sqlite3.connect(Cache(str(disk.root), False).file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert found(disk.root) == fresh(disk.root)
    other.close()
    assert found(disk.root) == fresh(disk.root)


def test_other_rules_look_again(tmp_path: Path, examined: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(tmp_path / "v", SMALL)
    found(disk.root)
    monkeypatch.setattr(module, "state_of", lambda *_: "other rules")
    examined.clear()
    found(disk.root)
    assert len(examined) == len(SMALL)


@pytest.mark.usefixtures("examined")
def test_some_notes_alone_are_told_the_same(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "v", SMALL)
    (disk.root / ".vaultls.toml").write_text("")
    runner = CliRunner()
    whole = json.loads(runner.invoke(main, ["check", "--format", "json", str(disk.root)]).stdout)["diagnostics"]
    alone = json.loads(runner.invoke(main, ["check", "--format", "json", str(disk.root / "b.md")]).stdout)[
        "diagnostics"
    ]
    assert alone
    assert alone == [d for d in whole if d["file"].endswith("/b.md")]


def test_text_and_back() -> None:
    for seed in range(4):
        vault = linked(seed).vault()
        for note in vault.notes.values():
            some = diagnose(vault, note)
            assert unpack(pack(some)) == some
