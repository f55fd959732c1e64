"""The block structure of a note as markdown-it-py sees it: what our own scan is compared with."""

from __future__ import annotations

from markdown_it import MarkdownIt

from vaultls.syntax.note import Note
from vaultls.syntax.parse import parse

MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 100})


def blanked(note: Note, text: str) -> str:
    """`text` with what CommonMark doesn't know as blank lines: frontmatter, `%%` and `$$` blocks, footnote definitions."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    spans = [(z.start, z.end) for z in note.zones if z.kind == "frontmatter"]
    for zone in note.zones:
        first = note.lines.line(zone.start)
        opens = text[zone.start : zone.start + 2] in ("%%", "$$") and note.lines.start(first) == zone.start
        last = note.lines.line(zone.end)
        if (
            opens
            and zone.kind in ("comment", "math")
            and (last > first or not text[zone.end : note.lines.end(first)].strip(" \t"))
        ):
            spans.append((zone.start, zone.end))
    spans += [
        (d.start, d.end) for d in note.footnote_definitions if note.lines.start(note.lines.line(d.start)) == d.start
    ]  # one in a quote or list is a paragraph, or a link's definition, to CommonMark
    for start, end in spans:
        for line in range(note.lines.line(start), note.lines.line(max(start, end - 1)) + 1):
            lines[line] = ""
    return "\n".join(lines) + "\n"  # markdown-it-py fails on some texts that don't end with a line end


def _words(text: str) -> str:
    """A heading's words. In one of several lines a quote's markers stand in the note's text, but not in the oracle's."""
    return " ".join(text.replace("\0", "\ufffd").replace(">", " ").split())


def oracle(note: Note, text: str) -> tuple[list[tuple[int, int, str]], set[int]]:
    """(level, line, text) of every heading, and the lines that are code or HTML."""
    source = blanked(note, text)
    rows = source.split("\n")
    headings, dead = [], set()
    tokens = MARKDOWN.parse(source)
    for i, token in enumerate(tokens):
        if token.type == "heading_open":
            assert token.map
            content = tokens[i + 1].content
            headings.append((int(token.tag[1]), token.map[0], _words(content)))
        elif token.type in ("fence", "code_block", "html_block"):
            assert token.map
            dead |= {n for n in range(*token.map) if n < len(rows) and rows[n].strip(" \t>")}
    return headings, dead


def ours(note: Note, text: str) -> tuple[list[tuple[int, int, str]], set[int]]:
    """The same from our facts."""
    rows = blanked(note, text).split("\n")
    headings = [(h.level, note.lines.line(h.start), _words(h.text)) for h in note.headings]
    dead: set[int] = set()
    for zone in note.zones:
        first, last = note.lines.line(zone.start), note.lines.line(max(zone.start, zone.end - 1))
        whole = zone.kind in ("code", "html", "comment") and not text[note.lines.start(first) : zone.start].strip(
            " \t>-*+0123456789.)"
        )
        if whole and zone in BLOCKS.get(id(note), ()):
            dead |= {n for n in range(first, last + 1) if rows[n].strip(" \t>")}
    return headings, dead


BLOCKS: dict[int, set[object]] = {}


def compare(
    text: str,
) -> tuple[Note, tuple[list[tuple[int, int, str]], set[int]], tuple[list[tuple[int, int, str]], set[int]]]:
    """Our headings and dead lines and the oracle's."""
    from bisect import bisect_left

    from vaultls.syntax.blocks import BlockScan
    from vaultls.syntax.frontmatter import frontmatter
    from vaultls.syntax.normal import with_lf

    note = parse("a.md", text)
    plain = with_lf(text)
    front = frontmatter(plain, text)
    rows = plain.split("\n")
    first = bisect_left(list(note.lines.starts), front.end) if front else 0
    if front and front.end == len(text) and not plain.endswith("\n"):
        first = len(rows)
    blocks = BlockScan(plain, rows, note.lines, first).run()
    BLOCKS.clear()
    BLOCKS[id(note)] = set(blocks.zones)
    return note, ours(note, text), oracle(note, text)
