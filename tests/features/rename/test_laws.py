"""What holds for any rename or move, on whole vaults: no link is lost or gained, and back again gives the same bytes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from support.picture import changed
from support.vaults import Texts, demo, generated, linked, real
from vaultls.config import Config
from vaultls.features.answer import Changes
from vaultls.features.export import export_note
from vaultls.features.rename import rename
from vaultls.features.rename.heading import name_span
from vaultls.features.rename.note import moved
from vaultls.features.rename.note import rename as rename_file
from vaultls.syntax.note import Note
from vaultls.syntax.parse import parse
from vaultls.vault.names import is_note, stem
from vaultls.vault.vault import Vault

FREE = "Frei-名-9"
ODD = "Was & wer’s (9)"


class State(NamedTuple):
    """A vault's texts and its facts."""

    files: Mapping[str, str]
    vault: Vault

    @classmethod
    def of(cls, files: Mapping[str, str]) -> State:
        return cls(
            files,
            Vault.of(
                files,
                [parse(p, text) for p, text in files.items() if is_note(p)],
                Config(rename_note_with_heading=False),
            ),
        )

    def after(self, changes: Changes) -> State:
        files = changed(self.files, changes)
        notes = [parse(p, text) for p, text in files.items() if is_note(p) and self.files.get(p) != text]
        gone = [path for path in self.files if path not in files]
        return State(files, self.vault.updated(notes, [p for p in files if not is_note(p)], gone))


