"""What stands in running text: links, embeds, tags and footnotes. What `hidden` has found is masked before."""

from __future__ import annotations

import re
from bisect import bisect_right
from sys import intern
from urllib.parse import unquote

from vaultls.syntax.containers import label_key
from vaultls.syntax.hidden import Segment
from vaultls.syntax.note import Definition, Footnote, Link, Tag, Zone
from vaultls.syntax.references import Missing
from vaultls.syntax.tag_name import CHARACTER
from vaultls.syntax.wikilink import DISPLAY, LIVE_PATH, SUBPATH, wikilink

_SCHEME = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]+:|//)", re.A)

# What may stand before a token (a blank before `#`, `!` before `[`) is looked at afterwards.
_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]"
    rf"|\[\[(?P<path>{LIVE_PATH})(?P<sub>{SUBPATH})?(?:\|{DISPLAY})?\]\]"
    rf"|\#(?P<tag>{CHARACTER}+)"
    r"|\[\^(?P<note>[^\[\]\s\x00]+)\]"
    r"|\[|\]"
)
# CommonMark 0.31, section 6.3, from behind the `](` to the `)`; a line of a quote may begin with its marks.
_CHARACTER = r"[^\x00-\x20\x7f()\\]|\\(?:[^\x00-\x20]|(?=[\x00-\x20]))"
_NESTED = rf"\((?:{_CHARACTER}|\((?:{_CHARACTER})*\))*\)"
_LINE = r"\n[ \t>]*(?![ \t>])"
DESTINATION = (
    rf"[ \t]*(?:{_LINE})?(?:<((?:[^<>\n\\\x00]|\\.)*)>|((?!<)(?:{_CHARACTER}|{_NESTED})+)?)"
    rf"""(?:(?:[ \t]+(?:{_LINE})?|{_LINE})(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?"""
    rf"[ \t]*(?:{_LINE})?\)"
)
_DESTINATION = re.compile(DESTINATION, re.S)
_QUOTED_LINE = re.compile(r"\n[ \t>]*")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]", re.S)
_LONGEST_LABEL = 999  # characters; CommonMark 0.31, section 4.7
_HASH = re.compile(r"#[^# \n]")  # most others are a heading's own
_CONTAINER_MARKS = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+[ \t>]*)*")


