"""Wikilinks as Markdown links and Markdown links as wikilinks: one, those of a selection, or all of the note."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from vaultls.features.actions._asked import Asked
from vaultls.features.actions._conversion import Converting, as_markdown, as_wikilink
from vaultls.features.answer import Action, ActionKind, Changes, Edit
from vaultls.syntax.note import Link
from vaultls.syntax.tables import tables
from vaultls.text.span import Span

KIND: ActionKind = "refactor.rewrite"


def find(asked: Asked) -> Iterator[Action]:
    """All of a note only from one of its links, so that the menu stays short elsewhere."""
    start, end = asked.span
    touched = [link for link in asked.note.links if link.start <= end and start <= link.end]
    for wiki in (True, False):
        some = [link for link in touched if link.is_wiki is wiki and link.kind != "property"]
        if not some:
            continue
        a, many = ("a Markdown link", "Markdown links") if wiki else ("a wikilink", "wikilinks")
        first = tuple(islice(_edits(asked, some), 2))  # of a long selection no more than the menu needs
        if len(first) == 1:
            yield Action(f"Convert to {a}", KIND, Changes(first))
        elif first:
            yield Action(f"Convert to {many}", KIND, partial(_converted, asked, some))
        else:
            continue
        same = [link for link in asked.note.links if link.is_wiki is wiki and link.kind != "property"]
        if len(same) > len(some):
            yield Action(f"Convert all of this note to {many}", KIND, partial(_converted, asked, same))


def _converted(asked: Asked, links: Iterable[Link]) -> Changes:
    return Changes(tuple(_edits(asked, links)))


def _edits(asked: Asked, links: Iterable[Link]) -> Iterator[Edit]:
    spans, held, to = tables(asked.text()), _held(asked), Converting(asked)
    for link in links:
        if link.start in held:
            continue
        i = bisect_right(spans, (link.start, asked.note.lines.length + 1)) - 1
        in_table = i >= 0 and link.start < spans[i].end
        text = as_markdown(to, link) if link.is_wiki else as_wikilink(to, link, in_table)
        if text is not None:
            yield Edit(asked.note.path, Span(link.start, link.end), text)


def _held(asked: Asked) -> set[int]:
    """Where the links begin that stand in the text of another, as an image may."""
    found, end = set(), 0
    for link in asked.note.links:
        if link.start < end:
            found.add(link.start)
        end = max(end, link.end)
    return found
