"""Facts kept on the disk: used only for the same files, and never a reason to fail."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vaultls.host import cache as module
from vaultls.host.cache import NOTHING, Cache, folder
from vaultls.host.scan import scan
from vaultls.host.session import Session
from vaultls.host.worker import Workers
from vaultls.syntax.note import Note
from vaultls.vault.vault import Vault

OLD = time.time() - 3600


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "notes"
    root.mkdir()
    for i in range(20):
        write(root / f"n{i}.md", f"---\naliases: [a{i}]\n---\n# N {i}\n[[n{i + 1}]] #t{i}\n")
    return root


def write(file: Path, text: str, when: float = OLD) -> None:
    file.write_text(text)
    os.utime(file, (when, when))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notes that a scan reads."""
    read: list[str] = []
    from vaultls.host import scan as scanning

    real = scanning.read_note
    monkeypatch.setattr(scanning, "read_note", lambda root, path, utf8: (read.append(path), real(root, path, utf8))[1])
    return read


@pytest.fixture
def complaints(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    caplog.set_level(logging.WARNING)
    found: list[str] = []
    yield found
    lines = [r.getMessage() for r in caplog.get_records("call") if "the cache" in r.getMessage()]
    assert len(lines) == len(found), lines
    assert all(part in line for part, line in zip(found, lines, strict=True)), lines


def same(a: Vault, b: Vault) -> bool:
    return all(
        dict(getattr(a, name)) == dict(getattr(b, name))
        for name in ("notes", "files", "named", "aliased", "mentions", "tagged")
    )


def fresh(root: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """What a scan without any cache finds."""
    with monkeypatch.context() as context:
        context.setattr(Cache, "load", lambda *_: NOTHING)
        context.setattr(Cache, "store", lambda *_: None)
        return scan(str(root))


def test_nothing_is_parsed_twice(vault: Path, parsed: list[str], complaints: list[str]) -> None:
    first = scan(str(vault))
    assert len(parsed) == 20
    parsed.clear()
    assert same(scan(str(vault)), first)
    assert parsed == []
    assert complaints == []


def test_what_has_changed_is(vault: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    scan(str(vault))
    write(vault / "n1.md", "other\n", OLD + 1)
    os.utime(vault / "n2.md", (OLD - 5, OLD - 5))
    (vault / "n3.md").unlink()
    write(vault / "new.md", "[[n1]]\n")
    parsed.clear()
    now = scan(str(vault))
    assert sorted(parsed) == ["n1.md", "n2.md", "new.md"]
    assert same(now, fresh(vault, monkeypatch))
    parsed.clear()
    scan(str(vault))
    assert parsed == []
    with sqlite3.connect(Cache(str(vault), False).file) as connection:
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (20,)


def test_what_was_written_a_moment_ago_is_parsed_again(vault: Path, parsed: list[str]) -> None:
    write(vault / "now.md", "one\n", time.time())
    write(vault / "later.md", "one\n", time.time() + 3600)  # or the clock went back
    scan(str(vault))
    parsed.clear()
    scan(str(vault))
    assert sorted(parsed) == ["later.md", "now.md"]


def test_another_parser_makes_another_cache(
    vault: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch, complaints: list[str]
) -> None:
    scan(str(vault))
    monkeypatch.setattr(module, "version", lambda: "other")
    parsed.clear()
    scan(str(vault))
    assert len(parsed) == 20
    parsed.clear()
    scan(str(vault))
    assert parsed == []
    assert complaints == []


def test_another_file_in_its_place(vault: Path, parsed: list[str]) -> None:
    file = Cache(str(vault), False).file
    file.parent.mkdir(parents=True)
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE note (x)")
    assert len(scan(str(vault)).notes) == 20
    parsed.clear()
    scan(str(vault))
    assert parsed == []


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file(vault: Path, seed: int) -> None:
    first = scan(str(vault))
    file = Cache(str(vault), False).file
    data = bytearray(file.read_bytes())
    rnd = random.Random(seed)
    if seed % 3 == 0:
        data = data[: rnd.randrange(len(data))]
    for _ in range(rnd.choice([1, 40, 4000])):
        if data:
            data[rnd.randrange(len(data))] = rnd.randrange(256)
    file.write_bytes(bytes(data))
    again = scan(str(vault))
    assert same(again, first)
    assert [note.headings for note in again.notes.values()]
    assert same(scan(str(vault)), first)


def test_damaged_facts_are_found(vault: Path, parsed: list[str], complaints: list[str]) -> None:
    first = scan(str(vault))
    with sqlite3.connect(Cache(str(vault), False).file) as connection:
        connection.execute("UPDATE note SET facts = zeroblob(100) WHERE path = 'n5.md'")
        connection.execute("UPDATE note SET facts = 'x' WHERE path = 'n6.md'")
    parsed.clear()
    assert same(scan(str(vault)), first)
    assert sorted(parsed) == ["n5.md", "n6.md"]
    complaints.append("2 damaged entries")


def test_damaged_names_are_found(vault: Path, parsed: list[str], complaints: list[str]) -> None:
    first = scan(str(vault))
    with sqlite3.connect(Cache(str(vault), False).file) as connection:
        connection.execute("UPDATE names SET data = zeroblob(length(data))")
    parsed.clear()
    assert same(scan(str(vault)), first)
    assert len(parsed) == 20
    parsed.clear()
    assert same(scan(str(vault)), first)
    assert parsed == []
    complaints.append("damaged names")


def test_facts_that_the_names_do_not_belong_to_are_not_used(vault: Path, parsed: list[str]) -> None:
    """Another server has written them meanwhile."""
    scan(str(vault))
    file = Cache(str(vault), False).file
    with sqlite3.connect(file) as connection:
        names = connection.execute("SELECT data, sum FROM names").fetchone()
    write(vault / "n1.md", "[[n5]]\n", OLD + 1)
    write(vault / "new.md", "[[n6]]\n")
    now = scan(str(vault))
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE names SET data = ?, sum = ?", names)
    parsed.clear()
    assert same(scan(str(vault)), now)
    assert sorted(parsed) == ["n1.md", "new.md"]


def test_no_place_to_write(vault: Path, tmp_path: Path, complaints: list[str]) -> None:
    (tmp_path / "cache").write_text("a file in the way")
    assert len(scan(str(vault)).notes) == 20
    complaints.append("can't be written")


def test_a_disk_that_is_full(vault: Path, monkeypatch: pytest.MonkeyPatch, complaints: list[str]) -> None:
    real = module._opened.__enter__

    def full(self: object) -> sqlite3.Connection:
        connection = real(self)  # type: ignore[arg-type]
        connection.execute("PRAGMA max_page_count = 3")
        return connection

    monkeypatch.setattr(module._opened, "__enter__", full)
    assert len(scan(str(vault)).notes) == 20
    monkeypatch.undo()
    complaints.append("full")


def test_a_file_that_must_not_be_written(vault: Path, complaints: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = scan(str(vault))
    file = Cache(str(vault), False).file
    write(vault / "n1.md", "other\n", OLD + 1)
    real = sqlite3.connect
    monkeypatch.setattr(  # root may write anything, so the disk is made read-only by SQLite
        module.sqlite3, "connect", lambda file, **options: real(file.replace("rwc", "ro"), **options)
    )
    assert len(scan(str(vault)).notes) == len(first.notes)
    assert file.exists()
    complaints.append("readonly")


def test_two_servers_at_once(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY", 30.0)
    first = scan(str(vault))
    failed: list[Exception] = []

    def work(number: int) -> None:
        try:
            for i in range(15):
                write(vault / f"n{number}.md", f"{i}\n", OLD + i + 1)
                scan(str(vault))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(scan(str(vault)).notes) == len(first.notes)
    assert same(scan(str(vault)), fresh(vault, monkeypatch))


def test_another_server_that_does_not_let_go(
    vault: Path, monkeypatch: pytest.MonkeyPatch, complaints: list[str]
) -> None:
    monkeypatch.setattr(module, "BUSY", 0.01)
    scan(str(vault))
    write(vault / "n1.md", "other\n", OLD + 1)
    other = sqlite3.connect(Cache(str(vault), False).file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert same(scan(str(vault)), fresh(vault, monkeypatch))
    finally:
        other.close()
    complaints.append("locked")


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_killed_at_any_moment(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sys, os, time\nfrom vaultls.host.scan import scan\nprint('x', flush=True)\n"
        "i = 0\nwhile True:\n    i += 1\n    f = sys.argv[1] + f'/n{i % 20}.md'\n"
        f"    os.utime(f, ({OLD} + i, {OLD} + i))\n    scan(sys.argv[1])\n"
    )
    rnd = random.Random(1)
    for _ in range(6):
        process = subprocess.Popen([sys.executable, "-c", code, str(vault)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(rnd.random() * 0.3)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert same(scan(str(vault)), fresh(vault, monkeypatch))


def test_names_that_hold_the_separators(vault: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    write(vault / "odd.md", '---\naliases: ["a\\x1fb", "c\\x1ed"]\n---\n[[x\x1fy]] [[/]] #t\n')
    write(vault / "nul.md", "[[a\0b]]\n")
    scan(str(vault))
    parsed.clear()
    assert same(scan(str(vault)), fresh(vault, monkeypatch))
    assert len(parsed) == 22  # all of them by the scan without a cache


def test_nothing_is_kept_for_others_to_read(vault: Path) -> None:
    scan(str(vault))
    assert os.name == "nt" or folder().stat().st_mode & 0o077 == 0


def test_kept_facts_are_the_facts(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan(str(vault))
    again, whole = scan(str(vault)), fresh(vault, monkeypatch)
    for path, note in again.notes.items():
        assert isinstance(note, Note)
        assert note == whole.notes[path]


def kept_words(root: Path) -> dict[str, bytes]:
    """What a cache that has been loaded says."""
    cache = Cache(str(root), False)
    cache.load({p.name: (p.stat().st_size, p.stat().st_mtime_ns) for p in root.glob("*.md")})
    return {note.path: bits for note, bits in cache.words()}


def keep_words(root: Path) -> None:
    cache = Cache(str(root), False)
    cache.load({p.name: (p.stat().st_size, p.stat().st_mtime_ns) for p in root.glob("*.md")})
    cache.store_words({f"n{i}.md": b"%d" % i for i in range(22)})


def test_words_are_kept_with_their_notes(vault: Path) -> None:
    scan(str(vault))
    assert kept_words(vault) == {}
    keep_words(vault)
    assert kept_words(vault) == {f"n{i}.md": b"%d" % i for i in range(20)}


def test_words_of_notes_that_have_changed_are_not_used(vault: Path) -> None:
    scan(str(vault))
    keep_words(vault)
    write(vault / "n1.md", "other\n", OLD + 1)
    (vault / "n2.md").unlink()
    scan(str(vault))
    assert kept_words(vault).keys() == {f"n{i}.md" for i in (0, *range(3, 20))}
    keep_words(vault)
    with sqlite3.connect(Cache(str(vault), False).file) as connection:
        assert connection.execute("SELECT count(*) FROM words").fetchone() == (19,)


def test_damaged_words_are_not_used(vault: Path) -> None:
    scan(str(vault))
    keep_words(vault)
    with sqlite3.connect(Cache(str(vault), False).file) as connection:
        connection.execute("UPDATE words SET bits = zeroblob(2) WHERE path = 'n3.md'")
        connection.execute("UPDATE words SET bits = 'x' WHERE path = 'n4.md'")
        connection.execute("UPDATE words SET bits = NULL WHERE path = 'n5.md'")
    assert kept_words(vault).keys() == {f"n{i}.md" for i in range(20)} - {"n3.md", "n4.md", "n5.md"}


def test_an_open_note_is_kept_if_it_is_as_on_the_disk(vault: Path, parsed: list[str]) -> None:
    async def first_index() -> None:
        session = Session(Workers(), keeps=True)
        session.utf8 = False  # as a scan has it
        session.add([str(vault)])
        session.open("k0", "uri0", str(vault / "n0.md"), "n0.md", (vault / "n0.md").read_text(), 1)
        session.open("k1", "uri1", str(vault / "n1.md"), "n1.md", "# Not saved\n", 1)
        session.start()
        await session.indexed()
        session.end()

    asyncio.run(first_index())
    parsed.clear()
    assert [heading.text for heading in scan(str(vault)).notes["n0.md"].headings] == ["N 0"]
    assert parsed == ["n1.md"]
