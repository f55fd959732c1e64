"""What can be folded away: frontmatter, sections, quotes, callouts, list items, code, HTML, math and comments."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.answer import Folding
from vaultls.syntax.block_facts import RawHeading
from vaultls.syntax.nesting import nesting
from vaultls.syntax.parse import scanned
from vaultls.text.lines import Lines
from vaultls.text.span import Span


def folding_ranges(text: str, limit: int | None = None) -> list[Folding]:
    """All stretches of more than one line of a note, in its order; at most `limit`, the longest.

    Each ends with its last line that isn't blank. Those that begin on one line are one: the longest.
    """
    plain, lines, front, blocks = scanned(text)
    rows = plain.split("\n")
    found: dict[int, tuple[int, bool]] = {}  # first line -> last line, whether it is a comment

    def fold(first: int, last: int, comment: bool = False) -> None:
        last = _filled(rows, last)
        if last > first and last > found.get(first, (first, False))[0]:
            found[first] = last, comment

    if front is not None:
        fold(0, lines.line(max(0, front.end - 1)))
    for heading, end in _sections(blocks.headings, len(rows)):
        if _filled(rows, end - 1) > heading.last:
            fold(heading.first, end - 1)
    for nest in nesting(plain, lines, blocks):
        fold(nest.first, nest.last)
    for start, end, kind in blocks.zones:
        fold(lines.line(start), lines.line(max(start, end - 1)), kind == "comment")
    kept = sorted(found.items())
    if limit is not None and len(kept) > limit:
        kept = sorted(sorted(kept, key=lambda fold: fold[0] - fold[1][0])[: max(0, limit)])
    return [Folding(_lines(lines, first, last), comment) for first, (last, comment) in kept]


def _sections(headings: list[RawHeading], count: int) -> Iterator[tuple[RawHeading, int]]:
    """The heading of each section and the line after it. A heading in a quote or list is no section's beginning or end."""
    below: list[tuple[int, int]] = []  # level and first line of what stands below, the nearest last
    for heading in sorted((h for h in headings if not h.nested), key=lambda h: -h.first):
        while below and below[-1][0] > heading.level:
            below.pop()
        yield heading, below[-1][1] if below else count
        below.append((heading.level, heading.first))


def _filled(rows: list[str], last: int) -> int:
    """The last line up to `last` that isn't blank."""
    while last > 0 and (last >= len(rows) or not rows[last].strip()):
        last -= 1
    return last


def _lines(lines: Lines, first: int, last: int) -> Span:
    return Span(lines.start(first), lines.end(last))
