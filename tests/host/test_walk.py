"""Which files belong to a vault."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vaultls.config import Config
from vaultls.host.walk import Ignore, is_too_wide, walk


def make(root: Path, *files: str) -> None:
    for file in files:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def paths(root: Path, config: Config | None = None, skip: frozenset[str] = frozenset()) -> list[str]:
    """What the walk finds; `Ignore.ignores` must agree on every file there is."""
    ignore = Ignore(str(root), config or Config(), skip)
    found = [file.path for file in walk(str(root), ignore)]
    every = [Path(folder, name) for folder, _, names in os.walk(root) for name in names]
    fresh = Ignore(str(root), config or Config(), skip)
    regular = [p.relative_to(root).as_posix() for p in every]
    assert sorted(p for p in regular if not fresh.ignores(p)) == found
    return found


def test_notes_and_attachments_without_dot_files_and_node_modules(tmp_path: Path) -> None:
    make(
        tmp_path,
        "a.md",
        "sub/b.markdown",
        "sub/c.PNG",
        ".hidden.md",
        ".obsidian/x.md",
        "node_modules/y.md",
        "sub/node_modules/z.md",
    )
    assert paths(tmp_path) == ["a.md", "sub/b.markdown", "sub/c.PNG"]


def test_sizes_are_of_notes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"12345")
    [file] = walk(str(tmp_path), Ignore(str(tmp_path), Config()))
    assert (file.size, file.mtime) == (5, (tmp_path / "a.md").stat().st_mtime_ns)


def test_exclude_has_gitignore_syntax_and_the_last_word(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "Archive/b.md", "sub/Archive/c.md", "tmp.md", "sub/tmp.md")
    (tmp_path / ".gitignore").write_text("!Archive/\n")
    assert paths(tmp_path, Config(exclude=("/Archive/", "tmp.md"))) == ["a.md", "sub/Archive/c.md"]


def test_ignore_files_nest_and_can_be_overridden(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "draft.md", "sub/draft.md", "sub/deep/draft.md", "sub/own.md", "build/x.md", "other.md")
    (tmp_path / ".gitignore").write_text("draft.md\nbuild/\n")
    (tmp_path / ".ignore").write_text("other.md\n")
    (tmp_path / "sub/.gitignore").write_text("!draft.md\n/own.md\n")
    assert paths(tmp_path) == ["a.md", "sub/deep/draft.md", "sub/draft.md"]


@pytest.mark.parametrize(
    ("use", "obsidian", "ignored"),
    [(None, False, True), (None, True, False), (True, True, True), (False, False, False)],
)
def test_ignore_files_count_unless_obsidian_is_used(
    tmp_path: Path, use: bool | None, obsidian: bool, ignored: bool
) -> None:
    make(tmp_path, "a.md", "b.md")
    (tmp_path / ".gitignore").write_text("b.md")
    if obsidian:
        (tmp_path / ".obsidian").mkdir()
    assert paths(tmp_path, Config(use_ignore_files=use)) == (["a.md"] if ignored else ["a.md", "b.md"])


def test_a_vault_inside_is_left_to_itself(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "inner/b.md")
    assert paths(tmp_path, skip=frozenset({str(tmp_path / "inner")})) == ["a.md"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_lead_nowhere_outside_and_end(tmp_path: Path) -> None:
    vault, outside = tmp_path / "vault", tmp_path / "vault-outside"
    make(vault, "a.md", "sub/b.md")
    make(outside, "secret.md")
    (vault / "out").symlink_to(outside)
    (vault / "out.md").symlink_to(outside / "secret.md")
    (vault / "in.md").symlink_to(vault / "a.md")
    (vault / "sub/up").symlink_to(vault)
    (vault / "sub/self").symlink_to(vault / "sub")
    (vault / "broken.md").symlink_to(vault / "none.md")
    (vault / "loop").symlink_to(vault / "loop")
    (vault / "again").symlink_to(vault / "sub")
    assert [f.path for f in walk(str(vault), Ignore(str(vault), Config()))] == [
        "a.md",
        "again/b.md",
        "in.md",
        "sub/b.md",
    ]


def test_a_folder_that_cannot_be_read_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make(tmp_path, "a.md", "locked/b.md")
    real = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(13, "denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert [f.path for f in walk(str(tmp_path), Ignore(str(tmp_path), Config()))] == ["a.md"]
    assert "locked" in caplog.text


def test_names_in_two_normal_forms_are_two_files(tmp_path: Path) -> None:
    make(tmp_path, "\u00e4.md", "a\u0308.md")
    if len(os.listdir(tmp_path)) == 1:
        pytest.skip("this file system takes them for one")
    assert paths(tmp_path) == ["a\u0308.md", "\u00e4.md"]


def test_too_wide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    assert is_too_wide(os.path.abspath(os.sep))
    assert is_too_wide(str(tmp_path / "home"))
    assert is_too_wide(str(tmp_path))
    assert not is_too_wide(str(tmp_path / "home" / "notes"))
    assert not is_too_wide(str(tmp_path / "homework"))
