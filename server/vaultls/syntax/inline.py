"""What stands in running text: links, embeds, tags, footnotes; and where code, comments, math and URLs hide them.

Precedence, as BEHAVIOUR has it and CommonMark section 6 for the first: code spans, HTML tags and autolinks bind first, from
left to right; then comments, then math, then links. What binds first is masked by NUL characters, so that offsets stay
and no later pattern can match into it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from sys import intern
from urllib.parse import unquote

from markdown_it.common.html_re import HTML_TAG_RE

from vaultls.syntax.containers import label_key
from vaultls.syntax.note import Definition, Footnote, Link, Tag, Zone

Segment = tuple[int, int]

_CODE_TOKEN = re.compile(r"\\[\\`<]|`+|<")
_AUTOLINK = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\x00-\x20]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>", re.A)
_RUN = re.compile(r"`+")
_COMMENT = re.compile(r"%%[^\n]*?%%")
_MATH_TOKEN = re.compile(r"\\[\\$]|\$\$?")
_URL_START = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*\Z", re.A)
_URL = re.compile(r"[!-;=?-~]*")  # ASCII without blanks, `<`, `>`
_SCHEME = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]+:|//)", re.A)

# Obsidian's help, "Tags", and its editor's pattern, with emoji joiners allowed.
_TAG = "(?:[^\\s\x00-\\x1f!-,.:-@\\[-^`{-~\x7f\u2000-\u200c\u200e-\u206f\u2e00-\u2e7f]|[/])+"
# What may stand before a token (a blank before `#`, `!` before `[`) is looked at afterwards.
_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]"
    r"|\[\[(?P<path>[^\[\]|#\x00\n]*)(?P<sub>#[^\[\]|\n]*)?(?:\|(?:[^\[\]\n]|\[(?!\[)|\](?!\]))*)?\]\]"
    rf"|\#(?P<tag>{_TAG})"
    r"|\[\^(?P<note>[^\[\]\s\x00]+)\]"
    r"|\[|\]"
)
WIKILINK = re.compile(r"!?\[\[(?P<path>[^\[\]|#\n]*)(?P<sub>#[^\[\]|\n]*)?(?:\|(?:[^\[\]\n]|\[(?!\[)|\](?!\]))*)?\]\]")
_DESTINATION = re.compile(
    r"""[ \t\n]*(?:<((?:[^<>\n\\\x00]|\\.)*)>|((?:[^\s()<\\\x00]|\\.|\((?:[^\s()\\\x00]|\\.|\((?:[^\s()\\\x00]|\\.)*\))*\))(?:[^\s()\\\x00]|\\.|\((?:[^\s()\\\x00]|\\.|\((?:[^\s()\\\x00]|\\.)*\))*\))*)?)"""
    r"""(?:[ \t\n]+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?[ \t\n]*\)""",
    re.S,
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]", re.S)
_LONGEST_LABEL = 999  # characters; CommonMark 0.31, section 4.7
_NO_TAG = frozenset(["#", " ", "\n", ""])  # what may follow a `#` that begins no tag
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CONTAINER_MARKS = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+[ \t>]*)*")


def masked(text: str, zones: list[Zone]) -> str:
    """`text` with NUL for every character in a zone. Zones are sorted and may overlap."""
    if not zones:
        return text
    parts, at = [], 0
    for start, end, _ in zones:
        if end <= at:
            continue
        start = max(start, at)
        parts.append(text[at:start])
        # A zone of whole lines keeps its last line end: what follows stands at a line's start.
        parts.append("\0" * (end - start) if text[end - 1] != "\n" else "\0" * (end - start - 1) + "\n")
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _with(live: str, segments: list[Segment], mark: str) -> list[Segment]:
    """The segments that hold `mark`."""
    found, at = [], live.find(mark)
    while at >= 0:
        i = bisect_right(segments, (at, len(live) + 1)) - 1
        if i >= 0 and at < segments[i][1]:
            found.append(segments[i])
            at = max(at + 1, segments[i][1])
        else:
            at += 1
        at = live.find(mark, at)
    return found


def hidden(live: str, segments: list[Segment]) -> list[Zone]:
    """The code spans, HTML tags, autolinks, comments, math and bare URLs in running text. `live` has the dead blocks masked."""
    zones: list[Zone] = []
    spans = _with(live, segments, "`")
    if "<" in live:
        spans = sorted({*spans, *_with(live, segments, "<")})
    for start, end in spans:
        zones += _code(live, start, end)
    if zones:
        zones.sort()
        live = masked(live, zones)
    found: list[Zone] = []
    if "%%" in live:
        found = [Zone(m.start(), m.end(), "comment") for m in _COMMENT.finditer(live)]
        live = masked(live, found)
    if "$" in live:
        math = [zone for start, end in _with(live, segments, "$") for zone in _math(live, start, end)]
        live = masked(live, math)
        found += math
    if "://" in live:
        found += _urls(live)
    if found:
        zones += found
        zones.sort()
    return zones


def _code(live: str, start: int, end: int) -> list[Zone]:
    """Code spans, HTML tags and autolinks of one segment (sections 6.1, 6.5, 6.6)."""
    piece = live[start:end]
    if piece.count("`") == 2 and "<" not in piece and "\\" not in piece:  # one code span, as in most segments with any
        first, last = piece.index("`"), piece.rindex("`")
        return [Zone(start + first, start + last + 1, "code")] if last - first > 1 else []
    zones: list[Zone] = []
    runs: dict[int, list[int]] = {}
    for run in _RUN.finditer(live, start, end):
        runs.setdefault(run.end() - run.start(), []).append(run.start())
    dead_ends: set[str] = set()  # what begins here and is never closed in the segment: looked for once
    at = start
    while match := _CODE_TOKEN.search(live, at, end):
        at = match.end()
        token = match[0]
        if token[0] == "`":
            closers = runs.get(len(token), [])
            i = bisect_right(closers, at - 1)
            if i < len(closers):
                at = closers[i] + len(token)
                zones.append(Zone(match.start(), at, "code"))
        elif token == "<":
            if live[max(start, match.start() - 8) : match.start()].rstrip().endswith("]("):
                continue  # a link's destination, which its `]` takes first
            opening = live[match.start() : match.start() + 4]
            closing = (
                "-->" if opening == "<!--" else "?>" if opening[:2] == "<?" else ">" if opening[:2] == "<!" else ""
            )
            if closing and (closing in dead_ends or live.find(closing, at, end) < 0):
                dead_ends.add(closing)
                continue
            if found := _AUTOLINK.match(live, match.start(), end):
                zones.append(Zone(match.start(), found.end(), "url"))
            elif found := HTML_TAG_RE.match(live, match.start(), end):
                zones.append(Zone(match.start(), found.end(), "comment" if opening == "<!--" else "html"))
            else:
                continue
            at = found.end()
    return zones


def _math(live: str, start: int, end: int) -> list[Zone]:
    """`$…$` and `$$…$$` of one segment: `$` opens before a non-blank; the next `$` closes after a non-blank that no digit follows."""
    zones: list[Zone] = []
    tokens = [m for m in _MATH_TOKEN.finditer(live, start, end) if m[0][0] == "$"]
    after_double = {}  # token index -> index of the next `$$`
    following = -1
    for i in range(len(tokens) - 1, -1, -1):
        after_double[i] = following
        if len(tokens[i][0]) == 2:
            following = i
    i = 0
    while i < len(tokens) - 1:
        opening = tokens[i]
        if len(opening[0]) == 2:
            close = after_double[i]
        else:
            close = i + 1
            after = live[opening.end() : opening.end() + 1]
            closing = tokens[close]
            behind = live[closing.end() : closing.end() + 1]
            if (
                len(closing[0]) != 1
                or after.isspace()
                or live[closing.start() - 1].isspace()
                or behind.isdigit()
                or closing.start() == opening.end()
            ):
                close = -1
        if close < 0:
            i += 1
            continue
        zones.append(Zone(opening.start(), tokens[close].end(), "math"))
        i = close + 1
    return zones


def _urls(live: str) -> list[Zone]:
    """Bare URLs; one in a Markdown link's parentheses is left to the link."""
    zones: list[Zone] = []
    at = live.find("://")
    while at >= 0:
        scheme = _URL_START.search(live[max(0, at - 32) : at])
        start = at - len(scheme[0]) if scheme else at
        end = at + 3
        if scheme and live[start - 2 : start] != "](" and live[start - 3 : start] != "](<":
            match = _URL.match(live, end)
            end = _balanced(live, end, match.end() if match else end)
            zones.append(Zone(start, end, "url"))
        at = live.find("://", max(end, at + 3))
    return zones


