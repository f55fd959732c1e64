"""What stands in running text: links, embeds, tags, footnotes; and where code, comments, math and URLs hide them.

Precedence, as BEHAVIOUR has it and CommonMark section 6 for the first: code spans, HTML tags and autolinks bind first, from
left to right; then comments, then math, then links. What binds first is masked by NUL characters, so that offsets stay
and no later pattern can match into it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
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
# Each alternative begins with a literal, so that the search can skip by first characters; what may stand before one
# (a blank before `#`, `!` before `[`) is looked at afterwards.
_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]"
    r"|\[\[(?P<path>[^\[\]|#\x00\n]*)(?P<sub>#[^\[\]|\n]*)?(?:\|(?:[^\[\]\n]|\[(?!\[)|\](?!\]))*)?\]\]"
    rf"|\#(?P<tag>{_TAG})"
    r"|\[\^(?P<note>[^\[\]\s\x00]+)\]"
    r"|\^\[|\[|\]"
)
WIKILINK = re.compile(r"!?\[\[(?P<path>[^\[\]|#\n]*)(?P<sub>#[^\[\]|\n]*)?(?:\|(?:[^\[\]\n]|\[(?!\[)|\](?!\]))*)?\]\]")
_DESTINATION = re.compile(
    r"""[ \t\n]*(?:<((?:[^<>\n\\\x00]|\\.)*)>|((?:[^\s()<\\\x00]|\\.|\((?:[^\s()\\\x00]|\\.|\((?:[^\s()\\\x00]|\\.)*\))*\))(?:[^\s()\\\x00]|\\.|\((?:[^\s()\\\x00]|\\.|\((?:[^\s()\\\x00]|\\.)*\))*\))*)?)"""
    r"""(?:[ \t\n]+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?[ \t\n]*\)""",
    re.S,
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]", re.S)
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
        parts.append("\0" * (end - start))
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
    """What one pass over the running text finds."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.tags: list[Tag] = []
        self.footnotes: list[Footnote] = []
        self.urls: list[Zone] = []


def scan(text: str, live: str, segments: list[Segment], definitions: list[Definition]) -> Inline:
    """Links, tags and footnotes. `text` is the note with LF ends, `live` the same with every dead zone masked."""
    out = Inline()
    labels = {label_key(d.label): d for d in reversed(definitions)} if definitions else {}
    openers: list[tuple[int, str, bool]] = []  # offset, `[`, `![` or `^[`, whether it may still become a link
    limit = -1  # end of the segment that the openers stand in
    at = 0
    search = _TOKEN.search
    while match := search(live, at):
        behind = at
        start, at = match.span()
        group = match.lastgroup
        if group == "tag":
            if not start or live[start - 1].isspace() or live[start - 1] == ">":
                tag = _tag(live, start, match["tag"])
                if tag:
                    out.tags.append(tag)
                    at = tag.start + 1 + len(tag.name)
                    continue
            at = start + 1
            continue
        bang = start > behind and live[start - 1] == "!"  # not one that an escape has taken
        if group == "path" or group == "sub":
            link = _wikilink(text, match, start - bang)
            if link:
                out.links.append(link)
            continue
        if group == "note":
            if not (live.startswith(":", at) and not text[text.rfind("\n", 0, start) + 1 : start].strip(" \t>")):
                out.footnotes.append(Footnote(match["note"], start, at))
            continue
        token = match[0]
        if token[0] == "\\":
            continue
        if start >= limit:
            i = bisect_right(segments, (start, len(live) + 1)) - 1
            limit = segments[i][1] if i >= 0 and start < segments[i][1] else start + 1
            openers.clear()
        if token != "]":
            openers.append((start - 1, "![", True) if bang and token == "[" else (start, token, True))
            continue
        if not openers:
            continue
        opening, kind, active = openers.pop()
        if kind == "^[":
            out.footnotes.append(Footnote("", opening, at))
        elif active:
            end = _markdown_link(text, live, opening, kind, start, limit, labels, out)
            if end:
                at = end
                if kind == "[":  # a link holds no other link
                    openers = [(o, k, a and k != "[") for o, k, a in openers]
    return out


def _tag(live: str, start: int, name: str) -> Tag | None:
    name = name.rstrip("/")
    if not name or name[0] in "\ufe0f\u20e3" or name.isdigit():
        return None  # a keycap emoji; `#42`
    if start and live[start - 1] == ">":  # only a quote's marker may stand before it without a blank
        line = live.rfind("\n", 0, start) + 1
        marks = _CONTAINER_MARKS.match(live, line)
        if not marks or marks.end() < start:
            return None
    return Tag(name, start, "text")


def _wikilink(text: str, match: re.Match[str], start: int) -> Link | None:
    path, subpath = match["path"].strip(), (match["sub"] or "#")[1:].strip()
    if path.endswith("\\"):  # `\|` in a table
        path = path[:-1].rstrip()
    elif subpath.endswith("\\"):
        subpath = subpath[:-1].rstrip()
    if path.startswith("^") and not subpath:  # `[[^id]]`: a block of this note, typed mid-way
        path, subpath = "", path
    if not path and not subpath:
        return None
    end = match.end()
    if "\0" in subpath:  # a heading's code span
        again = WIKILINK.fullmatch(text, start, end)
        subpath = (again["sub"] or "#")[1:].strip().rstrip("\\") if again else subpath
    return Link("embed" if text[start] == "!" else "wikilink", start, text[start:end], path, subpath)


def _markdown_link(
    text: str, live: str, opening: int, kind: str, close: int, limit: int, labels: dict[str, Definition], out: Inline
) -> int:
    """The end of the Markdown link whose text is `text[opening:close + 1]`, once it is recorded; 0 if there is none (section 6.3)."""
    after = live[close + 1 : close + 2]
    destination = None
    end = 0
    if after == "(" and (match := _DESTINATION.match(live, close + 2, limit)):
        group = 1 if match.group(1) is not None else 2
        if match.group(group) is not None:
            destination = text[match.start(group) : match.end(group)]
        else:
            destination = ""
        end = match.end()
    if destination is None and labels:
        match = _LABEL.match(live, close + 1, limit) if after == "[" else None
        inner = text[opening + len(kind) : close]
        label = text[match.start(1) : match.end(1)] if match and match[1].strip() else inner
        definition = labels.get(label_key(label))
        if definition:
            destination = definition.dest
            if destination.startswith("<"):
                destination = destination[1:-1]
            end = match.end() if match else close + 1
    if destination is None:
        return 0
    if _SCHEME.match(destination):
        if destination and after == "(":
            at = text.find(destination, close, end)
            out.urls.append(Zone(at, at + len(destination), "url"))
        return end
    path, _, subpath = _ESCAPE.sub(r"\1", destination).partition("#")
    path, subpath = unquote(path).strip(), unquote(subpath).strip()
    if path or subpath:
        out.links.append(Link("embed" if kind == "![" else "markdown", opening, text[opening:end], path, subpath))
    return end
