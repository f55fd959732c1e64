"""The section under the cursor made a note of its own: its heading becomes the title, links into it follow, a link stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from vaultls.features.actions._asked import Asked, blank_line_behind, newline_of
from vaultls.features.actions._extraction import Plan, extract
from vaultls.features.actions._levels import shifted
from vaultls.features.actions._new_names import new_path
from vaultls.features.answer import Action, ActionKind, Changes
from vaultls.features.new_link import link_to
from vaultls.features.rename.heading import name_span
from vaultls.syntax.note import Heading
from vaultls.syntax.outline import section_end
from vaultls.text.span import Span
from vaultls.vault.names import plain_heading

KIND: ActionKind = "refactor.extract"


def find(asked: Asked) -> Iterator[Action]:
    """From the heading's own lines; not for a section that is all of its note."""
    note, (start, end) = asked.note, asked.span
    number = next((i for i, h in enumerate(note.headings) if h.start <= start and end <= h.end), None)
    if number is None:
        return
    heading, text = note.headings[number], asked.text()
    span = Span(note.lines.start(note.lines.line(heading.start)), section_end(note, number))
    front = note.zones[0].end if note.zones and note.zones[0].kind == "frontmatter" else 0
    alone = not text[front : span.start].strip("\ufeff \t\r\n") and not text[span.end :].strip()
    if heading.text.strip() and not alone and _is_plain(asked, text, heading) and _ends_plainly(asked, text, span.end):
        said = plain_heading(heading.text)
        yield Action(
            f"Move the section “{said}” to a new note", KIND, partial(_extract, asked, number, span), creates=True
        )


def _is_plain(asked: Asked, text: str, heading: Heading) -> bool:
    """Whether it stands in no quote or list."""
    return not text[asked.note.lines.start(asked.note.lines.line(heading.start)) : heading.start].strip("\ufeff \t")


def _ends_plainly(asked: Asked, text: str, end: int) -> bool:
    """Whether what ends the section is no heading in a quote or list, which would be torn apart."""
    following = next((h for h in asked.note.headings if h.start >= end), None)
    return following is None or _is_plain(asked, text, following)


def _extract(asked: Asked, number: int, span: Span) -> Changes:
    note, text = asked.note, asked.text()
    heading, newline = note.headings[number], newline_of(text)
    words = name_span(heading)
    path = new_path(asked, heading.text[: words.end - words.start])
    inside = [h for h in note.headings if span.start <= h.start < span.end]
    own = [edit for h in inside for edit in shifted(note, text, h, 1 - heading.level)]
    rest = blank_line_behind(text[: span.start], newline) + link_to(asked.vault, note.path, path) + newline
    rest += newline if span.end < len(text) else ""
    return extract(asked, Plan(span, path, rest, own, whole=True))
