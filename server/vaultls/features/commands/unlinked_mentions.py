"""Where other notes say a note's name or alias without linking to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import combining

from vaultls.features.answer import Place
from vaultls.syntax.note import Note
from vaultls.text.span import Span
from vaultls.vault.excluded import is_excluded
from vaultls.vault.keys import title_of
from vaultls.vault.names import fold, stem
from vaultls.vault.telling import FOLD_TO_ASCII
from vaultls.vault.vault import Vault

LIMIT = 500
"""Places in one answer."""

_ODD = re.compile(f"[{FOLD_TO_ASCII}]")
_SHORTEST = 2  # characters of a name that is looked for
_UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # scripts without blanks between words
_EXTERNAL = re.compile(r"\[[^\[\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])")


class Names(NamedTuple):
    """What is looked for: the folded names, and a pattern that finds them as words in a folded text."""

    folded: tuple[str, ...]
    pattern: re.Pattern[str]
    are_ascii: bool


def names_of(vault: Vault, note: Note) -> Names | None:
    """The names of a note; None where none is long enough to be told from other words."""
    said = [stem(note.path), *(alias.text for alias in note.aliases)]
    if vault.config.resolve_by_title and (title := title_of(note)):
        said.append(title)
    folded = {" ".join(fold(name).split()) for name in said}
    names = sorted((name for name in folded if len(name) >= _SHORTEST), key=lambda name: (-len(name), name))
    if not names:
        return None
    return Names(tuple(names), re.compile("|".join(map(_as_word, names))), all(name.isascii() for name in names))


def sources(vault: Vault, note: Note) -> Iterator[Note]:
    """The notes to look through, by path: all others but those that are excluded."""
    excluded = vault.config.excluded
    return (vault.notes[path] for path in sorted(vault.notes) if path != note.path and not is_excluded(excluded, path))


def mentions_in(names: Names, note: Note, text: str) -> list[Place]:
    """The mentions in one note; none where `text` isn't the text that its facts are of."""
    if len(text) != note.lines.length:
        return []
    if names.are_ascii and (text.isascii() or _ODD.search(text) is None):
        return [Place(note.path, span) for span in _apart(_in_ascii(names, text), note, text)]
    folded = fold(text)
    if not any(name in folded for name in names.folded):
        return []
    return [Place(note.path, span) for span in _apart(_in_lines(names, note, text, folded), note, text)]


def _in_ascii(names: Names, text: str) -> Iterator[Span]:
    """Where a text says names in ASCII: no character but one of `_ODD` folds to ASCII, or changes its length as a lower one."""
    lower = text.lower()
    starts = []
    for name in names.folded:
        at = lower.find(name)
        while at >= 0:
            starts.append(at)
            at = lower.find(name, at + 1)
    behind = 0
    for start in sorted(set(starts)):
        match = names.pattern.match(lower, start) if start >= behind else None
        if match is not None and not (text[match.end() : match.end() + 1] > "\x7f" and combining(text[match.end()])):
            behind = match.end()
            yield Span(start, behind)


def _in_lines(names: Names, note: Note, text: str, folded: str) -> Iterator[Span]:
    rows = folded.split("\n")
    if len(rows) != len(note.lines):  # lines that end with CR
        rows = [fold(text[note.lines.start(line) : note.lines.end(line)]) for line in range(len(note.lines))]
    for line, folded in enumerate(rows):
        if names.pattern.search(folded) is None:
            continue
        folded = folded.removesuffix("\r")
        start = note.lines.start(line)
        row = text[start : note.lines.end(line)]
        for match in names.pattern.finditer(folded):
            first, last = _unfolded(row, folded, *match.span())
            yield Span(start + first, start + last)


def _apart(spans: Iterable[Span], note: Note, text: str) -> Iterator[Span]:
    """Those where a link can be made."""
    links = note.links
    ours = [links.span(i) for i in range(len(links))]
    left = [span for span in spans if not _touches(ours, span)]  # most stand in links to the note
    if not left:
        return
    taken = _taken(note)
    for span in left:
        line = note.lines.line(span.start)
        start, end = note.lines.start(line), note.lines.end(line)
        external = [match.span() for match in _EXTERNAL.finditer(text[start:end])]
        inside = any(a < span.end - start and span.start - start < b for a, b in external)
        if not inside and not _touches(taken, span):
            yield span


def _as_word(name: str) -> str:
    before = r"(?<!\w)" if name[0].isalnum() and not re.match(_UNSPACED, name[0]) else ""
    behind = r"(?!\w)" if name[-1].isalnum() and not re.match(_UNSPACED, name[-1]) else ""
    return before + re.escape(name) + behind


def _taken(note: Note) -> list[Span]:
    """Where no link can be made: links, tags, dead zones, references, sorted and apart."""
    spans = [note.links.span(i) for i in range(len(note.links))]
    spans += [Span(tag.start, tag.name_span.end) for tag in note.tags]
    spans += [Span(zone.start, zone.end) for zone in note.zones]
    spans += [Span(definition.start, definition.end) for definition in note.definitions]
    spans += [Span(block.id_start, block.id_span.end) for block in note.blocks]
    spans += [Span(use.start, use.end) for use in note.footnotes if use.label]
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.start <= apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return apart


def _touches(taken: list[Span], span: Span) -> bool:
    i = bisect_left(taken, (span.end,))
    return i > 0 and taken[i - 1].end > span.start


def _unfolded(row: str, folded: str, start: int, end: int) -> tuple[int, int]:
    """Where a stretch of a folded line stands in the line itself."""
    if row.isascii() or (len(row) == len(folded) and all(fold(c) == f for c, f in zip(row, folded, strict=True))):
        return start, end
    places: list[int] = []  # of each folded character, where it comes from
    at = 0
    while at < len(row):
        behind = at + 1
        while behind < len(row) and combining(row[behind]):
            behind += 1
        places += [at] * len(fold(row[at:behind]))
        at = behind
    places.append(len(row))
    if len(places) != len(folded) + 1:
        return start, end  # letters that fold only together: a character off at worst
    last = end
    while last < len(folded) and places[last] == places[last - 1]:
        last += 1
    return places[start], places[last]
