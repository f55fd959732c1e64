"""Parsing by workers equals parsing here, whatever happens to the workers."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vaultls.config import Config
from vaultls.host import scan as scan_module
from vaultls.host.scan import batches, parsed, scan
from vaultls.host.walk import File, Ignore, walk
from vaultls.host.worker import Batch, Workers
from vaultls.vault.vault import Vault


@pytest.fixture
def root(tmp_path: Path) -> str:
    for i in range(60):
        (tmp_path / f"n{i}.md").write_text(
            f"---\ntags: [t{i % 3}]\n---\n# Note {i}\n\n[[n{i + 1}#x|y]] #tag ^b{i}\n" * (i % 7 + 1)
        )
    (tmp_path / "bad.md").write_bytes(b"\xff")
    (tmp_path / "pic.png").write_bytes(b"x")
    return str(tmp_path)


def small(root: str) -> list[Batch]:
    files = walk(root, Ignore(root, Config()))
    return [Batch(root, (file.path,)) for file in files if file.path.endswith(".md")]


async def collect(workers: Workers, count: int) -> dict[str, object]:
    return {item.path: item.note async for some in parsed(workers, count) for item in some}


def run(workers: Workers, todo: list[Batch]) -> dict[str, object]:
    workers.submit(todo)
    try:
        return asyncio.run(asyncio.wait_for(collect(workers, len(todo)), 20))
    finally:
        workers.close()


def test_scan_here_and_by_workers(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    here = scan(root, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (61, 61)
    assert len(here.notes) == 61
    assert "pic.png" in here.files
    monkeypatch.setattr(scan_module, "ALONE", 1)
    there = scan(root)
    assert dict(there.notes) == dict(here.notes)
    assert list(there.files) == list(here.files)


def test_scan_reads_the_settings_of_the_vault(root: str) -> None:
    Path(root, ".vaultls.toml").write_text('exclude = ["n1*"]')
    assert "n1.md" not in scan(root).files


@pytest.mark.parametrize("count", [0, 1, 2])
def test_any_number_of_workers_gives_the_same(root: str, count: int) -> None:
    found = run(Workers.start(count), small(root))
    assert Vault.of([], [n for n in found.values() if n], Config()).notes == scan(root).notes  # type: ignore[misc]


def test_what_a_dead_worker_had_is_done_by_others(root: str) -> None:
    todo = small(root)
    workers = Workers.start(2)
    workers.submit(todo)
    next(iter(workers._processes)).kill()
    try:
        got = asyncio.run(asyncio.wait_for(collect(workers, len(todo)), 20))
    finally:
        workers.close()
    assert len(got) == len(todo)
    assert all(note is not None for note in got.values())


def test_when_all_workers_die_the_rest_is_done_here(root: str) -> None:
    todo = small(root)
    workers = Workers.start(2)
    for process in workers._processes:
        process.kill()
    assert all(note is not None for note in run(workers, todo).values())


def test_a_note_that_ends_workers_is_left_out(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    spawn = "import sys; sys.path[:] = {0!r}; import vaultls.host.read as r, os; real = r.read_note\n"
    spawn += (
        "def read_note(root, path, utf8):\n    if path == 'n5.md': os._exit(3)\n    return real(root, path, utf8)\n"
    )
    spawn += "r.read_note = read_note\nfrom vaultls.host.worker import main; main()"

    def poisoned() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", spawn.format(sys.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    monkeypatch.setattr("vaultls.host.worker._spawn", poisoned)
    files = walk(root, Ignore(root, Config()))
    workers = Workers.start(3)
    workers.submit(batches(root, files))
    try:
        found = asyncio.run(asyncio.wait_for(collect(workers, 61), 20))
    finally:
        workers.close()
    assert found.pop("n5.md") is None
    assert len(found) == 60
    assert all(note is not None for note in found.values())


def test_no_worker_can_be_started(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    workers = Workers.start(2)
    assert workers.alive == 0
    assert len(run(workers, small(root))) == 61


def test_files_that_vanish_are_none(root: str) -> None:
    todo = [*small(root), Batch(root, ("gone.md",))]
    assert run(Workers.start(1), todo)["gone.md"] is None


def test_large_notes_come_first_in_batches_of_like_size() -> None:
    made = batches("/v", [File(f"{i}.md", i * 1000, 0) for i in range(1000)] + [File("x.png", 10**9, 0)])
    paths = [path for batch in made for path in batch.paths]
    assert paths[0] == "999.md"
    assert sorted(paths) == sorted(f"{i}.md" for i in range(1000))
    assert max(len(batch.paths) for batch in made) < 400


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_workers_end_with_their_parent(root: str) -> None:
    code = f"import sys, time; from vaultls.host.worker import *; w = Workers.start(2); w.submit([Batch({root!r}, ('n1.md',))])\n"
    code += "print(*[p.pid for p in w._processes], flush=True); time.sleep(60)"
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 60
    while any(_runs(pid) for pid in pids):
        assert time.monotonic() < end
        time.sleep(0.01)


def _runs(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_workers_work_in_an_isolated_interpreter(root: str) -> None:
    code = f"import sys; sys.path[:] = {sys.path!r}\nimport vaultls.host.scan as s; s.ALONE = 0; print(len(s.scan({root!r}).notes))"
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "61"
    assert done.stderr == ""
