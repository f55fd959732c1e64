"""Taking one item out of a property's list."""

from __future__ import annotations

from vaultls.syntax.note import Note, Property
from vaultls.text.span import Span


def removal(note: Note, prop: Property, index: int) -> Span:
    """What goes when item `index` of a list is taken out: with its separator, or its line in a block list.

    The only item of a list goes alone, without anything around it.
    """
    scalars, lines = prop.scalars, note.lines
    this = scalars[index]
    line = lines.line(this.start)
    shared = line == lines.line(prop.key_start) or sum(lines.line(s.start) == line for s in scalars) > 1
    if len(scalars) == 1:
        return Span(this.start, this.end)
    if not shared:
        return Span(lines.start(line), lines.start(line + 1) if line + 1 < len(lines) else lines.length)
    if index + 1 < len(scalars):
        return Span(this.start, scalars[index + 1].start)
    return Span(scalars[index - 1].end, this.end)
