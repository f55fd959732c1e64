"""Notes and sections as a hierarchy of who links to whom: the links to a heading or note come in, those below it go out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import chain

from vaultls.features.answer import Call, CallItem
from vaultls.features.cursor import under
from vaultls.syntax.note import Heading, Json, Link, Note
from vaultls.syntax.outline import section
from vaultls.text.span import Span
from vaultls.vault.anchors import Anchors
from vaultls.vault.follow import Follow
from vaultls.vault.keys import title_heading
from vaultls.vault.links import backlinks, own_links
from vaultls.vault.names import folder, plain_heading, stem
from vaultls.vault.vault import Vault

LIMIT = 1000
"""Entries in one answer; thousands link to a hub, and its references name them all."""


def prepare(vault: Vault, note: Note, offset: int) -> CallItem | None:
    """What the link at `offset` leads to, else the section there; the note's title and what stands before any heading is the note."""
    thing = under(note, offset)
    if thing is not None and isinstance(thing.fact, Link):
        return _target(Follow(vault, note), _Sections(), thing.fact)
    return _Sections().at(note, offset)


def incoming(vault: Vault, path: str, data: Json) -> list[Call] | None:
    """Who links to the item of the file `path`, one entry for each section that holds such links; None for an unknown item."""
    found = _find(vault, path, data)
    if found is None:
        return None
    note, heading = found
    links = backlinks(vault, path)
    if note is not None and heading is not None:
        anchors = Anchors(note)
        links = (
            b
            for b in chain(links, own_links(note))
            if b.link.subpath and anchors.find(b.link.subpath, slugs=not b.link.is_wiki) is heading
        )
    sections = _Sections()
    return _calls((sections.at(b.note, b.span.start), b.span) for b in links)


def outgoing(vault: Vault, path: str, data: Json) -> list[Call] | None:
    """What is linked to from the item of the file `path`, with the sections below it; None for an unknown item."""
    found = _find(vault, path, data)
    if found is None:
        return None
    note, heading = found
    if note is None:
        return []
    start, end = _all(note) if heading is None else section(note, note.headings.index(heading))
    follow, sections = Follow(vault, note), _Sections()
    inside = (link for link in note.links if start <= link.start < end)
    items = ((_target(follow, sections, link), link) for link in inside)
    return _calls((item, Span(link.start, link.end)) for item, link in items if item is not None)


def _calls(found: Iterable[tuple[CallItem, Span]]) -> list[Call]:
    """One entry for each of the first items, in the order that they are met."""
    spans: dict[tuple[str, Span], list[Span]] = {}
    items: list[CallItem] = []
    for item, span in found:
        key = item.path, item.name_span
        if key not in spans:
            if len(items) == LIMIT:
                break
            spans[key] = []
            items.append(item)
        spans[key].append(span)
    return [Call(item, tuple(spans[item.path, item.name_span])) for item in items]


def _target(follow: Follow, sections: _Sections, link: Link) -> CallItem | None:
    """What a link leads to; a block stands for the section that it is in."""
    found = follow(link)
    if found.target is None:
        return None
    note = follow.note(found.target)
    if note is None:
        return CallItem(
            stem(found.target), folder(found.target), found.target, Span(0, 0), Span(0, 0), {"heading": None}
        )
    return _note(note) if found.anchor is None else sections.at(note, found.anchor.start)


class _Sections:
    """The sections of notes that are asked for, each made once."""

    def __init__(self) -> None:
        self._items: dict[tuple[str, int], CallItem] = {}
        self._titles: dict[str, Heading | None] = {}
        self._texts: dict[str, list[str]] = {}  # of a note's headings

    def at(self, note: Note, offset: int) -> CallItem:
        """The innermost one at an offset; the title's is the note."""
        i = bisect_right(note.headings, offset, key=_start) - 1
        item = self._items.get((note.path, i))
        if item is None:
            item = self._items[note.path, i] = _note(note) if self._is_title(note, i) else self._section(note, i)
        return item

    def _is_title(self, note: Note, i: int) -> bool:
        if note.path not in self._titles:
            self._titles[note.path] = title_heading(note)
        return i < 0 or note.headings[i] is self._titles[note.path]

    def _section(self, note: Note, i: int) -> CallItem:
        if note.path not in self._texts:
            self._texts[note.path] = [heading.text for heading in note.headings]
        heading = note.headings[i]
        name = " ".join(plain_heading(heading.text).split()) or "(no text)"
        data: Json = {"heading": heading.text, "nth": self._texts[note.path][:i].count(heading.text)}
        return CallItem(name, stem(note.path), note.path, section(note, i), heading.text_span, data)


def _note(note: Note) -> CallItem:
    title = title_heading(note)
    name_span = Span(0, 0) if title is None else title.text_span
    return CallItem(stem(note.path), folder(note.path), note.path, _all(note), name_span, {"heading": None})


def _all(note: Note) -> Span:
    return Span(0, note.lines.length)


def _find(vault: Vault, path: str, data: Json) -> tuple[Note | None, Heading | None] | None:
    """The note (None for an attachment) and heading (None for all of it) of an item, as they are now."""
    note = vault.notes.get(path)
    if not isinstance(data, dict) or "heading" not in data or path not in vault.files:
        return None
    text, nth = data["heading"], data.get("nth")
    if text is None:
        return note, None
    if note is None or not isinstance(text, str) or type(nth) is not int:
        return None
    same = [heading for heading in note.headings if heading.text == text]
    return (note, same[nth]) if 0 <= nth < len(same) else None


def _start(heading: Heading) -> int:
    return heading.start
