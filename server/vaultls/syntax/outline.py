"""How the headings of a note nest: sections, their children, and which of them are empty."""

from __future__ import annotations

from vaultls.syntax.note import Heading, Note
from vaultls.text.span import Span


def parents(headings: tuple[Heading, ...]) -> list[int]:
    """For each heading the index of the nearest heading above it of a smaller level, -1 for none."""
    result: list[int] = []
    stack: list[int] = []
    for i, heading in enumerate(headings):
        while stack and headings[stack[-1]].level >= heading.level:
            stack.pop()
        result.append(stack[-1] if stack else -1)
        stack.append(i)
    return result


def section_end(note: Note, index: int) -> int:
    """The offset where the section of heading `index` ends: before the next heading of its level or a smaller one."""
    headings = note.headings
    for other in headings[index + 1 :]:
        if other.level <= headings[index].level:
            return note.lines.start(note.lines.line(other.start))
    return note.lines.length


def section(note: Note, index: int) -> Span:
    """The heading with everything below it."""
    return Span(note.headings[index].start, section_end(note, index))


def is_leaf(headings: tuple[Heading, ...], index: int) -> bool:
    """Whether no deeper heading follows it before its section ends."""
    return index + 1 == len(headings) or headings[index + 1].level <= headings[index].level


def is_empty_section(headings: tuple[Heading, ...], index: int) -> bool:
    """A heading with nothing of its own and no deeper heading under it."""
    return headings[index].empty and is_leaf(headings, index)


def empty_sections(note: Note) -> list[Heading]:
    """All empty sections, in the order of the text."""
    return [h for i, h in enumerate(note.headings) if is_empty_section(note.headings, i)]
