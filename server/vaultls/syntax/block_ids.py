"""Block ids: ` ^id` at the end of a paragraph, list item or heading, or alone after the block that it names.

Obsidian's help, "Link to a block in a note".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from vaultls.syntax.block_facts import Blocks
from vaultls.syntax.line_patterns import ITEM_MARKS
from vaultls.syntax.note import Block
from vaultls.text.lines import Lines

_ID = re.compile(r"\^([A-Za-z0-9-]+)[ \t]*$", re.M)
# Of an item that no other one holds; the character tells lists apart.
_MARKER = re.compile(r"(?:\d{1,9}(?=[.)])|(?=[-*+]))(.)(?=[ \t\n]|\Z)")
_OUTSIDE = re.compile(r" (?![-*+>\s]|\d{1,9}[.)])")  # below a blank line, this is in no item


def block_ids(text: str, live: str, blocks: Blocks, lines: Lines) -> tuple[Block, ...]:
    """The blocks with an id. `live` is `text` with its dead zones masked."""
    found = []
    ends = [end for _, end in blocks.segments]
    for m in _ID.finditer(live):
        caret = m.start()
        if caret and live[caret - 1] not in " \t\n>":
            continue
        i = bisect_left(ends, m.end(1))
        # It must stand at the very end of a piece of running text.
        if i == len(ends) or blocks.segments[i][0] > caret or live[m.end(1) : ends[i]].strip(" \t"):
            continue
        start, end = blocks.segments[i]
        line = lines.line(caret)
        alone = not live[lines.start(line) : caret].strip(" \t>")
        if alone and start >= lines.start(line):
            place = _before(text, blocks, lines, line)
        elif (
            alone
            and _container(blocks, line)
            and not text[lines.start(line)].isspace()
            and text[lines.start(line)] != ">"
        ):
            place = _before(text, blocks, lines, line)  # behind the last item, on a line of its own
        else:
            place = _own(text, blocks, lines, start, end)
        if place is None:
            place = line, line
        first, last = place
        begin = lines.start(first)
        begin += len(text[begin : lines.end(first)]) - len(text[begin : lines.end(first)].lstrip())
        found.append(Block(m[1], caret, begin, lines.end(last)))
    return tuple(found)


def _container(blocks: Blocks, line: int) -> tuple[int, int] | None:
    """The top-level list or quote (first line, line after) that holds `line`."""
    i = bisect_right(blocks.containers, (line, 1 << 60)) - 1
    if i >= 0 and line < blocks.containers[i][1]:
        return blocks.containers[i]
    return None


def _own(text: str, blocks: Blocks, lines: Lines, start: int, end: int) -> tuple[int, int]:
    """First and last line of the paragraph, heading or list item whose running text is start..end."""
    first, last = lines.line(start), lines.line(max(start, end - 1))
    item = ITEM_MARKS.match(text, lines.start(first), lines.end(first))
    container = _container(blocks, first)
    if item and container:  # the item with what is nested in it
        indent = _indent(text, lines, first)
        after = last + 1
        while after < container[1]:
            content = text[lines.start(after) : lines.end(after)]
            if content.strip(" \t>") and _indent(text, lines, after) <= indent:
                break
            after += 1
        while after - 1 > last and not text[lines.start(after - 1) : lines.end(after - 1)].strip():
            after -= 1
        last = after - 1
    return first, last


def _indent(text: str, lines: Lines, line: int) -> int:
    content = text[lines.start(line) : lines.end(line)].expandtabs(4)
    return len(content) - len(content.lstrip(" >"))


def _before(text: str, blocks: Blocks, lines: Lines, line: int) -> tuple[int, int] | None:
    """The block before an id that stands alone: first and last line."""
    last = line - 1
    while last >= 0 and not text[lines.start(last) : lines.end(last)].strip():
        last -= 1
    if last < 0:
        return None
    offset = lines.start(last)
    i = bisect_right(blocks.zones, (offset, 1 << 60)) - 1
    if i >= 0 and blocks.zones[i].kind == "frontmatter" and offset < blocks.zones[i].end:
        return None
    if (
        i >= 0
        and offset <= blocks.zones[i].end
        and blocks.zones[i].kind != "frontmatter"
        and not _container(blocks, last)
    ):
        return lines.line(blocks.zones[i].start), last
    if container := _container(blocks, last):
        first = container[0]
        if line < container[1] and (text[lines.start(line)] == ">" or _indent(text, lines, line) > 1):
            return _inside(text, blocks, lines, first, last, line)
        quote = text[lines.start(last) : lines.end(last)].lstrip().startswith(">")
        # One stretch of lists and quotes may hold several: back to where this one begins.
        at, list_start, marker = last, -1, ""
        while at > first:
            if not quote and (found := _MARKER.match(text, lines.start(at))):
                if marker and found[1] != marker:
                    return list_start, last
                list_start, marker = at, found[1]
            above = text[lines.start(at - 1) : lines.end(at - 1)]
            if quote and not above.lstrip().startswith(">"):
                break
            if not quote and above.lstrip().startswith(">") and not above.startswith((" ", "\t")):
                break
            if _OUTSIDE.match(text, lines.start(at - 1)) and (
                at - 1 == first or not text[lines.start(at - 2) : lines.end(at - 2)].strip()
            ):
                break
            at -= 1
        if marker and (found := _MARKER.match(text, lines.start(at))) and found[1] != marker:
            return list_start, last
        return at, last
    end = lines.end(last)
    i = bisect_left([e for _, e in blocks.segments], end)
    if i < len(blocks.segments) and blocks.segments[i][0] <= end:
        return lines.line(blocks.segments[i][0]), last
    return last, last


def _inside(text: str, blocks: Blocks, lines: Lines, first: int, last: int, line: int) -> tuple[int, int]:
    """The block before the id on `line` that stands alone in an item or a quote, which begins at `first` at the earliest."""
    indent, quotes = _indent(text, lines, line), _quotes(text, lines, line)
    while last > first and not text[lines.start(last) : lines.end(last)].strip(" \t>"):
        last -= 1
    at = last
    if _quotes(text, lines, last) > quotes:
        while at > first and _quotes(text, lines, at - 1) > quotes:
            at -= 1
        return at, last
    offset = lines.end(last)
    i = bisect_right(blocks.zones, (offset, 1 << 60)) - 1
    if i >= 0 and offset <= blocks.zones[i].end and blocks.zones[i].start >= lines.start(first):
        return lines.line(blocks.zones[i].start), last
    i = bisect_right(blocks.segments, (offset, 1 << 60)) - 1
    if i >= 0 and blocks.segments[i][0] >= lines.start(first):
        at = lines.line(blocks.segments[i][0])
    found = at
    while at > first and found == at:  # up through the items of a list that is nested as deep as the id
        item = ITEM_MARKS.match(text, lines.start(at), lines.end(at))
        if _indent(text, lines, at) < indent or (_indent(text, lines, at) == indent and not item):
            break
        above = at - 1
        while above > first and not text[lines.start(above) : lines.end(above)].strip(" \t>"):
            above -= 1
        at = above
        deeper = _indent(text, lines, at) - indent
        if deeper > 0 or (deeper == 0 and ITEM_MARKS.match(text, lines.start(at), lines.end(at))):
            found = at
    return found, last


def _quotes(text: str, lines: Lines, line: int) -> int:
    """How many quote marks a line begins with."""
    content = text[lines.start(line) : lines.end(line)]
    return content[: len(content) - len(content.lstrip(" \t>"))].count(">")
