"""The note that a link asks for, made where the link says or the settings want it, from their template.

It gets the headings that links to it name, so that none of them is broken then.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from vaultls.features.actions._asked import Asked, newline_of
from vaultls.features.actions._sections import with_headings
from vaultls.features.answer import Action, ActionKind, Changes, Create, Refusal
from vaultls.features.new_notes import file_at, filled, missing_path
from vaultls.syntax.note import Link
from vaultls.vault.links import unresolved
from vaultls.vault.names import fold, stem, without_suffix

KIND: ActionKind = "quickfix"
_HEADINGS = 50  # that a new note gets at most


def find(asked: Asked) -> Iterator[Action]:
    seen: set[str] = set()
    for problem, link in asked.links(asked.of("unresolved-link")):
        try:
            path = missing_path(asked.vault, asked.note.path, link)
        except Refusal:
            continue
        if path in seen or file_at(asked.vault, path) is not None:
            continue
        seen.add(path)
        title = f"Create the note “{without_suffix(path)}”"
        yield Action(title, KIND, partial(_create, asked, link, path), (problem,), creates=True)


def _create(asked: Asked, link: Link, path: str) -> Changes:
    text, odd = filled(asked.vault, asked.vault.config.new_notes_template, stem(path), asked.now, asked.read)
    text = with_headings(path, text, _subpaths(asked, link), newline_of(asked.text()))
    return Changes(creates=(Create(path, text),), notices=odd)


def _subpaths(asked: Asked, link: Link) -> list[tuple[str, bool]]:
    """The headings that links to the missing note name, this link's first, and whether each is written in double brackets."""
    wanted = fold(without_suffix(link.path))
    links = [b.link for b in unresolved(asked.vault, link.path)]
    found = [(one.subpath, one.is_wiki) for one in [link, *links] if fold(without_suffix(one.path)) == wanted]
    return [said for said in dict.fromkeys(found) if said[0] and "^" not in said[0]][:_HEADINGS]