def links(vault: Vault, names: Callable[[str], str]) -> dict[str, list[tuple[object, ...]]]:
    """Of each note its links: kind, status, target with `names` put in, the target's line. An ambiguous link may become clear."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for path in vault.notes:
        exported = export_note(vault, vault.notes[path])["links"]
        assert isinstance(exported, list)
        rows: list[tuple[object, ...]] = []
        for link in exported:
            assert isinstance(link, dict)
            target = link["target"]
            status = "resolved" if link["status"] == "ambiguous" else link["status"]
            rows.append((link["kind"], status, names(target) if isinstance(target, str) else None, link["target_line"]))
        found[names(path)] = rows
    return found


def check(state: State, changes: Changes) -> State:
    """The vault afterwards: each link leads where it led, and none has come or gone."""
    check_dead_zones(state, changes)
    after = state.after(changes)
    moves = {move.old: move.new for move in changes.moves}
    before, now = links(state.vault, lambda path: moves.get(path, path)), links(after.vault, lambda path: path)
    assert sorted(before) == sorted(now)
    for path, rows in before.items():
        assert rows == now[path], path
    return after


def check_dead_zones(state: State, changes: Changes) -> None:
    """No edit touches code, comments, math or HTML; in the frontmatter none touches a comment."""
    for edit in changes.edits:
        note = state.vault.notes[edit.path]
        start, end = edit.span
        for zone in note.zones:
            if zone.kind != "frontmatter":
                assert end <= zone.start or start >= zone.end, (edit, zone)
            elif start < zone.end:
                inside = [p for p in note.properties if p.key_start <= start and end <= max(p.key_end, p.value_end)]
                assert inside, edit


def normal(text: str) -> str:
    """A text up to what a rename may change for good: letter case, and how a Markdown destination is percent-encoded."""
    return re.sub(r"\]\([^()]*\)", lambda m: unquote(m[0]), text).casefold()


def assert_same(actual: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    assert sorted(actual) == sorted(wanted)
    for path, text in wanted.items():
        assert normal(actual[path]).splitlines() == normal(text).splitlines(), path


Change = Callable[[State], Changes]


def check_back(state: State, there: Change, back: Change) -> None:
    changes = there(state)
    after = check(state, changes)
    if any(edit.doubt for edit in changes.edits):
        return  # an ambiguous link says more afterwards than it did
    assert_same(check(after, back(after)).files, state.files)


def check_notes(state: State, paths: list[str]) -> None:
    for path in paths:
        new = path[: path.rfind("/") + 1] + FREE + path[path.rfind(".") :]

        def there(now: State, path: str = path) -> Changes:
            return rename_file(now.vault, path, FREE, now.files.get)

        def back(now: State, new: str = new, path: str = path) -> Changes:
            return rename_file(now.vault, new, stem(path), now.files.get)

        check_back(state, there, back)
    for path in paths[:3]:
        check(state, rename_file(state.vault, path, ODD, state.files.get))


def check_folders(state: State) -> None:
    def move(now: State, old: str, new: str) -> Changes:
        inside = [path for path in now.files if path.startswith(old + "/")]
        return moved(now.vault, {path: new + path[len(old) :] for path in inside}, now.files.get)

    for folder in sorted({path.rpartition("/")[0] for path in state.files} - {""})[:12]:
        target = f"neu/{folder.rpartition('/')[2]}-2"
        check_back(state, partial(move, old=folder, new=target), partial(move, old=target, new=folder))


def check_headings(state: State, most: int, seed: int) -> None:
    def again(now: State, path: str, i: int, name: str) -> Changes:
        note = now.vault.notes[path]
        return rename(now.vault, note, note.headings[i].start, name, now.files.get)

    notes = state.vault.notes
    places = [(path, i) for path in notes for i in range(len(notes[path].headings))]
    done = 0
    for path, i in random.Random(seed).sample(places, min(most, len(places))):
        heading = notes[path].headings[i]
        span = name_span(heading)
        text = heading.text[: span.end - span.start]
        if not text.strip() or "[" in text or "#" in text:
            continue  # with the name a link or tag in it would go
        done += 1
        check_back(state, partial(again, path=path, i=i, name=FREE), partial(again, path=path, i=i, name=text))
    assert done > most // 2


def check_named(state: State, kind: str, most: int) -> None:
    """Block ids, aliases, properties and their values, renamed to a free name and back."""

    def again(now: State, path: str, i: int, name: str) -> Changes:
        note = now.vault.notes[path]
        return rename(now.vault, note, place(note, i)[0], name, now.files.get)

    def place(note: Note, i: int) -> tuple[int, str]:
        if kind == "block":
            return note.blocks[i].id_start + 1, note.blocks[i].id
        if kind == "alias":
            return note.aliases[i].start + 1, note.aliases[i].text
        prop = note.properties[i]
        return (prop.key_start, prop.key) if kind == "key" else (prop.scalars[0].start, prop.scalars[0].text)

    def count(note: Note) -> int:
        return len({"block": note.blocks, "alias": note.aliases}.get(kind, note.properties))

    notes, done = state.vault.notes, 0
    new = {"block": "free-9", "key": "free key"}.get(kind, "Frei 9x")
    for path, i in [(there, k) for there in notes for k in range(count(notes[there]))]:
        note = notes[path]
        if kind in ("key", "value"):
            prop = note.properties[i]
            if prop.key.casefold() in ("tags", "tag", "aliases", "alias", "cssclasses"):
                continue
            if kind == "value" and (len(prop.scalars) != 1 or "[[" in prop.scalars[0].text or not prop.scalars[0].text):
                continue
            if kind == "value" and not isinstance(prop.value, str):
                continue  # a number that becomes a string is written with quotes from then on
        if kind == "block" and [b.id.casefold() for b in note.blocks].count(note.blocks[i].id.casefold()) > 1:
            continue
        _, name = place(note, i)
        check_back(state, partial(again, path=path, i=i, name=new), partial(again, path=path, i=i, name=name))
        done += 1
        if done == most:
            break
    assert done


VAULTS = {
    "demo": demo,
    "generated 1": lambda: linked(1),
    "generated 2": lambda: linked(2),
    "tags": lambda: generated(3),
}


@pytest.mark.parametrize("make", VAULTS.values(), ids=VAULTS)
def test_notes(make: Callable[[], Texts]) -> None:
    state = State.of(make())
    check_notes(state, list(state.files)[:: 1 + len(state.files) // 25])


@pytest.mark.parametrize("make", VAULTS.values(), ids=VAULTS)
def test_folders(make: Callable[[], Texts]) -> None:
    check_folders(State.of(make()))


@pytest.mark.parametrize("make", [VAULTS["demo"], VAULTS["generated 1"], VAULTS["generated 2"]], ids=["demo", "1", "2"])
def test_headings(make: Callable[[], Texts]) -> None:
    check_headings(State.of(make()), 30, 7)


@pytest.mark.parametrize("kind", ["block", "alias", "key", "value"])
def test_other_names_in_the_demo_vault(kind: str) -> None:
    check_named(State.of(demo()), kind, 25)


@pytest.mark.parametrize("kind", ["block", "alias"])
@pytest.mark.parametrize("seed", [1, 2])
def test_other_names_in_generated_vaults(kind: str, seed: int) -> None:
    check_named(State.of(linked(seed)), kind, 12)


def test_a_real_vault(tmp_path: Path) -> None:
    state = State.of(real(tmp_path))
    mentions = state.vault.mentions
    check_notes(state, sorted(state.vault.notes, key=lambda path: -len(mentions.get(stem(path).casefold(), ())))[:3])
    check_headings(state, 8, 3)