def _balanced(live: str, start: int, end: int) -> int:
    """Where a URL ends: before a bracket that closes none of its own."""
    depth = {"(": 0, "[": 0}
    for i in range(start, end):
        char = live[i]
        if char in "([":
            depth[char] += 1
        elif char in ")]":
            opening = "(" if char == ")" else "["
            if not depth[opening]:
                return i
            depth[opening] -= 1
    return end


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
        self.urls: list[Zone] = []
        self.openers: list[tuple[int, str]] = []  # offset of each open bracket, and `[`, `![` or `^[`
        self.inactive = 0  # so many of the openers stand around a link and can become none themselves
        self.limit = -1  # end of the segment that the openers stand in

    def run(self) -> Inline:
        """Go from token to token. Finding a character is many times faster than a pattern's search over the text between."""
        live, size = self.live, len(self.live)
        find, token_at = live.find, _TOKEN.match
        at = 0
        bracket, hash_, escape, close = _or(find("["), size), _or(find("#"), size), _or(find("\\"), size), -1
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
            if start == hash_ and live[start + 1 : start + 2] in _NO_TAG:  # a heading's own, mostly
                at = start + 1
                hash_ = _or(find("#", at), size)
                continue
            match = token_at(live, start)
            if match is not None:
                at = self.take(match, start, at)
            else:
                at = start + 1
            if bracket < at:
                bracket = _or(find("[", at), size)
            if hash_ < at:
                hash_ = _or(find("#", at), size)
            if escape < at:
                escape = _or(find("\\", at), size)

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
        if group in ("path", "sub"):
            link = _wikilink(self.text, match, start - (before == "!"))
            if link is not None:
                self.links.append(link)
            return at
        if group == "note":
            if not (
                live.startswith(":", at) and not self.text[self.text.rfind("\n", 0, start) + 1 : start].strip(" \t>")
            ):
                self.footnotes.append(Footnote(match["note"], start, at))
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
        elif self.labels:
            match = _LABEL.match(live, close + 1, limit) if after == "[" else None
            first = opening + len(kind)
            if match is not None and match[1].strip():
                label = text[match.start(1) : match.end(1)]
            elif close - first > _LONGEST_LABEL or "[" in live[first:close]:
                return 0
            else:
                label = text[first:close]
            definition = self.labels.get(label_key(label))
            if definition is not None:
                destination = definition.dest.removeprefix("<").removesuffix(">")
                end = match.end() if match else close + 1
        if destination is None:
            return 0
        if not _SCHEME.match(destination):
            path, _, subpath = _ESCAPE.sub(r"\1", destination).partition("#")
            path, subpath = unquote(path).strip(), unquote(subpath).strip()
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


def _wikilink(text: str, match: re.Match[str], start: int) -> Link | None:
    path, sub = match.group("path", "sub")
    path, subpath = path.strip(), sub[1:].strip() if sub else ""
    if path.endswith("\\"):  # `\|` in a table
        path = path[:-1].rstrip()
    elif subpath.endswith("\\"):
        subpath = subpath[:-1].rstrip()
    if not subpath and path.startswith("^"):  # `[[^id]]`: a block of this note, typed mid-way
        path, subpath = "", path
    if not path and not subpath:
        return None
    end = match.end()
    if "\0" in subpath:  # a heading's code span
        again = WIKILINK.fullmatch(text, start, end)
        subpath = (again["sub"] or "#")[1:].strip().rstrip("\\") if again else subpath
    return Link("embed" if text[start] == "!" else "wikilink", start, text[start:end], intern(path), intern(subpath))
