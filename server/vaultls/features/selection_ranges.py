"""What a selection grows to: word, part of a link, link or tag, sentence and line, item and paragraph, section, note."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from vaultls.features.cursor import under
from vaultls.syntax.nesting import nesting
from vaultls.syntax.note import Note
from vaultls.syntax.outline import parents
from vaultls.syntax.parse import scanned
from vaultls.text.span import Span

_WORD = re.compile(r"[\w’'-]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*_]*(?=\s)|[。！？]")
_AROUND = 4  # facts before a place that may reach over it
_LONGEST = 10_000  # characters of a line or paragraph that are looked at for words and sentences


def selection_ranges(note: Note, text: str, offsets: Iterable[int]) -> list[list[Span]]:
    """For each offset the stretches around it, each larger than the one before and around it. `text`: of the note."""
    shape = _Shape(note, text)
    return [_growing(shape.around(offset), offset) for offset in offsets]


def _growing(spans: Iterable[Span], offset: int) -> list[Span]:
    """Of the stretches that touch the offset those that lie around each other, smallest first; of two that cross the smaller."""
    found = {span for span in spans if span.start < span.end and span.start <= offset <= span.end}
    chain: list[Span] = []
    for span in sorted(found, key=lambda s: (s.end - s.start, s.start)):
        if not chain or (span.start <= chain[-1].start and chain[-1].end <= span.end):
            chain.append(span)
    return chain or [Span(offset, offset)]


class _Shape:
    """What a note's text is made of, ready to be asked for many places."""

    def __init__(self, note: Note, text: str) -> None:
        self.note = note
        self.text = text
        plain, self.lines, _, self.blocks = scanned(text)
        self.segments = sorted(self.blocks.segments)
        self.above = parents(note.headings)
        self.ends = _section_ends(note, self.lines.length)
        self.nests = nesting(plain, self.lines, self.blocks)
        self.outer: list[int] = []  # of each quote and item the one that it is in, -1 for none
        stack: list[int] = []
        for i, nest in enumerate(self.nests):
            while stack and self.nests[stack[-1]].last < nest.first:
                stack.pop()
            self.outer.append(stack[-1] if stack else -1)
            stack.append(i)

    def around(self, offset: int) -> Iterator[Span]:
        """All stretches near the offset, in no order."""
        yield Span(0, self.lines.length)
        yield from self.words(offset)
        yield from self.things(offset)
        yield from self.running(offset)
        yield from self.sections(offset)

    def words(self, offset: int) -> Iterator[Span]:
        """The word, and the line with and without the blanks around it."""
        line = self.lines.line(offset)
        start, end = self.lines.start(line), self.lines.end(line)
        yield Span(start, end)
        yield self.trimmed(start, end)
        first, last = max(start, offset - _LONGEST), min(end, offset + _LONGEST)
        while first < offset and first > start and _WORD.match(self.text, first - 1):
            first += 1  # not from the middle of a word
        for match in _WORD.finditer(self.text, first, last):
            if match.start() > offset:
                break
            if offset <= match.end():
                yield Span(*match.span())

    def things(self, offset: int) -> Iterator[Span]:
        """Links and their parts, tags and other facts; code, math and comments; properties."""
        note = self.note
        thing = under(note, offset)
        if thing is not None:
            yield thing.span
            if thing.part is not None:
                yield thing.part.span
            if thing.property is not None:
                yield Span(thing.property.key_start, max(thing.property.key_end, thing.property.value_end))
        i = bisect_right(note.links, offset, key=_start)
        for link in note.links[max(0, i - _AROUND) : i]:  # an image may stand in a link
            yield Span(link.start, link.end)
        i = bisect_right(note.zones, offset, key=_start)
        for zone in note.zones[max(0, i - _AROUND) : i]:
            if offset <= zone.end:
                yield Span(zone.start, zone.end)
                yield self.inner_lines(zone.start, zone.end)

    def running(self, offset: int) -> Iterator[Span]:
        """The sentence and paragraph, the items and quotes that it stands in, and all of the list."""
        i = bisect_right(self.segments, (offset, self.lines.length + 1)) - 1
        if i >= 0 and offset <= self.segments[i][1]:
            start, end = self.segments[i]
            yield self.trimmed(start, end)
            yield from self.sentence(start, end, offset)
        line = self.lines.line(offset)
        i = bisect_right(self.nests, line, key=lambda nest: nest.first) - 1
        container = bisect_right(self.blocks.containers, (line, len(self.lines) + 1)) - 1
        if container >= 0 and line < self.blocks.containers[container][1]:  # a whole list or quote
            first, end = self.blocks.containers[container]
            yield self.trimmed(self.lines.start(first), self.lines.end(min(end, len(self.lines)) - 1))
        while i >= 0:
            nest = self.nests[i]
            if line <= nest.last:
                yield self.trimmed(self.lines.start(nest.first), self.lines.end(nest.last))
            i = self.outer[i]

    def sentence(self, start: int, end: int, offset: int) -> Iterator[Span]:
        first, last = max(start, offset - _LONGEST), min(end, offset + _LONGEST)
        for match in _SENTENCE_END.finditer(self.text, first, last):
            if match.end() > offset:
                last = match.end()
                break
            first = match.end()
        yield self.trimmed(first, last)

    def sections(self, offset: int) -> Iterator[Span]:
        """Each section from the innermost, without and with its heading."""
        headings = self.note.headings
        i = bisect_right(headings, offset, key=_start) - 1
        while i >= 0:
            yield self.trimmed(headings[i].start, self.ends[i])
            yield self.trimmed(headings[i].end, self.ends[i])
            i = self.above[i]

    def inner_lines(self, start: int, end: int) -> Span:
        """Of a block of several lines those between the first and the last."""
        first, last = self.lines.line(start), self.lines.line(max(start, end - 1))
        if last - first < 2:
            return Span(start, end)
        return Span(self.lines.start(first + 1), self.lines.end(last - 1))

    def trimmed(self, start: int, end: int) -> Span:
        """Without the blanks and empty lines at both ends."""
        text = self.text
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        return Span(start, end)


def _section_ends(note: Note, length: int) -> list[int]:
    """Where the section of each heading ends: at the next one that is no deeper."""
    ends: list[int] = []
    below: list[tuple[int, int]] = []  # level and start of what stands below, the nearest last
    for heading in reversed(note.headings):
        while below and below[-1][0] > heading.level:
            below.pop()
        ends.append(below[-1][1] if below else length)
        below.append((heading.level, heading.start))
    return ends[::-1]


def _start(fact: Any) -> int:
    return fact.start  # type: ignore[no-any-return]
