"""Lists and quotes: scanned where every line is plain text, given to markdown-it-py's own rules where one is not."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from vaultls.syntax.block_facts import Nest, RawHeading
from vaultls.syntax.line_patterns import ATX, BULLET, FENCE, RULE
from vaultls.syntax.note import Definition

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

    from vaultls.syntax.blocks import BlockScan

LineKind = Literal["code", "html", "comment"]

_PREFIX = re.compile(r"[ >]*(?:(?:[-*+]|\d{1,9}[.)])[ ][ >]*)*")
# What a line's text may begin with, behind the markers, without being plain text.
_NOT_PLAIN = re.compile(
    r"#{1,6}(?: |$)|```|~~~|<[A-Za-z/!?]|=+ *$|-+ *$|(?:[*_-] *){3,}$|\[[^\]\n]*\]:|(?:[-*+]|\d{1,9}[.)]) *$"
)
_SUSPECT = frozenset("#`~<=-*_[+0123456789")
_BLANKING = frozenset("%$[")


@cache
def _markdown() -> MarkdownIt:
    """Made for the first note that needs it: loading markdown-it-py takes 40 ms, and a warm start parses hardly a note."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 100})


def _boundary(line: str, above: str) -> bool:
    """Whether a line below a list or quote, and below the line `above`, surely ends it: no list or quote can hold it."""
    if not line or line[0] in " \t>":
        return False
    if not above.strip(" \t"):
        return not BULLET.match(line)
    first = line[0]
    # A line of `-` is no sure end: below a paragraph it may be a heading's underline.
    pattern = ATX if first == "#" else FENCE if first in "`~" else RULE if first in "*_" else None
    return pattern is not None and pattern.match(line) is not None


def plain(scan: BlockScan, i: int) -> int:
    """Scan the lists and quotes from line `i` up to a sure end of them, as far as all their lines are plain text.

    Returns the line after them, or 0 when a line may be a heading, code, HTML or a definition; `scan.hard_until` is then
    behind that line, so that no line is scanned twice for this. Plain text can't be code either: that takes a blank line
    and four more blanks, or five blanks behind a marker.
    """
    lines, starts = scan.lines, scan.starts
    segments: list[tuple[int, int]] = []
    blanked: list[int] = []
    segment = -1  # offset where the open segment begins
    end, depth, blank, above = i, 0, False, "-"
    while end < len(lines):
        line = lines[end]
        after = scan.blank_extent(end) if line[:1] in _BLANKING else 0
        if not after and _boundary(line, above):
            break
        if "\t" in line:
            line = line.expandtabs(4)
        if after or not line.strip(" >"):
            if segment >= 0:
                segments.append((segment, scan.end(end - 1)))
                segment = -1
            if after:
                blanked.append(end)
            blank, above = True, "" if after else line
            end = after or end + 1
            continue
        match = _PREFIX.match(line)
        assert match is not None  # it matches the empty text
        prefix, stop = match.group(), match.end()
        body = prefix.lstrip(" ")
        if (
            stop == len(line)
            or (line[stop] in _SUSPECT and _NOT_PLAIN.match(line, stop))
            or "     " in body
            or (blank and stop - len(body) > 3)
        ):
            scan.hard_until = end + 1
            return 0
        quotes = prefix.count(">")
        if segment < 0:
            segment = starts[end]
        elif quotes > depth or body.replace(">", "").strip(" "):  # a deeper quote or a list item
            segments.append((segment, scan.end(end - 1)))
            segment = starts[end]
        depth, blank, above = quotes, False, line
        end += 1
    if segment >= 0:
        segments.append((segment, scan.end(end - 1)))
    scan.out.segments.extend(segments)
    for line_number in blanked:
        scan.blanked(line_number)
    return end


def nested(scan: BlockScan, i: int, quote: bool) -> int:
    """Give the list or quote that begins at line `i` to markdown-it-py; returns the line after it.

    It sees as many lines as it needs: twice as many each time the block reaches the end of what it got.
    """
    from markdown_it import rules_block as library  # only here: see `_markdown`

    size = 8
    while True:
        rows, blanked, whole = _rows(scan, i, size)
        env: dict[str, object] = {}
        # markdown-it-py fails on HTML in a list in a quote that ends the text without a line end; with one it means the same.
        state = library.StateBlock("\n".join(rows) + "\n", _markdown(), env, [])
        rule = library.blockquote if quote else library.list_block
        rule(state, 0, state.lineMax, False)
        if whole or any(line.strip(" \t") for line in rows[state.line :]):
            break
        size *= 2
    end = i + max(1, state.line)
    for line in blanked:
        if line < end:
            end = max(end, scan.blanked(line))
    _collect(scan, i, state, env)
    return end


