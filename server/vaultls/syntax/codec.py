"""A note's facts as plain nested tuples and back: what a worker process sends."""

from __future__ import annotations

from functools import partial
from typing import Any

from vaultls.syntax.note import (
    Block,
    Callout,
    Definition,
    Directive,
    Field,
    Footnote,
    Heading,
    Links,
    Note,
    Problem,
    Property,
    Scalar,
    Tag,
    Task,
    Zone,
)
from vaultls.text.lines import Lines

_KINDS: tuple[tuple[str, Any], ...] = (
    ("headings", Heading),
    ("tags", Tag),
    ("blocks", Block),
    ("definitions", Definition),
    ("footnotes", Footnote),
    ("footnote_definitions", Definition),
    ("callouts", Callout),
    ("tasks", Task),
    ("fields", Field),
    ("zones", Zone),
    ("aliases", Scalar),
    ("directives", Directive),
    ("problems", Problem),
)
# `_make` without its check of the length: a third of the time, and this is the half of the scan that can't be shared out.
_MAKE = tuple(partial(tuple.__new__, kind) for _, kind in _KINDS)


def to_plain(note: Note) -> tuple[Any, ...]:
    """Tuples, strings, numbers and bytes only; a property's value may be a list or dict of such."""
    properties = tuple((*p[:6], tuple(map(tuple, p.scalars))) for p in note.properties)
    return (
        note.path,
        note.lines.plain(),
        properties,
        note.links.plain(),
        *(tuple(map(tuple, getattr(note, name))) for name, _ in _KINDS),
    )


def from_plain(plain: tuple[Any, ...]) -> Note:
    """The inverse of `to_plain`."""
    path, lines, properties, links, *facts = plain
    found = (tuple(map(make, fact)) if fact else () for fact, make in zip(facts, _MAKE, strict=True))
    return Note(
        path,
        Lines.from_plain(lines),
        Links.from_plain(links),
        tuple(Property._make((*p[:6], tuple(map(Scalar._make, p[6])))) for p in properties),
        *found,
    )
