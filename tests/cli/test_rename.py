"""`vaultls rename` and `vaultls move`: a diff without --write, with it all or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vaultls.cli import writing
from vaultls.cli.main import main
from vaultls.cli.writing import NotWritten, Text, write
from vaultls.features.answer import Changes, Create, Edit, Move
from vaultls.text.span import Span

FILES = {
    "a.md": b"\xef\xbb\xbf# A\r\n[[Old]] #book\r\n",
    "d/Old.md": b"# Old\n## Part\n[x](pic.png)\n",
    "d/pic.png": b"\x89PNG",
    "b.md": b"---\nauthor: X\n---\n[[Old#Part]] #Book/x\n",
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    for path, data in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def run(vault: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--vault", str(vault)])


def test_without_write_there_is_only_a_diff(vault: Path) -> None:
    result = run(vault, "rename", "note", "Old", "New")
    assert result.exit_code == 0
    assert "rename from d/Old.md\nrename to d/New.md\n" in result.output
    assert "\n-[[Old]] #book" in result.output
    assert "\n+[[New]] #book" in result.output
    assert files(vault) == FILES


def test_a_note(vault: Path) -> None:
    assert run(vault, "rename", "note", "d/Old.md", "New", "--write").exit_code == 0
    assert files(vault) == {
        "a.md": b"\xef\xbb\xbf# A\r\n[[New]] #book\r\n",
        "d/New.md": b"# New\n## Part\n[x](pic.png)\n",
        "d/pic.png": b"\x89PNG",
        "b.md": b"---\nauthor: X\n---\n[[New#Part]] #Book/x\n",
    }


@pytest.mark.parametrize(
    ("arguments", "path", "data"),
    [
        (("heading", "Old#Part", "Whole"), "b.md", b"---\nauthor: X\n---\n[[Old#Whole]] #Book/x\n"),
        (("tag", "#book", "buch"), "b.md", b"---\nauthor: X\n---\n[[Old#Part]] #buch/x\n"),
        (("property", "Author", "writer"), "b.md", b"---\nwriter: X\n---\n[[Old#Part]] #Book/x\n"),
        (("property", "author=x", "Y"), "b.md", b"---\nauthor: Y\n---\n[[Old#Part]] #Book/x\n"),
    ],
)
def test_the_other_kinds(vault: Path, arguments: tuple[str, ...], path: str, data: bytes) -> None:
    result = run(vault, "rename", *arguments, "--write")
    assert result.exit_code == 0, result.output
    assert (vault / path).read_bytes() == data


def test_move_a_note_and_a_folder(vault: Path) -> None:
    assert run(vault, "move", "d/Old.md", "e/f/", "-w").exit_code == 0
    assert (vault / "e/f/Old.md").read_bytes() == b"# Old\n## Part\n[x](../../d/pic.png)\n"
    assert run(vault, "move", "e", "g", "-w").exit_code == 0
    assert sorted(files(vault)) == ["a.md", "b.md", "d/pic.png", "g/f/Old.md"]
    assert not (vault / "e").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("rename", "note", "Old", "a|b"), 1),
        (("rename", "note", "Old", "d/pic.png.md/../x"), 1),
        (("rename", "note", "d/Old.md", "/b"), 1),
        (("rename", "note", "Nobody", "x"), 2),
        (("rename", "heading", "Old", "x"), 2),
        (("rename", "heading", "Old#None", "x"), 2),
        (("rename", "tag", "none", "x"), 2),
        (("move", "d/Old.md", "../x.md"), 1),
        (("move", "d/Old.md", "b.md"), 1),
        (("move", "nobody", "x"), 2),
    ],
)
def test_refused(vault: Path, arguments: tuple[str, ...], code: int) -> None:
    result = run(vault, *arguments, "--write")
    assert result.exit_code == code, result.output
    assert files(vault) == FILES


CHANGES = Changes(
    edits=(Edit("a.md", Span(0, 1), "X"), Edit("b.md", Span(0, 1), "Y")),
    creates=(Create("n/new.md", "text"),),
    moves=(Move("d/Old.md", "m/New.md"),),
)
TEXTS = {
    "n/new.md": Text("", "text"),
    "a.md": Text("# A\r\n[[Old]] #book\r\n", "X A\r\n[[Old]] #book\r\n"),
    "b.md": Text(FILES["b.md"].decode(), "Y"),
}


def test_all_of_it(vault: Path) -> None:
    write(str(vault), CHANGES, TEXTS)
    assert files(vault) == {
        "a.md": b"\xef\xbb\xbfX A\r\n[[Old]] #book\r\n",
        "b.md": b"Y",
        "n/new.md": b"text",
        "d/pic.png": FILES["d/pic.png"],
        "m/New.md": FILES["d/Old.md"],
    }


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_nothing_of_it_when_the_disk_fails(vault: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [step]

    def fails(real):  # type: ignore[no-untyped-def]
        def call(*arguments: str) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise OSError(28, "No space left on device", arguments[0])
            real(*arguments)

        return call

    monkeypatch.setattr(writing.os, "replace", fails(os.replace))
    monkeypatch.setattr(writing.os, "rename", fails(os.rename))
    with pytest.raises(NotWritten, match="No space left"):
        write(str(vault), CHANGES, TEXTS)
    assert files(vault) == FILES
    assert not (vault / "n").exists()
    assert not (vault / "m").exists()


def test_nothing_where_a_note_has_changed_meanwhile(vault: Path) -> None:
    (vault / "b.md").write_bytes(b"other")
    with pytest.raises(NotWritten, match=r"b\.md has changed"):
        write(str(vault), CHANGES, TEXTS)
    assert files(vault) == {**FILES, "b.md": b"other"}


def test_nothing_where_the_new_place_is_taken(vault: Path) -> None:
    (vault / "m").mkdir()
    (vault / "m/New.md").write_bytes(b"here")
    with pytest.raises(NotWritten, match="exists"):
        write(str(vault), CHANGES, TEXTS)
    assert files(vault) == {**FILES, "m/New.md": b"here"}


def test_a_note_that_is_a_link_out_of_the_vault(vault: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "b.md"
    outside.write_bytes(FILES["b.md"])
    (vault / "b.md").unlink()
    (vault / "b.md").symlink_to(outside)
    with pytest.raises(NotWritten, match="out of the vault"):
        write(str(vault), CHANGES, TEXTS)
    assert outside.read_bytes() == FILES["b.md"]
