"""Headings that links name and a note doesn't have: where they go, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable

from vaultls.features.actions._asked import blank_line_behind, newline_of
from vaultls.syntax.note import Heading, Note
from vaultls.syntax.outline import section_end
from vaultls.syntax.parse import parse
from vaultls.text.edit import apply_edits
from vaultls.text.span import Span
from vaultls.vault.names import slug
from vaultls.vault.resolve import find_anchor

_DEEPEST = 6


def with_headings(path: str, text: str, subpaths: Iterable[tuple[str, bool]], newline: str) -> str:
    """The text of a note with the headings that it lacks at its end. `subpaths`: what links say, and whether in double brackets.

    `newline`: the line end where the text has none.
    """
    for subpath, wiki in subpaths:
        note = parse(path, text)
        if find_anchor(note, subpath, slugs=not wiki) is None:
            added = heading_for(note, text, subpath, wiki, newline)
            if added is not None:
                at, new = added
                text = apply_edits(text, [(Span(at, at), new)])
    return text


def heading_for(note: Note, text: str, subpath: str, wiki: bool, newline: str = "\n") -> tuple[int, str] | None:
    """Where to insert which lines so that `subpath` names a heading of the note; None where no line can do that.

    Of a chain `A#B` the part that is there gets the rest below it. Anything else goes to the end, at the level of the
    note's own sections.
    """
    names = [name.strip() for name in subpath.split("#") if name.strip()]
    at, level, rest = note.lines.length, _level(note), names
    for count in range(len(names) - 1, 0, -1):
        above = find_anchor(note, "#".join(names[:count]), slugs=not wiki)
        if isinstance(above, Heading):
            at, level, rest = section_end(note, note.headings.index(above)), above.level + 1, names[count:]
            break
    if not rest or level + len(rest) - 1 > _DEEPEST:
        return None
    newline = newline_of(text, newline)
    rows = [f"{'#' * (level + i)} {name if wiki else _unslugged(name)}" for i, name in enumerate(rest)]
    new = blank_line_behind(text[:at], newline) + (newline * 2).join(rows) + newline * (2 if at < len(text) else 1)
    after = parse(note.path, text[:at] + new + text[at:])
    found = find_anchor(after, subpath, slugs=not wiki)
    if found is None or len(after.headings) != len(note.headings) + len(rest):
        return None
    return at, new


def _level(note: Note) -> int:
    """The level of a note's own sections: of the last heading that stands as high as any but the title."""
    levels = [heading.level for heading in note.headings]
    if levels.count(1) == 1 and levels[0] == 1:
        levels = levels[1:]
    return min(levels, default=2)


def _unslugged(name: str) -> str:
    """A heading whose GitHub anchor `name` is, if it is one."""
    text = name.replace("-", " ")
    text = text[:1].upper() + text[1:]
    return text if slug(text) == name else name
