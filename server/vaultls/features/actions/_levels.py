"""Headings put on another level."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.syntax.note import Heading, Note
from vaultls.text.span import Span


def shifted(note: Note, text: str, heading: Heading, by: int) -> Iterator[tuple[Span, str]]:
    """Edits that make a heading `by` levels deeper, or less deep; between the first level and the last."""
    level = max(1, min(6, heading.level + by))
    if level == heading.level:
        return
    if heading.text_start > heading.start:  # `## Heading`
        yield Span(heading.start, heading.start + heading.level), "#" * level
        return
    line = note.lines.line(heading.end)
    underline = Span(heading.end - len(text[note.lines.start(line) : heading.end].lstrip(" \t>")), heading.end)
    if level <= 2:
        yield (
            underline,
            text[underline.start : underline.end].replace("-" if level == 1 else "=", "=" if level == 1 else "-"),
        )
        return
    yield Span(heading.start, heading.start), "#" * level + " "
    if "\n" not in heading.text and "\r" not in heading.text:
        yield Span(note.lines.end(line - 1), heading.end), ""