class Inline:
    """One pass over the running text: links, tags and footnotes, and the URLs of external links."""

    def __init__(self, text: str, live: str, segments: list[Segment], definitions: list[Definition]) -> None:
        """`text` is the note with LF ends, `live` the same with every dead zone masked."""
        self.text = text
        self.live = live
        self.segments = segments
        self.labels = {label_key(d.label): d for d in reversed(definitions)} if definitions else {}
        self.links: list[Link] = []
        self.tags: list[Tag] = []
        self.footnotes: list[Footnote] = []
        self.definitions: list[Definition] = []  # of footnotes, in quotes and lists
        self.urls: list[Zone] = []
        self.used: set[str] = set()  # labels of definitions
        self.missing: list[Missing] = []
        self.openers: list[tuple[int, str]] = []  # offset of each open bracket, and `[`, `![` or `^[`
        self.inactive = 0  # so many of the openers stand around a link and can become none themselves
        self.limit = -1  # end of the segment that the openers stand in

    def run(self) -> Inline:
        """Go from token to token. Finding a character is many times faster than a pattern's search over the text between."""
        text, live, size, links = self.text, self.live, len(self.live), self.links
        find, token_at = live.find, _TOKEN.match
        at = nth = 0
        hashes = [match.start() for match in _HASH.finditer(live)] if "#" in live else []
        hashes.append(size)
        bracket, hash_, escape, close = _or(find("["), size), hashes[0], _or(find("\\"), size), -1
        while True:
            start = bracket if bracket < hash_ else hash_
            if escape < start:
                start = escape
            if self.openers:
                if close < at:
                    close = _or(find("]", at), size)
                if close < start:
                    start = close
            if start == size:
                return self
            match = token_at(live, start)
            if match is None:
                at = start + 1
            elif match.lastindex == 1 or match.lastindex == 2:  # most tokens are wikilinks
                # `!` before it belongs to it, unless an escape has taken it.
                link = wikilink(text, match, start - (start > at and live[start - 1] == "!"))
                if link is not None:
                    links.append(link)
                at = match.end()
            else:
                at = self.take(match, start, at)
            # Not in a loop or function: this is where parsing spends most of its time.
            if bracket < at:
                bracket = find("[", at)
                if bracket < 0:
                    bracket = size
            while hash_ < at:
                nth += 1
                hash_ = hashes[nth]
            if escape < at:
                escape = find("\\", at)
                if escape < 0:
                    escape = size

    def take(self, match: re.Match[str], start: int, behind: int) -> int:
        """Deal with the token at `start`; returns where to go on. Before `behind` everything is dealt with."""
        live, at = self.live, match.end()
        group = match.lastgroup
        if group == "tag":
            before = live[start - 1] if start else "\n"
            tag = _tag(live, start, match["tag"]) if before == ">" or before.isspace() else None
            if tag is None:
                return start + 1
            self.tags.append(tag)
            return tag.start + 1 + len(tag.name)
        # `!` or `^` before a bracket belongs to it, unless an escape has taken it.
        before = live[start - 1] if start > behind else ""
        if group == "note":
            line = self.text.rfind("\n", 0, start) + 1
            marks = _CONTAINER_MARKS.match(self.text, line) if live.startswith(":", at) else None
            if marks is None or marks.end() < start:
                self.footnotes.append(Footnote(match["note"], start, at))
            else:
                self.define(match["note"], start, at + 1, line)
            return at
        token = match[0]
        if token == "]":
            return self.close(start) or at
        if token == "[":
            if start >= self.limit:
                i = bisect_right(self.segments, (start, len(live) + 1)) - 1
                self.limit = self.segments[i][1] if i >= 0 and start < self.segments[i][1] else start + 1
                self.openers.clear()
                self.inactive = 0
            self.openers.append((start - 1, before + "[") if before in ("!", "^") and before else (start, "["))
        return at

    def define(self, label: str, start: int, behind: int, line: int) -> None:
        """A footnote's definition in a quote or list, a paragraph to the scan of blocks."""
        i = bisect_right(self.segments, (start, len(self.live) + 1)) - 1
        if i < 0 or self.segments[i][1] <= start:
            return  # one at a line's very start: the scan of blocks has found it
        end = self.segments[i][1]
        if self.definitions and self.definitions[-1].end > start:
            self.definitions[-1] = self.definitions[-1]._replace(end=line - 1)
        self.definitions.append(
            Definition(label, start, end, min(behind + (self.text[behind : behind + 1] == " "), end), "")
        )

    def close(self, start: int) -> int:
        """A closing bracket at `start`: the end of the link that it makes, 0 if it makes none (CommonMark 0.31, section 6.3)."""
        if start >= self.limit:
            self.openers.clear()
            self.inactive = 0
            return 0
        opening, kind = self.openers.pop()
        depth = len(self.openers)
        active = depth >= self.inactive
        self.inactive = min(self.inactive, depth)
        if kind == "^[":
            self.footnotes.append(Footnote("", opening, start + 1))
            return 0
        if kind == "[" and not active:
            return 0
        end = self.markdown_link(opening, kind, start)
        if end and kind == "[":  # a link holds no other link
            self.inactive = depth
        return end

    def markdown_link(self, opening: int, kind: str, close: int) -> int:
        """The end of the link whose text ends with the bracket at `close`, once it is recorded; 0 if there is none."""
        text, live, limit = self.text, self.live, self.limit
        after = live[close + 1 : close + 2]
        destination: str | None = None
        end = 0
        if after == "(" and (match := _DESTINATION.match(live, close + 2, limit)):
            group = 1 if match.group(1) is not None else 2
            first, last = match.span(group)
            destination = text[first:last] if first >= 0 else ""
            end = match.end()
            if _SCHEME.match(destination):
                self.urls.append(Zone(first, last, "url"))
                return end
        elif self.labels or after == "[":
            match = _LABEL.match(live, close + 1, limit) if after == "[" else None
            first = opening + len(kind)
            if match is not None and match[1].strip():
                label = text[match.start(1) : match.end(1)]
            elif close - first > _LONGEST_LABEL or "[" in live[first:close]:
                return 0
            else:
                label = text[first:close]
            if "\n" in label:
                label = _QUOTED_LINE.sub("\n", label)
            label = label_key(label)
            definition = self.labels.get(label)
            if definition is not None:
                self.used.add(label)
                destination = definition.dest.removeprefix("<").removesuffix(">")
                end = match.end() if match else close + 1
            elif match is not None:
                self.missing.append(Missing(opening, first, close, *match.span(1)))
        if destination is None:
            return 0
        if (parts := destination_parts(destination)) is not None:
            path, subpath = parts
            if path or subpath:
                self.links.append(
                    Link(
                        "embed" if kind == "![" else "markdown",
                        opening,
                        text[opening:end],
                        intern(path),
                        intern(subpath),
                    )
                )
        return end


def destination_parts(destination: str) -> tuple[str, str] | None:
    """The path and subpath that a Markdown link's destination, without angle brackets, says; None for a URL."""
    if _SCHEME.match(destination):
        return None
    path, _, subpath = unescaped(destination).partition("#")
    return unquote(path).strip(), unquote(subpath).strip()


def unescaped(text: str) -> str:
    """Backslash escapes and entities as the characters that they stand for (CommonMark 0.31, sections 2.4 and 2.5)."""
    if "\\" not in text and "&" not in text:
        return text
    from markdown_it.common.utils import unescapeAll  # only here: see `containers._markdown`

    return unescapeAll(text)


def _or(found: int, otherwise: int) -> int:
    return found if found >= 0 else otherwise


def _tag(live: str, start: int, name: str) -> Tag | None:
    name = name.rstrip("/")
    if not name or name[0] in "\ufe0f\u20e3" or name.isdigit():
        return None  # a keycap emoji; `#42`
    if start and live[start - 1] == ">":  # only a quote's marker may stand before it without a blank
        line = live.rfind("\n", 0, start) + 1
        marks = _CONTAINER_MARKS.match(live, line)
        if not marks or marks.end() < start:
            return None
    return Tag(intern(name), start, "text")
