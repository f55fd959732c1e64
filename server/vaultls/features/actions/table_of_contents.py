"""A list of links to the headings below it, between `<!-- toc -->` and `<!-- tocstop -->`, which no reader shows; made, or brought up to date.

The marks are those of markdown-toc; some others that editors write are known too. Links are as the settings want them:
only wikilinks work in Obsidian, only Markdown links on GitHub.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from vaultls.features.actions._asked import Asked, blank_line_behind, newline_of
from vaultls.features.actions._shape import parsed
from vaultls.features.answer import Action, ActionKind, Changes, Edit
from vaultls.features.completion.anchors import subpath_to
from vaultls.features.new_link import markdown_destination
from vaultls.features.rename.heading import name_span
from vaultls.syntax.note import Heading, Note
from vaultls.syntax.outline import parents
from vaultls.text.span import Span
from vaultls.vault.anchors import Anchors
from vaultls.vault.names import plain_heading
from vaultls.vault.resolve import slugs_of

KIND: ActionKind = "refactor.rewrite"

_START = re.compile(r"^<!--[ \t]*(?:toc|toc:start)[ \t]*-->(?=[ \t\r]*$)", re.I | re.M)
_STOP = re.compile(r"^<!--[ \t]*(?:tocstop|/toc|toc:end)[ \t]*-->(?=[ \t\r]*$)", re.I | re.M)
_SPECIAL = re.compile(r"[\[\]\\]|(?<!\S)#")
_UNSHOWABLE = re.compile(r"\[\[|\]\]|\]$|[|\r\n]")


def find(asked: Asked) -> Iterator[Action]:
    note, text, at = asked.note, asked.text(), asked.span.start
    if len(note.headings) < 2 and "<!--" not in text:
        return
    there = _between(note, text)
    line = note.lines.line(at)
    if there is not None:
        on_heading = any(heading.start <= at <= heading.end for heading in note.headings)
        if on_heading or (there.start <= note.lines.end(line) and at <= there.end + 1):
            rows, newline = _rows(asked, text, there.end), newline_of(text)
            new = f"{newline * 2}{newline.join(rows)}{newline * 2}" if rows else newline
            if text[there.start : there.end] != new:
                yield Action("Update the table of contents", KIND, Changes((Edit(note.path, there, new),)))
        return
    place = _place(asked, text, line)
    if place is not None and len(_listed(note, text, place)) > 1:
        yield Action("Insert a table of contents", KIND, partial(_insert, asked, place))


def _between(note: Note, text: str) -> Span | None:
    """What stands between the two marks."""
    comments = {zone.start for zone in note.zones if zone.kind == "comment"}
    start = next((m for m in _START.finditer(text) if m.start() in comments), None)
    stop = next((m for m in _STOP.finditer(text, start.end()) if m.start() in comments), None) if start else None
    return Span(start.end(), stop.start()) if start and stop else None


def _place(asked: Asked, text: str, line: int) -> int | None:
    """Where a new one goes: at the blank line with the cursor; from the title or the first line above the first section."""
    note, lines = asked.note, asked.note.lines
    start, end = lines.start(line), lines.end(line)
    if any(zone.start <= start < zone.end for zone in note.zones):
        return None
    if not text[start:end].strip("\ufeff \t"):
        return start
    if not note.headings:
        return None
    title = note.headings[0]
    if line == 0 or title.start <= asked.span.start <= title.end:
        first = 1 if _is_title(note) else 0
        return lines.start(lines.line(note.headings[first].start)) if first < len(note.headings) else None
    return None


def _is_title(note: Note) -> bool:
    """Whether the first heading stands above all others."""
    levels = [heading.level for heading in note.headings]
    return levels[0] < min(levels[1:], default=7)


def _listed(note: Note, text: str, behind: int) -> list[int]:
    """The numbers of the headings that begin at `behind` or later, but for the title and what stands in a quote or list."""
    return [
        i
        for i, h in enumerate(note.headings)
        if h.start >= behind and h.text.strip() and not (i == 0 and _is_title(note)) and _is_plain(note, text, h)
    ]


def _rows(asked: Asked, text: str, behind: int) -> list[str]:
    """One item for each heading that is listed, below the one above it."""
    note = asked.note
    numbers, above, anchors = _listed(note, text, behind), parents(note.headings), Anchors(note)
    slugs = slugs_of(note.headings)
    rows: list[str] = []
    depths: list[int] = []
    for i, parent in zip(numbers, parents(tuple(note.headings[i] for i in numbers)), strict=True):
        depths.append(depths[parent] + 1 if parent >= 0 else 0)
        subpath = subpath_to(note, i, above[i], anchors.find)
        rows.append("  " * depths[-1] + "- " + _item(asked, note.headings[i], subpath, slugs[i]))
    return rows


def _is_plain(note: Note, text: str, heading: Heading) -> bool:
    return not text[note.lines.start(note.lines.line(heading.start)) : heading.start].strip("\ufeff \t")


def _item(asked: Asked, heading: Heading, subpath: str | None, slug: str) -> str:
    """A link to a heading; its text alone where no link can name it."""
    span = name_span(heading)
    said = " ".join(plain_heading(heading.text[: span.end - span.start]).split())
    if asked.vault.config.link_format == "markdown":
        label = _SPECIAL.sub(r"\\\g<0>", said)
        return f"[{label}]({markdown_destination('', slug)})" if slug else label
    if subpath is None:
        return said
    return f"[[#{subpath}]]" if subpath == said or _UNSHOWABLE.search(said) else f"[[#{subpath}|{said}]]"


def _insert(asked: Asked, at: int) -> Changes:
    text = asked.text()
    newline = newline_of(text)
    rows = newline.join(_rows(asked, text, at))
    block = f"<!-- toc -->{newline * 2}{rows}{newline * 2}<!-- tocstop -->{newline}"
    behind = "" if text[at : at + 1] in ("\n", "\r", "") else newline
    edit = Edit(asked.note.path, Span(at, at), blank_line_behind(text[:at], newline) + block + behind)
    parsed(asked.note, text, edit, "links", "zones")
    return Changes((edit,))
