"""Bytes to text."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaultls.host import read


@pytest.mark.parametrize(
    ("data", "text", "wrong"),
    [
        (b"\xef\xbb\xbf# A\r\n", "# A\r\n", None),
        ("ä\U0001f600".encode(), "ä\U0001f600", None),
        (b"a\xff\nb", "a\ufffd\nb", 1),
        (b"\xef\xbb\xbfa\xff", "a\ufffd", 4),
        (b"\x00\x01", "\x00\x01", None),
        (b"", "", None),
    ],
)
def test_decode(data: bytes, text: str, wrong: int | None) -> None:
    assert read.decode(data) == (text, wrong)


def test_wrong_bytes_are_one_problem_on_the_first_line() -> None:
    [problem] = read.facts("a.md", b"# One\nx\xe4y\n").problems
    assert (problem.code, problem.start, problem.end) == ("bad-encoding", 0, 5)
    assert "byte 7 is 0xe4" in problem.message


def test_a_file_that_is_too_large_is_an_empty_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(read, "LIMIT", 10)
    (tmp_path / "a.md").write_text("# A long note\n")
    note = read.read_note(str(tmp_path), "a.md")
    assert note is not None
    assert note.headings == ()
    assert "larger" in caplog.text


def test_what_is_gone_is_none(tmp_path: Path) -> None:
    assert read.read_note(str(tmp_path), "a.md") is None
    assert read.read_text(str(tmp_path / "a.md")) is None


def test_names_are_one_string_however_many_notes_say_them() -> None:
    first, second = (read.facts(f"{i}.md", b"---\ntags: [xy]\n---\n[[some name#c|d]] #xy\n") for i in "ab")
    assert first.links[0].path is second.links[0].path
    assert first.tags[1].name is second.tags[0].name