def _rows(scan: BlockScan, i: int, size: int) -> tuple[list[str], list[int], bool]:
    """About `size` lines from line `i` on, at most up to a sure end of the list or quote there.

    Blocks that CommonMark doesn't know are blank lines in them; where they begin comes second. Third: whether a sure end
    was reached.
    """
    lines, rows, blanked = scan.lines, [scan.lines[i]], []
    at = i + 1
    while at < len(lines) and len(rows) < size:
        if lines[at][:1] in _BLANKING and (after := scan.blank_extent(at)):
            blanked.append(at)
            rows += [""] * (after - at)
            at = after
            continue
        if _boundary(lines[at], rows[-1]):
            return rows, blanked, True
        rows.append(lines[at])
        at += 1
    return rows, blanked, at >= len(lines)


def _collect(scan: BlockScan, base: int, state: StateBlock, env: dict[str, object]) -> None:
    """Take headings, dead lines and running text from markdown-it-py's tokens."""
    out = scan.out
    tokens = state.tokens
    for n, token in enumerate(tokens):
        if token.map is None:
            continue
        first, end = base + token.map[0], base + token.map[1]
        if token.type in ("fence", "code_block"):
            scan.zone(first, min(end, len(scan.lines)), "code")
        elif token.type == "html_block":
            scan.zone(first, end, "comment" if token.content.lstrip().startswith("<!--") else "html")
        elif token.type == "blockquote_open" or token.type == "list_item_open":
            out.nests.append(Nest(first, end - 1, "quote" if token.type[0] == "b" else "item"))
        elif token.type == "paragraph_open":
            out.segments.append((scan.starts[first], scan.end(end - 1)))
        elif token.type == "heading_open":
            content = tokens[n + 1].content
            level = int(token.tag[1])
            line = scan.lines[first]
            if token.markup[0] == "#":
                match = re.compile(rf"(?<![^ \t>*+\-.)])#{{{level}}}(?=[ \t]|$)").search(line)
                at = match.start() if match else 0
                text_at = line.find(content, at + level) if content else at + level
                start = scan.starts[first] + at
                text_start, text = scan.starts[first] + text_at, content
            else:
                head = content.split("\n", 1)[0]
                start = text_start = scan.starts[first] + max(0, line.find(head))
                text = scan.text[text_start : scan.end(end - 2)].rstrip()
            out.headings.append(
                RawHeading(level, start, text_start, text, scan.end(end - 1), first, end - 1, nested=True)
            )
            if text:
                out.segments.append((text_start, text_start + len(text)))
    _definitions(scan, base, env)


def _definitions(scan: BlockScan, base: int, env: dict[str, object]) -> None:
    references = env.get("references")
    if isinstance(references, dict):
        for found in [*references.values(), *env.get("duplicate_refs", [])]:  # type: ignore[misc]
            first, end = found["map"]
            _add_definition(scan, base + first, base + end)


_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]:[ \t]*\n?[ \t>]*(<[^<>\n]*>|[^\x00-\x20\x7f]+)", re.S)


def _add_definition(scan: BlockScan, first: int, end: int) -> None:
    """The definition whose lines markdown-it-py has found, with its spans."""
    start, stop = scan.starts[first], scan.end(end - 1)
    match = _LABEL.search(scan.text, start, stop)
    if match and match[1][0] == "^" and not re.search(r"\s", match[1]):  # CommonMark knows no footnotes
        scan.out.footnotes.append(Definition(match[1][1:], match.start(), stop, match.start(2), ""))
        scan.out.segments.append((match.start(2), stop))
    elif match:
        scan.out.definitions.append(Definition(match[1], match.start(), stop, match.start(2), match[2]))


def definition(scan: BlockScan, i: int, source: str) -> int:
    """The line after the link reference definition that `source`, the lines from `i` on, begins with; 0 if it doesn't."""
    from markdown_it import rules_block as library

    env: dict[str, object] = {}
    state = library.StateBlock(source + "\n", _markdown(), env, [])
    if not library.reference(state, 0, state.lineMax, False):
        return 0
    _definitions(scan, i, env)
    return i + max(1, state.line)


def label_key(label: str) -> str:
    """The form in which two reference labels are compared (CommonMark 0.31, section 4.7, "matches")."""
    from markdown_it.common.utils import normalizeReference

    return str(normalizeReference(label))
