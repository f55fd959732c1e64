"""The quotes and list items of a note, and the lines that each of them takes (CommonMark 0.31, section 5).

markdown-it-py has said so of those that it has seen. Of the others it is known that their lines are plain text: all that
is left is to see how far each open quote and item goes, line by line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vaultls.syntax.block_facts import Blocks, Nest
from vaultls.text.lines import Lines

_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r" {0,3}(?:[-*+]|(\d{1,9})[.)])( +)(?=[^ ])")


def nesting(plain: str, lines: Lines, blocks: Blocks) -> list[Nest]:
    """All quotes and items of a note, each before those in it and without blank lines at its end.

    `plain`: the text of the note with LF ends, `lines`: its line table.
    """
    rows = plain.split("\n")
    blank = _blank_lines(rows, lines, blocks)
    found = [_trimmed(nest, rows, blank) for nest in blocks.nests]
    if blocks.plain:
        scan = _Scan(rows, blank)
        for first, end in blocks.plain:
            scan.run(first, min(end, len(rows)))
        found += scan.found
        found.sort(key=lambda nest: nest.first)  # stable: an outer one that begins on the same line stays before
    return found


def _trimmed(nest: Nest, rows: list[str], blank: set[int]) -> Nest:
    last = min(nest.last, len(rows) - 1)
    while last > nest.first and (last in blank or not rows[last].strip(" \t")):
        last -= 1
    return nest._replace(last=last)


def _blank_lines(rows: list[str], lines: Lines, blocks: Blocks) -> set[int]:
    """The lines of `%%` and `$$` blocks and of footnotes, which are blank to CommonMark."""
    found: set[int] = set()
    spans = [(zone.start, zone.end) for zone in blocks.zones if zone.kind in ("comment", "math")]
    for start, end in (*spans, *((d.start, d.end) for d in blocks.footnotes)):
        first = lines.line(start)
        if lines.start(first) == start and rows[first].startswith(("%%", "$$", "[^")):
            found.update(range(first, lines.line(max(start, end - 1)) + 1))
    return found


class _Open(NamedTuple):
    width: int  # blanks before an item's content; 0 for a quote
    number: int  # in the list of what is found


class _Scan:
    """Quotes and items of plain text: what is open at a line, and what was found before it."""

    def __init__(self, rows: list[str], blank: set[int]) -> None:
        self.rows = rows
        self.blank = blank
        self.found: list[Nest] = []
        self.stack: list[_Open] = []

    def run(self, first: int, end: int) -> None:
        """The lines `first` to `end`, outside of which nothing is open."""
        text = False  # the line before is a paragraph's
        last = first  # that isn't blank
        for i in range(first, end):
            row = self.rows[i]
            if "\t" in row:
                row = row.expandtabs(4)
            if i in self.blank or not row.strip(" "):
                quote = next((n for n, nest in enumerate(self.stack) if not nest.width), len(self.stack))
                self.close(quote, last)
                text = False
                continue
            text = self.line(i, row, text, last)
            last = i
        self.close(0, last)

    def line(self, i: int, row: str, text: bool, last: int) -> bool:
        """Close what ends before line `i`, open what begins there; whether the line holds text."""
        matched, at = self.matched(row)
        rest = bool(row[at:].strip(" "))
        begins = self.begins(row, at, text and matched == len(self.stack))
        if text and rest and not begins:
            return True  # a paragraph's line may leave out the marks
        self.close(matched, last)
        while begins and (rest := bool(row[at:].strip(" "))):
            match = _QUOTE.match(row, at)
            if match is None:
                match = _ITEM.match(row, at)
                assert match is not None  # something begins here
            self.stack.append(_Open(match.end() - at if match.re is _ITEM else 0, len(self.found)))
            self.found.append(Nest(i, i, "item" if match.re is _ITEM else "quote"))
            at = match.end()
            begins = self.begins(row, at, False)
        return bool(row[at:].strip(" "))

    @staticmethod
    def begins(row: str, at: int, text: bool) -> bool:
        """Whether a quote or item begins at `at`; in a paragraph one with a number other than 1 doesn't."""
        if _QUOTE.match(row, at):
            return True
        item = _ITEM.match(row, at)
        return item is not None and not (text and item[1] is not None and int(item[1]) != 1)

    def matched(self, row: str) -> tuple[int, int]:
        """How many of the open quotes and items go on in `row`, and where their marks end."""
        at = 0
        for n, (width, _) in enumerate(self.stack):
            if not width:
                match = _QUOTE.match(row, at)
                if match is None:
                    return n, at
                at = match.end()
            elif row[at : at + width].strip(" "):
                return n, at
            else:
                at += width
        return len(self.stack), at

    def close(self, count: int, last: int) -> None:
        """Keep only the `count` outermost open."""
        while len(self.stack) > count:
            number = self.stack.pop().number
            self.found[number] = self.found[number]._replace(last=max(self.found[number].first, last))
