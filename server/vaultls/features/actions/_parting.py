"""The two texts that a note becomes when a stretch of it goes to a note of its own, and the links in each, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from vaultls.features.actions._asked import blank_line_behind, newline_of
from vaultls.features.actions._definitions import divided, lines_of
from vaultls.syntax.note import Definition, Link, Note
from vaultls.text.edit import apply_edits
from vaultls.text.span import Span

Edits = dict[Span, str]
"""Replacements by their place in the old text."""


class Parting:
    """`span` leaves `note`, and `rest` stays in its place. `own`: edits in the stretch. Raises `Refusal` where a definition can't be parted."""

    def __init__(self, note: Note, text: str, span: Span, rest: str, own: Sequence[tuple[Span, str]] = ()) -> None:
        self.note = note
        self.text = text
        self.span = span
        self.rest = rest
        self.own = own
        self.newline = newline_of(text)
        self.division = divided(note, text, span)

    def new_text(self, edits: Edits) -> str:
        """The new note, with these edits of links made."""
        body = "".join(self._cut(stretch, edits) for stretch in self._stretches())
        body = body.strip("\r\n") + self.newline
        definitions = self.newline.join(self._slice(d, edits) for d in self._taken())
        return body + (blank_line_behind(body, self.newline) + definitions + self.newline if definitions else "")

    def old_edits(self, edits: Edits) -> list[tuple[Span, str]]:
        """What changes in the old note, these edits of links included."""
        gone = [lines_of(self.note, d) for d in self.division.moved]
        kept = [
            (s, text)
            for s, text in edits.items()
            if not self.has(s.start) and not any(g.start <= s.start < g.end for g in gone)
        ]
        found = [*kept, *((g, "") for g in gone)]
        back = self.newline.join(self._slice(d, edits) for d in self._kept())
        if not back:
            return [*found, (self.span, self.rest)]
        lead = blank_line_behind(apply_edits(self.text, [*found, (self.span, self.rest)]), self.newline)
        end, back = len(self.text), lead + back + self.newline
        if self.span.end == end:
            return [*found, (self.span, self.rest + back)]
        return [*found, (self.span, self.rest), (Span(end, end), back)]

    def old_text(self, edits: Edits) -> str:
        """The old note, with these edits of links made."""
        return apply_edits(self.text, self.old_edits(edits))

    def old_links(self) -> list[Link]:
        """The links that the old note will have, beside what `rest` holds."""
        moved = [Span(d.start, d.end) for d in self.division.moved]
        outside = [
            k for k in self.note.links if not self.has(k.start) and not any(m.start <= k.start < m.end for m in moved)
        ]
        return [*outside, *self._links(self._kept())]

    def new_links(self) -> list[Link]:
        """The links that the new note will have."""
        inside = [k for s in self._stretches() for k in self.note.links if s.start <= k.start < s.end]
        return [*inside, *self._links(self._taken())]

    def has(self, offset: int) -> bool:
        """Whether what begins there is in the stretch."""
        return self.span.start <= offset < self.span.end

    def _stretches(self) -> list[Span]:
        """What goes of the stretch itself: all but definitions that stay."""
        found, at = [], self.span.start
        for definition in self.division.left:
            start, end = lines_of(self.note, definition)
            found.append(Span(at, start))
            at = end
        return [*found, Span(at, self.span.end)]

    def _cut(self, span: Span, edits: Edits) -> str:
        """A part of the old text with the edits in it made."""
        all_ = (*self.own, *edits.items())
        inside = [
            (Span(s - span.start, e - span.start), text) for (s, e), text in all_ if span.start <= s and e <= span.end
        ]
        return apply_edits(self.text[span.start : span.end], inside)

    def _slice(self, definition: Definition, edits: Edits) -> str:
        return self._cut(Span(definition.start, definition.end), edits)

    def _taken(self) -> list[Definition]:
        return sorted([*self.division.moved, *self.division.copied], key=_start)

    def _kept(self) -> list[Definition]:
        return sorted([*self.division.left, *self.division.shared], key=_start)

    def _links(self, definitions: list[Definition]) -> list[Link]:
        return [k for d in definitions for k in self.note.links if d.start <= k.start < d.end]


def _start(definition: Definition) -> int:
    return definition.start
