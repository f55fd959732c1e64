"""A stretch of a text, in code points."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """From `start` up to, not including, `end`; both count code points from the start of the text."""

    start: int
    end: int
