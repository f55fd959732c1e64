"""Where other notes say a note's name or alias without linking to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import combining

from vaultls.features.answer import Place
from vaultls.syntax.note import Note
from vaultls.text.span import Span
from vaultls.vault.excluded import is_excluded
from vaultls.vault.keys import title_of
from vaultls.vault.names import fold, stem
from vaultls.vault.vault import Vault

LIMIT = 500
"""Places in one answer."""

_SHORTEST = 2  # characters of a name that is looked for
_UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # scripts without blanks between words
_EXTERNAL = re.compile(r"\[[^\[\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])")


class Names(NamedTuple):
    """What is looked for: the folded names, and a pattern that finds them as words in a folded text."""

    folded: tuple[str, ...]
    pattern: re.Pattern[str]


def names_of(vault: Vault, note: Note) -> Names | None:
    """The names of a note; None where none is long enough to be told from other words."""
    said = [stem(note.path), *(alias.text for alias in note.aliases)]
    if vault.config.resolve_by_title and (title := title_of(note)):
        said.append(title)
    folded = {" ".join(fold(name).split()) for name in said}
    names = sorted((name for name in folded if len(name) >= _SHORTEST), key=lambda name: (-len(name), name))
    return Names(tuple(names), re.compile("|".join(map(_as_word, names)))) if names else None


def sources(vault: Vault, note: Note) -> Iterator[Note]:
    """The notes to look through, by path: all others but those that are excluded."""
    excluded = vault.config.excluded
    return (vault.notes[path] for path in sorted(vault.notes) if path != note.path and not is_excluded(excluded, path))


def mentions_in(names: Names, note: Note, text: str) -> list[Place]:
    """The mentions in one note; none where `text` isn't the text that its facts are of."""
    folded = fold(text)
    if not any(name in folded for name in names.folded) or len(text) != note.lines.length:
        return []
    taken = _taken(note)
    found: list[Place] = []
    for line in range(len(note.lines)):
        start, end = note.lines.start(line), note.lines.end(line)
        row = text[start:end]
        folded = fold(row)
        if names.pattern.search(folded) is None:
            continue
        external = [match.span() for match in _EXTERNAL.finditer(row)]
        for match in names.pattern.finditer(folded):
            first, last = _unfolded(row, folded, *match.span())
            span = Span(start + first, start + last)
            if not any(a < last and first < b for a, b in external) and not _touches(taken, span):
                found.append(Place(note.path, span))
    return found


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
