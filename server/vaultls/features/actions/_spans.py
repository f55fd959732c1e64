"""Stretches of a text, and the edits in each, found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from vaultls.text.edit import apply_edits
from vaultls.text.span import Span

Replaced = Sequence[tuple[Span, str]]
"""Edits in the order of the text."""


def covering(spans: Iterable[Span]) -> Callable[[int], bool]:
    """Whether an offset lies in one of some stretches that don't overlap."""
    ordered = sorted(spans)
    starts = [span.start for span in ordered]

    def covers(offset: int) -> bool:
        i = bisect_right(starts, offset) - 1
        return i >= 0 and offset < ordered[i].end

    return covers


def cut(text: str, span: Span, edits: Replaced) -> str:
    """A part of a text with the edits in it made."""
    inside = []
    for (start, end), new in edits[bisect_left(edits, span.start, key=_start) :]:
        if start > span.end:
            break
        if end <= span.end:
            inside.append((Span(start - span.start, end - span.start), new))
    return apply_edits(text[span.start : span.end], inside)


def _start(edit: tuple[Span, str]) -> int:
    return edit[0].start
