"""Properties put into a note's frontmatter, which is made where there is none."""

from __future__ import annotations

from vaultls.features.actions._asked import newline_of
from vaultls.features.answer import Edit
from vaultls.syntax.note import Note, Property
from vaultls.syntax.yaml_text import scalar_text
from vaultls.text.span import Span
from vaultls.vault.names import fold


def has_frontmatter(note: Note) -> bool:
    return bool(note.zones) and note.zones[0].kind == "frontmatter"


def in_frontmatter(note: Note, offset: int) -> bool:
    return has_frontmatter(note) and offset <= note.zones[0].end


def property_of(note: Note, *keys: str) -> Property | None:
    """The first property of one of these folded keys."""
    return next((p for p in note.properties if fold(p.key) in keys), None)


def with_lines(note: Note, text: str, *rows: str) -> Edit:
    """Lines at the end of the frontmatter, between `---` lines of their own where there is none."""
    newline = newline_of(text)
    body = "".join(row + newline for row in rows)
    if not has_frontmatter(note):
        at = int(text.startswith("\ufeff"))
        return Edit(note.path, Span(at, at), f"---{newline}{body}---{newline}")
    end = note.zones[0].end
    closing = note.lines.line(end) - (end == note.lines.start(note.lines.line(end)))
    at = note.lines.start(closing)
    return Edit(note.path, Span(at, at), body)


def with_item(note: Note, text: str, keys: tuple[str, ...], item: str) -> Edit:
    """One item more in the list that the first property of these keys holds, in its author's manner."""
    prop = property_of(note, *keys)
    newline = newline_of(text)
    if prop is None:
        return with_lines(note, text, f"{keys[0]}:", f"  - {scalar_text(item, '')}")
    value = text[prop.value_start : prop.value_end]
    if value.startswith("["):
        at = prop.value_start + value.rindex("]")
        return Edit(note.path, Span(at, at), (", " if prop.scalars else "") + scalar_text(item, "", flow=True))
    if not prop.scalars:
        return Edit(note.path, Span(prop.key_end + 1, prop.key_end + 1), f" [{scalar_text(item, '', flow=True)}]")
    last = prop.scalars[-1]
    if isinstance(prop.value, list):
        before = text[note.lines.start(note.lines.line(last.start)) : last.start]
        return Edit(note.path, Span(last.end, last.end), newline + before + scalar_text(item, ""))
    flow = f"[{text[last.start : last.end]}, {scalar_text(item, '', flow=True)}]"
    if any(c in last.text for c in ", \t"):  # several names in one string
        whole = f"{last.text}, {item}"
        flow = scalar_text(whole, last.quote)
    return Edit(note.path, Span(last.start, last.end), flow)
