"""What is being typed at the cursor, read from its line alone: no parse is waited for."""

from __future__ import annotations

import re
from typing import NamedTuple

from vaultls.syntax.note import Note
from vaultls.text.span import Span

_REST_OF_PATH = re.compile(r"[^\[\]|\n\r]*?(?=\\?\||\]\])")
_REST_IN_CELL = re.compile(r"[^\[\]|\n\r]*?(?=\\\||\|[^\[\]|\n\r]*\]\]|\]\])")  # a bare `|` ends the cell
_CODE_SPAN = re.compile(r"(`+)(?!`)(?:(?!\1(?!`)).)+?(?<!`)\1(?!`)")
_TABLE_ROW = re.compile(r"[ \t>]*\|")


class Line(NamedTuple):
    """The cursor's line: `start` its offset, `before` and `after` the text on both sides of the cursor."""

    start: int
    before: str
    after: str
    frontmatter: bool


class OpenLink(NamedTuple):
    """Inside `[[…`: `inner` is what stands between `[[` and the cursor, `span` what an item replaces.

    `whole`: all of the path there is, also behind the cursor. `closed`: a `]]` (or a `|` before it) follows, so that an item need not bring one. `bar` separates a display text
    here: `\\|` in a table.
    """

    inner: str
    whole: str
    span: Span
    closed: bool
    display: bool
    bar: str
    embed: bool


def line_at(note: Note, text: str, offset: int) -> Line | None:
    """The cursor's line; None where nothing may be completed: in code, a comment, math or HTML."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    ends = [i for i in (text.find("\n", offset), text.find("\r", offset)) if i >= 0]
    end = min(ends, default=len(text))
    before, after = text[start:offset], text[offset:end]
    frontmatter = in_frontmatter(text, offset)
    if not frontmatter and _is_dead(note, start, before, after):
        return None
    return Line(start, before, after, frontmatter)


def in_frontmatter(text: str, offset: int) -> bool:
    """Whether the offset lies between the fences of the frontmatter, also while it is being written."""
    opening = re.match(r"---[ \t]*(?:\r\n?|\n)", text)
    if opening is None or offset < opening.end():
        return False
    closing = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.M).search(text, opening.end())
    return closing is not None and offset <= closing.start()


def _is_dead(note: Note, start: int, before: str, after: str) -> bool:
    """By the blocks of the last parse, which an edit on this line has not moved, and by the code spans of the line itself."""
    for zone in note.zones:
        if zone.start >= start:
            break
        if zone.end > start and zone.kind != "frontmatter":
            return True
    if "`" not in before:
        return False
    at = len(before)
    return any(m.start() < at < m.end() for m in _CODE_SPAN.finditer(before + after))


def open_link(line: Line, offset: int) -> OpenLink | None:
    """The wikilink that the cursor stands in, None if it stands in none."""
    opening = line.before.rfind("[[")
    if opening < 0:
        return None
    inner = line.before[opening + 2 :]
    if "]" in inner or "[" in inner:
        return None
    in_table = _TABLE_ROW.match(line.before) is not None
    rest = (_REST_IN_CELL if in_table else _REST_OF_PATH).match(line.after)
    end = offset + (rest.end() if rest else 0)
    return OpenLink(
        inner=inner,
        whole=(inner + (rest[0] if rest else "")).strip(),
        span=Span(line.start + opening + 2, end),
        closed=rest is not None,
        display=rest is not None and not line.after.startswith("]]", rest.end()),
        bar="\\|" if in_table else "|",
        embed=opening > 0 and line.before[opening - 1] == "!",
    )


def filter_text(typed: str, name: str) -> str:
    """What a client may filter by: it begins as what is typed, so that no client drops what we have found.

    VS Code and Neovim end a word at a blank and match the text from the edit's start; `name` may match `typed` only
    fuzzily, or as an alias.
    """
    return name if name.startswith(typed) else f"{typed} {name}"
