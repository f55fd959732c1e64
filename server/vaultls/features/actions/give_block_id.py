"""An id for the paragraph, list item, table, code or math under the cursor, so that links can lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from vaultls.features.actions._asked import Asked, newline_of
from vaultls.features.actions._shape import parsed
from vaultls.features.answer import Action, ActionKind, Changes, Edit, Refusal
from vaultls.features.new_block_id import new_block_id
from vaultls.syntax.passages import passages
from vaultls.syntax.tables import tables
from vaultls.text.span import Span

KIND: ActionKind = "refactor.rewrite"


def find(asked: Asked) -> Iterator[Action]:
    """Whether a block is there is told by little: the whole note is looked at only when the action is wanted."""
    note, (at, end) = asked.note, asked.span
    line = note.lines.line(at)
    if line != note.lines.line(end) or not asked.text()[note.lines.start(line) : note.lines.end(line)].strip(" \t>"):
        return
    held = any(block.start <= at <= block.id_span.end for block in note.blocks)
    heading = any(h.start <= at <= h.end for h in note.headings)
    dead = any(z.start < at < z.end and z.kind in ("frontmatter", "comment", "html") for z in note.zones)
    if not (held or heading or dead or at < _front(asked)):
        yield Action("Give this block an id", KIND, partial(_give, asked, at))


def _front(asked: Asked) -> int:
    zones = asked.note.zones
    return zones[0].end if zones and zones[0].kind == "frontmatter" else 0


def _give(asked: Asked, at: int) -> Changes:
    note, text = asked.note, asked.text()
    taken = {block.id.casefold() for block in note.blocks}
    whole = _whole(asked, text, at)
    if whole is not None:
        newline, below = newline_of(text), note.lines.line(whole.end) + 1
        behind = (
            newline if below < len(note.lines) and text[note.lines.start(below) : note.lines.end(below)].strip() else ""
        )
        id_ = new_block_id(text[whole.start : whole.end], taken)
        edit = Edit(note.path, Span(whole.end, whole.end), f"{newline * 2}^{id_}{behind}")
    else:
        here = next((p for p in passages(text) if p.start <= at <= p.end and p.id is None), None)
        if here is None:
            raise Refusal("There is no block here that could have an id")
        id_ = new_block_id(text[here.start : here.end], taken)
        edit = Edit(note.path, Span(here.end, here.end), f" ^{id_}")
    after = parsed(note, text, edit, "blocks")
    if not any(block.id == id_ and block.start <= at <= block.end for block in after.blocks):
        raise Refusal("An id here would name another block")
    return Changes((edit,))


def _whole(asked: Asked, text: str, at: int) -> Span | None:
    """The table, code or math around the cursor: its id stands alone behind it."""
    lines = asked.note.lines
    for start, end, kind in asked.note.zones:
        first, last = lines.line(start), lines.line(end)
        alone = start == lines.start(first) and first < last and not text[end : lines.end(last)].strip()
        if kind in ("code", "math") and alone and start <= at <= end:
            return Span(start, end)
    return next((table for table in tables(text) if table.start <= at <= table.end), None)
