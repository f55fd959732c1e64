"""Changes to a text: one from an editor by positions, or several by offsets."""

from __future__ import annotations

from collections.abc import Iterable

from vaultls.text.lines import Encoding, Lines
from vaultls.text.span import Span

Position = tuple[int, int]
"""A line and a column in units of some encoding, both from 0."""


def apply_change(
    text: str, lines: Lines, change: tuple[Position, Position] | None, new: str, encoding: Encoding
) -> str:
    """`text` after one change of LSP 3.17 `TextDocumentContentChangeEvent`: `new` in place of `change`, None for all of it.

    `lines` is the table of `text`. Positions outside the text are clamped to it, one inside a character goes to the
    character's start, and a range that ends before it starts is read backwards: nothing raises.
    """
    if change is None:
        return new
    start, end = (lines.offset(line, column, encoding) for line, column in change)
    if end < start:
        start, end = end, start
    return text[:start] + new + text[end:]


def apply_edits(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """`text` with every span replaced by its new text. Insertions at one place keep their order.

    Raises ValueError where two spans overlap: which one should win can't be told.
    """
    parts: list[str] = []
    at = 0
    for (start, end), new in sorted(edits, key=lambda edit: edit[0]):
        if start < at:
            raise ValueError(f"edits overlap at offset {start}")
        parts += (text[at:start], new)
        at = end
    parts.append(text[at:])
    return "".join(parts)
