"""The heading that a link names and its note lacks, written at the note's end or below the part of a chain that is there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from vaultls.features.actions._asked import Asked, newline_of
from vaultls.features.actions._sections import heading_for
from vaultls.features.answer import Action, ActionKind, Changes, Edit, Refusal
from vaultls.syntax.note import Link
from vaultls.text.span import Span
from vaultls.vault.names import stem
from vaultls.vault.resolve import resolve

KIND: ActionKind = "quickfix"


def find(asked: Asked) -> Iterator[Action]:
    for problem, link in asked.links(asked.of("unresolved-heading")):
        target = resolve(asked.vault, asked.note, link).target
        if target is None or "^" in link.subpath:
            continue
        where = "this note" if target == asked.note.path else f"“{stem(target)}”"
        title = f"Add the heading “{link.subpath}” to {where}"
        yield Action(title, KIND, partial(_add, asked, link, target), (problem,))


def _add(asked: Asked, link: Link, target: str) -> Changes:
    note = asked.note if target == asked.note.path else asked.vault.notes.get(target)
    if note is None:
        raise Refusal(f"{target} has gone; try again")
    added = heading_for(note, asked.text(target), link.subpath, link.is_wiki, newline_of(asked.text()))
    if added is None:
        raise Refusal(f"No heading at the end of {target} could be called “{link.subpath}”")
    at, text = added
    return Changes((Edit(target, Span(at, at), text),))
