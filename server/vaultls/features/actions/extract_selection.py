"""The selected words or lines made a note of their own; a link stays behind, in the quote or item that they stood in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from vaultls.features.actions._asked import Asked, blank_line_behind, newline_of
from vaultls.features.actions._extraction import Plan, extract
from vaultls.features.actions._frontmatter import in_frontmatter
from vaultls.features.actions._levels import shifted
from vaultls.features.actions._new_names import new_path
from vaultls.features.answer import Action, ActionKind, Changes
from vaultls.features.new_link import link_to
from vaultls.syntax.line_patterns import ITEM_MARKS
from vaultls.syntax.tables import tables
from vaultls.text.span import Span

KIND: ActionKind = "refactor.extract"

_QUOTE = re.compile(r"[ \t]*>[ \t>]*")


def find(asked: Asked) -> Iterator[Action]:
    start, end = asked.span
    if start == end or in_frontmatter(asked.note, start):
        return
    text = asked.text()
    span = _snapped(asked, text)
    if span is not None and not _cuts(asked, text, span):
        yield Action("Move the selection to a new note", KIND, partial(_extract, asked, span), creates=True)


def _snapped(asked: Asked, text: str) -> Span | None:
    """The words alone where they are a part of one line; else whole lines."""
    start, end = asked.span
    said = text[start:end]
    if not said.strip("\ufeff \t\r\n>"):
        return None
    start += len(said) - len(said.lstrip("\ufeff \t\r\n"))
    end -= len(said) - len(said.rstrip())
    lines = asked.note.lines
    first, last = lines.line(start), lines.line(end)
    before, behind = text[lines.start(first) : start], text[end : lines.end(last)]
    if first == last and (before.strip("\ufeff \t") or behind.strip()):
        return Span(start, end)
    return Span(lines.start(first) + before.startswith("\ufeff"), lines.end(last))


def _cuts(asked: Asked, text: str, span: Span) -> bool:
    """Whether it takes a part of what belongs together."""
    note = asked.note
    wholes = [
        *((z.start, z.end) for z in note.zones if z.kind != "url"),
        *((link.start, link.end) for link in note.links),
        *((d.start, d.end) for d in note.definitions),
        *((f.start, f.end) for f in note.footnotes),
        *((tag.start, tag.name_span.end) for tag in note.tags),
        *((b.id_start, b.id_span.end) for b in note.blocks),
    ]
    if "\n" in text[span.start : span.end] or "\r" in text[span.start : span.end]:
        wholes += [(h.start, h.end) for h in note.headings] + list(tables(text))
    return any(
        start < span.end and span.start < end and not (span.start <= start and end <= span.end) for start, end in wholes
    )


def _extract(asked: Asked, span: Span) -> Changes:
    note, text, newline = asked.note, asked.text(), newline_of(asked.text())
    path = new_path(asked, text[span.start : span.end])
    link = link_to(asked.vault, note.path, path)
    line = note.lines.start(note.lines.line(span.start))
    headings = [h for h in note.headings if span.start <= h.start and h.end <= span.end]
    if headings and headings[0].start == span.start and all(h.level > headings[0].level for h in headings[1:]):
        own = [edit for h in headings for edit in shifted(note, text, h, 1 - headings[0].level)]
        rest = blank_line_behind(text[: span.start], newline) + link
        return extract(asked, Plan(span, path, rest, own, whole=True))
    marks = (ITEM_MARKS.match(text, line) or _QUOTE.match(text, line)) if span.start == line else None
    below = note.lines.line(span.end) + 1
    following = note.lines.start(below) if below < len(note.lines) else -1
    gap = newline if any(d.start == following for d in (*note.definitions, *note.footnote_definitions)) else ""
    return extract(
        asked, Plan(span, path, (marks[0] if marks else "") + link + gap)
    )  # no text right above a definition
