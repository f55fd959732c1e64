"""Where running text is hidden: code spans, HTML tags, autolinks, comments, math and bare URLs.

Precedence as CommonMark's section 6 for the first three, which bind first, from left to right; then comments, then math.
What binds first is masked by NUL characters, so that offsets stay and no later pattern can match into it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from vaultls.syntax.note import Zone

Segment = tuple[int, int]

_CODE_TOKEN = re.compile(r"\\[\\`<]|`+|<")
_AUTOLINK = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\x00-\x20]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>", re.A)
_RUN = re.compile(r"`+")
_COMMENT = re.compile(r"%%[^\n]*?%%")
_MATH_TOKEN = re.compile(r"\\[\\$]|\$\$?")
_URL_START = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*\Z", re.A)
_URL = re.compile(r"[!-;=?-~]*")  # ASCII without blanks, `<`, `>`


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
    from markdown_it.common.html_re import HTML_TAG_RE  # only here: see `containers._markdown`

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
