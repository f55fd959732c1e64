"""The two texts that a note becomes when a stretch of it goes to a note of its own, and the links in each, in their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from vaultls.features.actions._asked import blank_line_behind, newline_of
from vaultls.features.actions._definitions import divided, lines_of
from vaultls.features.actions._spans import Replaced, covering, cut
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
        ordered = self._ordered(edits)
        body = "".join(cut(self.text, stretch, ordered) for stretch in self._stretches())
        body = body.strip("\r\n") + self.newline
        definitions = self.newline.join(cut(self.text, Span(d.start, d.end), ordered) for d in self._taken())
        return body + (blank_line_behind(body, self.newline) + definitions + self.newline if definitions else "")

    def old_edits(self, edits: Edits) -> list[tuple[Span, str]]:
        """What changes in the old note, these edits of links included."""
        gone = [lines_of(self.note, d) for d in self.division.moved]
        leaves = covering(gone)
        kept = [(s, text) for s, text in edits.items() if not self.has(s.start) and not leaves(s.start)]
        found = [*kept, *((g, "") for g in gone)]
        ordered = self._ordered(edits)
        back = self.newline.join(cut(self.text, Span(d.start, d.end), ordered) for d in self._kept())
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
        leaves = covering(Span(d.start, d.end) for d in self.division.moved)
        outside = [k for k in self.note.links if not self.has(k.start) and not leaves(k.start)]
        return [*outside, *self._links(Span(d.start, d.end) for d in self._kept())]

    def new_links(self) -> list[Link]:
        """The links that the new note will have."""
        return self._links([*self._stretches(), *(Span(d.start, d.end) for d in self._taken())])

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

    def _ordered(self, edits: Edits) -> Replaced:
        return sorted((*self.own, *edits.items()))

    def _taken(self) -> list[Definition]:
        return sorted([*self.division.moved, *self.division.copied], key=_start)

    def _kept(self) -> list[Definition]:
        return sorted([*self.division.left, *self.division.shared], key=_start)

    def _links(self, spans: Iterable[Span]) -> list[Link]:
        """The links in some stretches, in their order."""
        links, found = self.note.links, list[Link]()
        for start, end in spans:
            found += links[bisect_left(links, start, key=_start) : bisect_left(links, end, key=_start)]
        return found


def _start(fact: Definition | Link) -> int:
    return fact.start
