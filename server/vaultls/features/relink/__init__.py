"""Links that follow: what must be rewritten so that every link leads where it led before names changed.

Nothing is rewritten for its own sake. Each link that says one of the names concerned is resolved in the vault as it is
and in the vault as it will be; where the two differ, it is spelled anew in its author's style.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from vaultls.features.answer import Edit, ReadText
from vaultls.features.relink.anchors import same_anchor, subpath_spellings
from vaultls.features.relink.paths import is_place, is_respelled, is_shortest, path_spellings, same_place
from vaultls.features.relink.writing import Written, written
from vaultls.syntax.link_parts import display_of
from vaultls.syntax.note import Block, Heading, Link, Note
from vaultls.syntax.packed import at_path
from vaultls.text.edit import apply_edits
from vaultls.text.span import Span
from vaultls.vault.anchors import Anchors
from vaultls.vault.finder import Finder
from vaultls.vault.layered import Layered
from vaultls.vault.links import names_of
from vaultls.vault.names import fold, folder, key, plain_heading, stem
from vaultls.vault.vault import Vault, alias_keys

_START: Callable[[Heading], int] = itemgetter(Heading._fields.index("start"))
_ROUNDS = 6  # a link in a heading, whose text is in a link in a heading, and so on


class Relinked(NamedTuple):
    """`lost`: links that can't be written so that they lead there, as (path of the note, raw link)."""

    edits: list[Edit]
    lost: list[tuple[str, str]]


class Renamed(NamedTuple):
    """What becomes of what, from one vault to the next.

    `moved`: old to new vault paths of files. `displays`: texts that repeated an old name, beside stems and headings;
    `aliases`: folded aliases. Both by the target's path before. `read` is asked only where a link in a table needs a `|`.
    """

    old: Vault
    new: Vault
    moved: Mapping[str, str]
    displays: Mapping[tuple[str, str], str] = {}
    aliases: Mapping[tuple[str, str], str] = {}
    read: ReadText | None = None


def relink(change: Renamed, own_edits: Iterable[Edit] = ()) -> Relinked:
    """All edits of links that `change` makes necessary, beside those that make the change itself.

    `own_edits`: of the latter all that change a heading's text; others do no harm.
    Headings that hold a rewritten link have another text afterwards, so links to them follow too.
    """
    own = list(own_edits)
    work = _Relinking(change, set(change.moved) | {target for target, _ in change.displays})
    work.run()
    for _ in range(_ROUNDS):
        further = _changed_headings(work.change, [*own, *work.edits.values()])
        if not further:
            break
        work = work.again(further)
        work.run()
    return Relinked(list(work.edits.values()), list(work.lost))


def moved_vault(vault: Vault, moved: Mapping[str, str]) -> Vault:
    """The vault with files at other paths."""
    notes = [at_path(vault.notes[old], new) for old, new in moved.items() if old in vault.notes]
    others = [new for old, new in moved.items() if old not in vault.notes]
    taken = set(moved.values())
    return vault.updated(notes, others, [old for old in moved if old not in taken])


def _changed_headings(change: Renamed, edits: list[Edit]) -> list[Note]:
    """Notes of the new vault with the texts that their headings have after `edits`; only those where that is news."""
    texts: dict[str, dict[int, list[tuple[Span, str]]]] = {}
    last: str | None = None
    headings: tuple[Heading, ...] = ()
    for path, (start, end), new, _ in edits:
        if path != last:
            last, headings = path, change.old.notes[path].headings
        i = bisect_right(headings, start, key=_START) - 1
        if i >= 0 and end <= headings[i].end:
            first = headings[i].text_start
            texts.setdefault(path, {}).setdefault(i, []).append((Span(start - first, end - first), new))
    found = []
    for path, some in texts.items():
        before = change.old.notes[path].headings
        after = change.new.notes[change.moved.get(path, path)]
        if len(before) != len(after.headings):
            continue
        new_headings = list(after.headings)
        for i, inside in some.items():
            new_headings[i] = after.headings[i]._replace(text=apply_edits(before[i].text, inside))
        if new_headings != list(after.headings):
            found.append(replace(after, headings=tuple(new_headings)))
    return found


class _Plan(NamedTuple):
    """What becomes of all links of one spelling in one folder: `path` None where it stays."""

    target: str | None  # before
    path: str | None
    lost: bool = False
    doubt: str = ""
    shown: str | None = None  # a display text that it needs now, since it went by an alias


