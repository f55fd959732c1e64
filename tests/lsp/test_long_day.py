"""A long day of typing and of files that change leaves the server's memory as it was in the morning."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import psutil
from tests.lsp.rawclient import FULL, RawClient

from support.vaults import linked

EDITS, EVENTS = (20_000, 2_000) if os.environ.get("VAULTLS_LONG_DAY") else (2_000, 400)
NOTES = 700  # more than are changed in a layer: the shared base of all snapshots is made anew now and then
GROWTH = 0.05
TYPED = [
    "x",
    " ",
    "\n",
    "[[n",
    "[[N1]]",
    "[[nowhere 7]]",
    "## H\n",
    "# Deep\n",
    "#tag ",
    "#t/u ",
    " ^b1\n",
    "- [ ] ",
    "> ",
]
ASKED = ["documentSymbol", "semanticTokens/full", "codeLens", "foldingRange", "definition", "hover", "completion"]


class Day:
    """Somebody who types into several notes, while a program changes files."""

    def __init__(self, client: RawClient, root: Path) -> None:
        self.client, self.root, self.rnd = client, root, random.Random(5)
        self.paths = sorted(root.rglob("*.md"))
        self.open: dict[Path, list[str]] = {}  # what was typed, to be taken back
        self.version = 1

    def type(self) -> None:
        path = self.rnd.choice(list(self.open))
        typed = self.open[path]
        line, text = 0, self.rnd.choice(TYPED)
        if len(typed) > 40:  # the note stays of one size
            self.close(path)
            self.begin(path)
            return
        typed.append(text)
        self.version += 1
        self.client.change(path.as_uri(), text, (line, 0, line, 0), version=self.version)

    def ask(self) -> None:
        method = self.rnd.choice(ASKED)
        place = {"textDocument": {"uri": self.rnd.choice(list(self.open)).as_uri()}}
        self.client.ask(f"textDocument/{method}", {**place, "position": {"line": 0, "character": 2}})

    def begin(self, path: Path) -> None:
        self.open[path] = []
        self.client.open(path.as_uri(), path.read_text(encoding="utf-8"))

    def close(self, path: Path) -> None:
        del self.open[path]
        self.client.notify("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})

    def events(self, count: int) -> None:
        """So many files are written, removed or come back, in one message."""
        changes = []
        for path in self.rnd.sample(self.paths, count):
            if path in self.open:
                continue
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            if text and self.rnd.random() < 0.1:
                path.rename(path.with_suffix(".away"))
                changes.append({"uri": path.as_uri(), "type": 3})
            elif not text:
                path.with_suffix(".away").rename(path)
                changes.append({"uri": path.as_uri(), "type": 1})
            else:
                number = self.rnd.randrange(10)
                path.write_text(text.partition("\n# Changed")[0] + f"\n# Changed {number}\n[[N{number}]] #t{number}\n")
                changes.append({"uri": path.as_uri(), "type": 2})
        self.client.notify("workspace/didChangeWatchedFiles", {"changes": changes})

    def live(self, edits: int, events: int) -> None:
        each = NOTES * 4 // 5
        for i in range(edits):
            self.type()
            if i % 7 == 0:
                self.ask()
            if i % 50 == 0:
                path = self.rnd.choice(list(self.open))
                self.close(path)
                self.begin(self.rnd.choice([p for p in self.paths if p.exists() and p not in self.open]))
                self.client.ask("workspace/symbol", {"query": self.rnd.choice("abn")})
            if i % max(1, edits * each // events) == 0:
                self.events(each)
            self.client.inbox.clear()
        self.client.ask("workspace/symbol", {"query": "n"})


def _at_rest(process: psutil.Process) -> None:
    """Wait until the server has done nothing for half a second."""
    before = None
    while before != (before := process.cpu_times()[:2]):
        time.sleep(0.5)


def test_memory_stays(tmp_path: Path) -> None:
    for seed in range(NOTES // 24 + 1):
        for path, text in linked(seed).items():
            file = tmp_path / str(seed) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    with RawClient(tmp_path) as client:
        client.initialize(FULL)
        day = Day(client, tmp_path)
        for path in day.paths[:4]:
            day.begin(path)
        process = psutil.Process(client.process.pid)
        _at_rest(process)  # what the server does once nobody asks anything belongs to the morning
        levels = []
        # Memory is taken and given back in large pieces, and bounded caches fill: some when files change again and
        # again, some, as facts that somebody asked for, only while they don't.
        for edits, events in [(1_000, 3 * NOTES)] * 11 + [(EDITS // 2, EVENTS // 2)]:
            day.live(edits, events)
            levels.append(process.memory_full_info().uss)
        before = max(levels)
        day.live(EDITS, EVENTS)
        after = process.memory_full_info().uss
        print("MEM", before / 1e6, after / 1e6)
        assert after <= (1 + GROWTH) * before, f"{before / 1e6:.1f} MB became {after / 1e6:.1f} MB"
