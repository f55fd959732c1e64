"""What is being typed at the cursor, read from its line alone: no parse is waited for."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from vaultls.features.answer import ReadNote, ReadText
from vaultls.syntax.note import Note
from vaultls.text.span import Span
from vaultls.vault.vault import Vault

_REST_OF_PATH = re.compile(r"[^\[\]|\n\r]*?(?=\\?\||\]\])")
_REST_IN_CELL = re.compile(r"[^\[\]|\n\r]*?(?=\\\||\|[^\[\]|\n\r]*\]\]|\]\])")  # a bare `|` ends the cell
_TICKS = re.compile("`+")
_FENCE = re.compile(r"\ufeff?---[ \t]*(?:\r\n?|\n)")
_CLOSING_FENCE = re.compile(r"(?<=[\n\r])(?:---|\.\.\.)[ \t]*(?![^\n\r])")
_LINE_END = re.compile(r"\r\n?|\n")
_BLANK_OR_ITEM = re.compile(r"[ \t]*(?:-|$)")
_KEY_ALONE = re.compile(r"([^\s:#'\"][^:]*?)[ \t]*:[ \t]*(?:#.*)?")
_EXCERPT = 60  # characters
_TABLE_ROW = re.compile(r"[ \t>]*\|")


class Line(NamedTuple):
    """The cursor's line: `start` its offset, `before` and `after` the text on both sides of the cursor."""

    start: int
    before: str
    after: str
    frontmatter: bool


class Typing(NamedTuple):
    """Who types where. `note` may be the facts of a slightly older text than `text`, the buffer's."""

    vault: Vault
    note: Note
    text: str
    line: Line
    offset: int
    today: date
    read: ReadText  # the text of another note; for few, as it may come from the disk
    known: ReadNote  # the facts of another note; for few too


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

    @property
    def close(self) -> str:
        """What an item brings to close the link."""
        return "" if self.closed else "]]"


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


def frontmatter_body(text: str) -> tuple[int, int] | None:
    """Where the frontmatter's lines begin and end, also while it is being written; None without one."""
    opening = _FENCE.match(text)
    closing = _CLOSING_FENCE.search(text, opening.end()) if opening else None
    return (opening.end(), closing.start()) if opening and closing else None


def in_frontmatter(text: str, offset: int) -> bool:
    """Whether the offset lies between the fences of the frontmatter."""
    body = frontmatter_body(text)
    return body is not None and body[0] <= offset <= body[1]


def _is_dead(note: Note, start: int, before: str, after: str) -> bool:
    """By the blocks of the last parse, which an edit on this line has not moved, and by the code spans of the line itself."""
    for zone in note.zones:
        if zone.start >= start:
            break
        if zone.end > start and zone.kind != "frontmatter":
            return True
    if "`" not in before:
        return False
    return _in_code_span(before + after, len(before))


def _in_code_span(line: str, at: int) -> bool:
    """Whether the offset lies between backticks, as many as open and close a span (CommonMark 0.31, section 6.1)."""
    runs = [match.span() for match in _TICKS.finditer(line)]
    closing: dict[int, int] = {}  # by length, the next run behind the one that is looked at
    closed_by = [-1] * len(runs)
    for i in range(len(runs) - 1, -1, -1):
        length = runs[i][1] - runs[i][0]
        closed_by[i] = closing.get(length, -1)
        closing[length] = i
    i = 0
    while i < len(runs) and runs[i][0] < at:
        close = closed_by[i]
        if close >= 0 and at < runs[close][1]:
            return True
        i = max(close, i) + 1
    return False


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


def excerpt(text: str, start: int, end: int) -> str:
    """The first words of a stretch of a note, in one line."""
    words = " ".join(text[start : min(end, start + 4 * _EXCERPT)].split())
    return words if len(words) <= _EXCERPT else words[: _EXCERPT - 1].rstrip() + "…"


def key_above(typing: Typing) -> str | None:
    """Of a line in a list below a key of the frontmatter, that key."""
    for row in reversed(_LINE_END.split(typing.text[: typing.line.start])):
        if not _BLANK_OR_ITEM.match(row):
            key = _KEY_ALONE.fullmatch(row)
            return key[1] if key else None
    return None