class _Relinking:
    """One pass over the links concerned, with what passes before it have found."""

    def __init__(self, change: Renamed, renamed: Iterable[str] = ()) -> None:
        """`renamed`: paths before of what has other names; notes with other headings or blocks are found here."""
        self.change = change
        self.before = Finder(change.old)
        self.after = Finder(change.new)
        self.edits: dict[tuple[str, Span], Edit] = {}  # a definition has several uses
        self.lost: dict[tuple[str, str], None] = {}
        self.keys, self.notes = _concerned(change, renamed, _changed(change.old, change.new))
        self.plans: dict[tuple[str, str, str, bool], _Plan] = {}
        self.anchors: dict[int, Anchors] = {}  # by the identity of the note
        self.concerned: dict[str | None, bool] = {None: False}  # targets: whether headings or blocks have changed

    def again(self, further: list[Note]) -> _Relinking:
        """For notes whose headings are others after the edits found so far."""
        change = self.change._replace(new=self.change.new.updated(further))
        back = {new: old for old, new in change.moved.items()}
        work = _Relinking(change)
        work.edits, work.lost = self.edits, self.lost
        work.keys, work.notes = _concerned(change, (), [back.get(note.path, note.path) for note in further])
        return work

    def run(self) -> None:
        moved, keys = self.change.moved, self.keys
        notes = [self.change.old.notes[path] for path in sorted(self.notes)]
        # Thousands of links say few different things: what is said is looked at once, not each link.
        ours = {said for said in set[str]().union(*(note.links.paths for note in notes)) if key(said) in keys}
        for note in notes:
            here, there = folder(note.path), folder(moved.get(note.path, note.path))
            elsewhere = here != there
            for i, said in enumerate(note.links.paths):
                if elsewhere or said in ours or not said:
                    self.follow(note, i, self.plan(note, said, note.links.is_wiki(i), here, there))

    def follow(self, note: Note, number: int, plan: _Plan) -> None:
        """Record the edits of one link."""
        if plan.target is None and plan.path is None:
            return
        links = note.links
        anchored = links.has_subpath(number) and self.anchor_concerned(plan.target)
        if plan.path is None and not (anchored or plan.lost or self.shows(plan.target)):
            return
        link = links[number]
        subpath, heading = self.subpath(link, plan.target) if anchored else (None, None)
        display = self.display(link, plan.target, heading)
        if plan.lost or subpath == "":
            self.lost[note.path, link.raw] = None
            return
        if plan.path is None and subpath is None and display is None:
            return
        if plan.shown is not None and display_of(link) is None and link.kind != "embed":
            display = plan.shown
        for span, text in written(note, link, Written(plan.path, subpath, display), self.change.read):
            self.edits[note.path, span] = Edit(note.path, span, text, plan.doubt)

    def plan(self, note: Note, said: str, wiki: bool, here: str, there: str) -> _Plan:
        if not said:
            return _Plan(note.path, None)
        cached = here, there, said, wiki
        plan = self.plans.get(cached)
        if plan is None:
            source = self.change.moved.get(note.path, note.path)
            plan = self.plans[cached] = self.planned(note.path, source, said, wiki)
        return plan

    def planned(self, old_source: str, source: str, said: str, wiki: bool) -> _Plan:
        moved = self.change.moved
        candidates, by_alias = self.before.find(old_source, said, wiki)
        if not candidates:
            path = same_place(old_source, source, said, wiki, moved)
            return _Plan(None, path)
        target = candidates[0]
        wanted = moved.get(target, target)
        still, still_alias = self.after.find(source, said, wiki)
        if by_alias and (target, fold(said)) in self.change.aliases:
            still = ()
        right = still[:1] == (wanted,) and len(still) <= max(1, len(candidates)) and still_alias == by_alias
        if is_place(old_source, said, wiki, target) and not is_place(source, said, wiki, wanted):
            right = False
        if is_shortest(said, old_source, target, wiki) and not is_shortest(said, source, wanted, wiki):
            right = False
        if right and not is_respelled(said, target, wanted):
            return _Plan(target, None)
        alias = self.change.aliases.get((target, fold(said))) if by_alias else None
        doubt = f"“{said}” may mean {len(candidates)} files" if len(candidates) > 1 else ""
        spellings = path_spellings(said, old_source, source, target, wanted, wiki)
        for path in spellings if alias is None else chain([alias], spellings):
            found, _ = self.after.find(source, path, wiki)
            if found[:1] == (wanted,) and len(found) <= len(candidates):
                shown = said if by_alias and wiki and path != alias else None
                return _Plan(target, None if path == said else path, doubt=doubt, shown=shown)
        return _Plan(target, None, lost=True)

    def anchor_concerned(self, target: str | None) -> bool:
        """Whether headings or blocks of the note have changed."""
        known = self.concerned.get(target)
        if known is None:
            before = self.change.old.notes.get(target or "")
            after = self.change.new.notes.get(self.change.moved.get(target or "", target or ""))
            known = self.concerned[target] = (
                before is not None
                and after is not None
                and (before.headings is not after.headings or before.blocks is not after.blocks)
            )
        return known

    def shows(self, target: str | None) -> bool:
        return any(path == target for path, _ in self.change.displays)

    def subpath(self, link: Link, target: str | None) -> tuple[str | None, tuple[Heading, Heading] | None]:
        """(the new subpath, None where the old one still leads there, "" where none does; the heading before and after)."""
        assert target is not None
        before = self.change.old.notes[target]
        after = self.change.new.notes[self.change.moved.get(target, target)]
        slugs = not link.is_wiki
        anchor = self.named(before, link.subpath, slugs)
        if anchor is None:
            return None, None
        facts: Sequence[Heading | Block] = before.headings if isinstance(anchor, Heading) else before.blocks
        index = next(i for i, fact in enumerate(facts) if fact is anchor)
        pair = None
        if isinstance(anchor, Heading) and anchor.text != after.headings[index].text:
            pair = anchor, after.headings[index]
        if same_anchor(after, self.named(after, link.subpath, slugs), anchor, index) and not (
            pair and subpath_spelled(link, pair[0]) and plain_heading(pair[0].text) != plain_heading(pair[1].text)
        ):
            return None, pair
        for subpath in subpath_spellings(link, before, after, anchor, index):
            if same_anchor(after, self.named(after, subpath, slugs), anchor, index):
                return (None if subpath == link.subpath else subpath), pair
        return "", pair

    def named(self, note: Note, subpath: str, slugs: bool) -> Heading | Block | None:
        found = self.anchors.get(id(note))
        if found is None:
            found = self.anchors[id(note)] = Anchors(note)
        return found.find(subpath, slugs)

    def display(self, link: Link, target: str | None, heading: tuple[Heading, Heading] | None) -> str | None:
        """What a display text that repeats an old name becomes, None for any other."""
        if target is None:
            return None
        shown = display_of(link) if "|" in link.raw or not link.is_wiki else None
        if not shown or not shown.strip():
            return None
        wanted = self.change.moved.get(target, target)
        text = shown.strip()
        new = self.change.displays.get((target, text))
        if new is None and heading is not None and text == plain_heading(heading[0].text).strip():
            new = plain_heading(heading[1].text).strip()
        if new is None and stem(target) != stem(wanted) and text == stem(target):
            new = stem(wanted)
        return None if new is None or new == text else shown.replace(text, new, 1)


