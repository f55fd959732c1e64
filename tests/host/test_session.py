"""Open texts over the disk, and the disk's changes as snapshots. Coroutines run in `asyncio.run`, waits are on conditions."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from vaultls.host import changes
from vaultls.host.folder import Folder
from vaultls.host.session import Session
from vaultls.host.watch import SHARE, Watcher
from vaultls.host.worker import Workers
from vaultls.syntax.parse import parse


def run(root: Path, test: Callable[[Session, Folder], Awaitable[None]]) -> None:
    """`test` on a session whose first index of `root` has ended."""

    async def main() -> None:
        session = Session(Workers())
        try:
            session.add([str(root)])
            session.start()
            await session.indexed()
            [folder] = session.folders
            await asyncio.wait_for(test(session, folder), 60)
        finally:
            session.end()

    asyncio.run(main())


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.005)


def headings(folder: Folder, path: str) -> list[str] | None:
    note = folder.note(path)
    return None if note is None else [heading.text for heading in note.headings]


def put(file: Path, text: str) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return str(file)


def test_a_note_is_parsed_again_only_if_it_was_opened_with_another_text(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    put(file, "# Disk\n")

    async def test(session: Session, folder: Folder) -> None:
        def opened(text: str) -> bool:
            """Whether the note is to be parsed when its facts are asked for."""
            session.open("k", "uri", str(file), "a.md", text, 1)
            dirty = folder.is_dirty("a.md")
            assert headings(folder, "a.md") == [text.strip("# \n")]
            return dirty

        before = folder.note("a.md")
        assert not opened("# Disk\n")
        assert folder.note("a.md") is before
        assert folder.text("a.md") == "# Disk\n"
        assert opened("# Twice\n")
        session.close("k")
        assert not opened("# Disk\n")
        session.close("k")
        stamp = os.stat(file)
        put(file, "# News\n")
        os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns + 1_000_000))
        assert opened("# News\n")  # nobody has told of it, so its facts are still the old ones
        session.close("k")
        assert not opened("# News\n")
        session.documents["k"].folder.change("a.md", "# Typed\n", 2)
        assert headings(folder, "a.md") == ["Typed"]
        session.close("k")
        assert headings(folder, "a.md") == ["News"]
        file.unlink()
        assert opened("# News\n")

    run(tmp_path, test)


def test_a_buffer_lies_over_the_disk_until_it_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    put(file, "# Disk\n")

    async def test(session: Session, folder: Folder) -> None:
        document = session.open("k", "uri", str(file), "a.md", "# Editor\n", 1)
        assert (document.folder, document.path) == (folder, "a.md")
        assert headings(folder, "a.md") == ["Editor"]
        session.changes.tell([put(file, "# Other\n"), put(tmp_path / "b.md", "# B\n")])
        await until(lambda: headings(folder, "b.md") == ["B"])
        assert headings(folder, "a.md") == ["Editor"]
        assert folder.text("a.md") == "# Editor\n"
        session.close("k")
        assert headings(folder, "a.md") == ["Other"]
        session.open("k", "uri", str(file), "a.md", "# Again\n", 1)
        file.unlink()
        session.changes.tell([str(file), put(tmp_path / "c.md", "")])
        await until(lambda: "c.md" in folder.vault.files)
        assert headings(folder, "a.md") == ["Again"]
        session.close("k")
        assert headings(folder, "a.md") is None
        assert "a.md" not in folder.vault.files

    run(tmp_path, test)


def test_facts_of_notes_that_nobody_looks_at_stay_packed(tmp_path: Path) -> None:
    """A day's edits leave hundreds of notes behind, whose facts would take three times the memory."""
    put(tmp_path / "a.md", "# A\n[[b]] #t\n")
    put(tmp_path / "d" / "b.md", "# B\n")

    async def test(session: Session, folder: Folder) -> None:
        session.open("k", "uri", str(tmp_path / "a.md"), "a.md", "# A\n", 1)
        assert headings(folder, "a.md") == ["A"]
        session.close("k")
        session.changes.tell([put(tmp_path / "c.md", "# C\n"), put(tmp_path / "d" / "b.md", "# New\n")])
        await until(lambda: headings(folder, "d/b.md") == ["New"])
        folder.move({"a.md": "e/a.md"})
        notes = folder.vault.notes
        assert sorted(notes) == ["c.md", "d/b.md", "e/a.md"]
        assert all(note.path == path and note._packed for path, note in notes.items())
        assert notes["e/a.md"].links.paths == ("b",)
        assert headings(folder, "c.md") == ["C"]

    run(tmp_path, test)