def subpath_spelled(link: Link, heading: Heading) -> bool:
    """Whether the link says the heading's text letter by letter, so that it follows a change of case or punctuation."""
    return link.subpath.rpartition("#")[2].strip() == plain_heading(heading.text).strip()


def _concerned(change: Renamed, renamed: Iterable[str], changed: Iterable[str]) -> tuple[set[str], set[str]]:
    """The names whose links may lead elsewhere, as keys, and the notes to look through.

    `renamed` are files with other names, `changed` notes with other headings, blocks or aliases; paths before.
    """
    old, new, moved = change.old, change.new, change.moved
    keys: set[str] = set()
    notes: set[str] = set()
    for before in renamed:
        keys |= names_of(old, before)
        keys.add(key(moved.get(before, before)))
        if before in old.notes and before in moved:
            notes.add(before)
    for path in changed:
        keys |= names_of(old, path) | {*alias_keys(new.notes[moved.get(path, path)], new.config)}
        notes.add(path)
    for k in keys:
        notes.update(old.mentions.get(k, ()))
    return keys, notes


def _changed(old: Vault, new: Vault) -> Iterator[str]:
    """Notes that have other facts at the same path."""
    assert isinstance(new.notes, Layered)  # every snapshot's mappings are
    assert isinstance(old.notes, Layered)
    same = old.notes.base is new.notes.base
    for path in new.notes.changed_keys() | old.notes.changed_keys() if same else new.notes:
        if path in old.notes and path in new.notes and old.notes[path] is not new.notes[path]:
            yield path