def test_a_note_that_is_not_saved_yet_belongs_to_its_vault_while_it_is_open(tmp_path: Path) -> None:
    async def test(session: Session, folder: Folder) -> None:
        session.open("k", "uri", str(tmp_path / "sub" / "new.md"), "new.md", "# New\n", 1)
        assert headings(folder, "sub/new.md") == ["New"]
        session.close("k")
        assert "sub/new.md" not in folder.vault.files

    run(tmp_path, test)


def test_a_note_outside_any_vault_is_one_alone(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    put(tmp_path / "b.md", "# B\n")

    async def test(session: Session, folder: Folder) -> None:
        document = session.open("k", "uri", str(tmp_path / "a.md"), "a.md", "# A\n", 1)
        assert document.folder is not folder
        assert list(document.folder.vault.files) == ["a.md"]
        assert document.folder.text("b.md") is None
        session.open("u", "untitled:1", None, "1.md", "# U\n", 1)
        assert headings(session.documents["u"].folder, "1.md") == ["U"]
        session.close("u")
        session.close("k")
        session.close("k")

    run(tmp_path / "vault", test)


def test_a_burst_is_one_snapshot(tmp_path: Path) -> None:
    for i in range(400):
        put(tmp_path / f"old{i}.md", "# Old\n")

    async def test(session: Session, folder: Folder) -> None:
        news: list[set[str] | None] = []
        session.on_change = lambda _folder, paths: news.append(paths)
        files = [put(tmp_path / f"sub/n{i}.md", f"# New {i}\n") for i in range(1000)]
        for i in range(400):
            (tmp_path / f"old{i}.md").unlink()
        files += [str(tmp_path / f"old{i}.md") for i in range(400)]
        for i in range(0, len(files), 100):
            session.changes.tell(files[i : i + 100])
        before = folder.snapshot
        seen = {id(before)}
        while not news:
            seen.add(id(folder.vault))
            await asyncio.sleep(0)
        assert len(seen) <= 2
        assert news[0] is not None
        assert len(news[0]) == 1400
        assert len(folder.vault.notes) == 1000

    run(tmp_path, test)


def test_a_folder_that_moves_is_walked_again(tmp_path: Path) -> None:
    put(tmp_path / "old/deep/a.md", "# A\n")
    put(tmp_path / "old/b.png", "")

    async def test(session: Session, folder: Folder) -> None:
        (tmp_path / "old").rename(tmp_path / "new")
        session.changes.tell([str(tmp_path / "old"), str(tmp_path / "new")])
        await until(lambda: headings(folder, "new/deep/a.md") == ["A"])
        assert sorted(folder.vault.files) == ["new/b.png", "new/deep/a.md"]
        shutil.rmtree(tmp_path / "new")
        session.changes.tell([str(tmp_path / "new")])
        await until(lambda: not len(folder.vault.files))

    run(tmp_path, test)


def test_ignored_and_other_files(tmp_path: Path) -> None:
    put(tmp_path / "a.md", "")

    async def test(session: Session, folder: Folder) -> None:
        files = [put(tmp_path / name, "x") for name in (".git/x.md", "node_modules/y.md", "pic.png", "b.md")]
        session.changes.tell([*files, "/elsewhere/x.md", str(tmp_path)])
        await until(lambda: "b.md" in folder.vault.files)
        assert sorted(folder.vault.files) == ["a.md", "b.md", "pic.png"]
        session.changes.tell([put(tmp_path / ".gitignore", "b.md\n")])
        await until(lambda: "b.md" not in folder.vault.files)
        session.changes.tell([put(tmp_path / ".obsidian/app.json", "{}")])  # Obsidian knows no ignore files
        await until(lambda: "b.md" in folder.vault.files)
        shutil.rmtree(tmp_path / ".obsidian")
        session.changes.tell([str(tmp_path / ".obsidian")])
        await until(lambda: "b.md" not in folder.vault.files)
        session.changes.tell([put(tmp_path / ".vaultls.toml", 'useIgnoreFiles = false\nexclude = ["a.md"]\n')])
        await until(lambda: sorted(folder.vault.files) == ["b.md", "pic.png"])

    run(tmp_path, test)


def test_the_first_index_can_be_cancelled_and_edits_meanwhile_stay(tmp_path: Path) -> None:
    for i in range(50):
        put(tmp_path / f"n{i}.md", f"# N {i}\n")

    async def main() -> None:
        session = Session(Workers())
        session.add([str(tmp_path)])
        [folder] = session.folders
        assert len(folder.vault.files) == 50
        assert folder.scanning
        session.open("k", "uri", str(tmp_path / "n1.md"), "n1.md", "# Mine\n", 1)
        session.start()
        session.cancel_index()
        await session.indexed()
        assert not folder.scanning
        assert headings(folder, "n1.md") == ["Mine"]
        session.end()

    asyncio.run(main())


def test_what_has_arrived_is_kept_when_nobody_waits_for_the_merge_any_more(tmp_path: Path) -> None:
    """A question that takes too long, or is cancelled, gives up in the middle of a merge."""

    async def test(_session: Session, folder: Folder) -> None:
        folder.arrive([("late.md", parse("late.md", "# Late\n"))])
        merging = asyncio.ensure_future(folder.merge())
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # it has begun
        assert not merging.done()
        merging.cancel()
        await asyncio.wait([merging])
        await folder.merge()
        assert headings(folder, "late.md") == ["Late"]

    run(tmp_path, test)


def test_an_edit_during_a_merge_wins(tmp_path: Path) -> None:
    for name in ("a", "b"):
        put(tmp_path / f"{name}.md", "# Disk\n")

    async def test(session: Session, folder: Folder) -> None:
        for name in ("a", "b"):
            session.open(name, name, str(tmp_path / f"{name}.md"), "", "# One\n", 1)
        other = folder.note("a.md")
        assert other is not None
        folder.arrive([("c.md", other.__class__("c.md", other.lines))])
        merging = asyncio.ensure_future(folder.merge())
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # it has begun
        folder.change("a.md", "# Two\n", 2)
        assert headings(folder, "a.md") == ["Two"]
        session.close("b")
        await merging
        assert headings(folder, "a.md") == ["Two"]
        assert headings(folder, "b.md") == ["Disk"]
        assert "c.md" in folder.vault.notes

    run(tmp_path, test)


@pytest.mark.parametrize("poll", [True, False])
def test_watching(tmp_path: Path, poll: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaultls.host.watch.EVERY", 0.02)
    monkeypatch.setattr("vaultls.host.watch.LATER", 0.02)
    put(tmp_path / "a.md", "# A\n")
    put(tmp_path / ".obsidian/app.json", "{}")

    async def test(session: Session, folder: Folder) -> None:
        loop = asyncio.get_running_loop()
        began = asyncio.Event()
        watcher = Watcher(
            [str(tmp_path)],
            lambda files: loop.call_soon_threadsafe(session.changes.tell, files),
            lambda: loop.call_soon_threadsafe(began.set),
            poll,
        )
        tries = 0
        try:
            while headings(folder, "sub/b.md") is None:  # it begins to see at some time
                tries += 1
                put(tmp_path / "sub/b.md", f"# B {tries}\n")
                await asyncio.sleep(0.02)
            (tmp_path / "a.md").unlink()
            await until(lambda: "a.md" not in folder.vault.files)
            put(tmp_path / ".obsidian/app.json", '{"userIgnoreFilters": ["old/"]}')
            await until(lambda: folder.config.excluded == ("old/",))
            assert began.is_set()
        finally:
            watcher.close()

    run(tmp_path, test)


@pytest.mark.parametrize("poll", [True, False])
def test_what_changes_before_watching_begins_is_seen_when_it_does(
    tmp_path: Path, poll: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vaultls.host.watch.LATER", 0.02)
    put(tmp_path / "a.md", "# A\n")

    async def test(session: Session, folder: Folder) -> None:
        loop = asyncio.get_running_loop()
        put(tmp_path / "b.md", "# B\n")
        watcher = Watcher(
            [str(tmp_path)], lambda _: None, lambda: loop.call_soon_threadsafe(session.changes.walk, folder), poll
        )
        try:
            await until(lambda: headings(folder, "b.md") == ["B"])
        finally:
            watcher.close()

    run(tmp_path, test)


def test_what_polling_costs() -> None:
    assert SHARE <= 0.01
    assert changes.QUIET < changes.LATEST


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_vault_is_found_by_its_real_path_too(tmp_path: Path) -> None:
    put(tmp_path / "real/a.md", "# A\n")
    (tmp_path / "link").symlink_to(tmp_path / "real")

    async def test(session: Session, folder: Folder) -> None:
        assert session.home(str(tmp_path / "real" / "a.md")) == (folder, "a.md")
        assert session.home(str(tmp_path / "link" / "a.md")) == (folder, "a.md")

    run(tmp_path / "link", test)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_news_through_a_link_out_of_the_vault_is_none(tmp_path: Path) -> None:
    put(tmp_path / "else/far.md", "# Far\n")
    put(tmp_path / "vault/sub/a.md", "# A\n")
    (tmp_path / "vault/out").symlink_to(tmp_path / "else")
    (tmp_path / "vault/in").symlink_to(tmp_path / "vault/sub")

    async def test(session: Session, folder: Folder) -> None:
        assert sorted(folder.vault.files) == ["in/a.md", "sub/a.md"]
        put(tmp_path / "vault/sub/b.md", "")
        put(tmp_path / "vault/sub/a.md", "# Changed\n")
        root = tmp_path / "vault"
        session.changes.tell(map(str, (root / "out/far.md", root / "in/a.md", root / "sub/b.md")))
        await until(lambda: "sub/b.md" in folder.vault.files)
        assert sorted(folder.vault.files) == ["in/a.md", "sub/a.md", "sub/b.md"]
        assert headings(folder, "in/a.md") == ["Changed"]

    run(tmp_path / "vault", test)


def test_a_folder_in_a_vault_can_become_a_vault_of_its_own_and_come_back(tmp_path: Path) -> None:
    put(tmp_path / "a.md", "")
    put(tmp_path / "inner/b.md", "# B\n")

    async def test(session: Session, outer: Folder) -> None:
        document = session.open("k", "uri", str(tmp_path / "inner" / "b.md"), "b.md", "# Mine\n", 1)
        session.add([str(tmp_path / "inner")])
        session.start()
        await until(lambda: sorted(outer.vault.files) == ["a.md"])
        assert document.folder is not outer
        assert headings(document.folder, "b.md") == ["Mine"]
        session.remove([str(tmp_path / "inner")])
        await until(lambda: sorted(outer.vault.files) == ["a.md", "inner/b.md"])
        assert document.folder is outer
        assert headings(outer, "inner/b.md") == ["Mine"]

    run(tmp_path, test)


def test_what_is_asked_for_is_read_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vaultls.host import scan

    real = scan.read_note
    monkeypatch.setattr(scan, "_BATCH", 1000)
    monkeypatch.setattr(scan, "read_note", lambda *arguments: (time.sleep(0.003), real(*arguments))[1])
    for i in range(300):
        link = "[[The Hub]]" if i % 100 == 99 else "[[other]]"
        (tmp_path / f"n{i:03}.md").write_text(f"# {i}\n{link} {'word ' * (300 - i)}\n")  # small ones come last

    async def main() -> None:
        session = Session(Workers())
        session.add([str(tmp_path)])
        [folder] = session.folders
        session.start()
        await session.hurry(folder, [b"the hub"])
        assert folder.scanning
        assert folder.vault.mentions["the hub"] == ("n099.md", "n199.md", "n299.md")
        assert len(folder.missing()) > 100
        await session.hurry(folder, [])
        assert not folder.scanning
        assert len(folder.vault.notes) == 300
        session.end()

    asyncio.run(main())


def test_what_an_index_has_read_before_the_end_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vaultls.host import scan

    root = tmp_path / "notes"
    root.mkdir()
    for i in range(40):
        put(root / f"n{i}.md", f"# {i}\n")
        os.utime(root / f"n{i}.md", (1e9, 1e9))
    monkeypatch.setattr(scan, "_BATCH", 10)
    real, read = scan.read_note, list[str]()
    monkeypatch.setattr(scan, "read_note", lambda *a: (read.append(a[1]), time.sleep(0.005), real(*a))[2])

    async def some() -> None:
        session = Session(Workers(), keeps=True)
        session.add([str(root)])
        session.start()
        await until(lambda: len(read) > 10)
        session.end()

    asyncio.run(some())
    first, read[:] = list(read), []
    assert 10 < len(first) < 40

    async def rest() -> None:
        session = Session(Workers(), keeps=True)
        session.add([str(root)])
        session.start()
        await session.indexed()
        assert len(session.folders[0].vault.notes) == 40
        session.end()

    asyncio.run(rest())
    assert len(read) <= 40 - len(first) + 4
