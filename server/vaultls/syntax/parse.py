"""From the text of a note to its facts: the one entry to `syntax`. Never raises, and takes linear time."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from vaultls.syntax import hidden, inline
from vaultls.syntax.block_facts import Blocks, RawHeading
from vaultls.syntax.block_ids import block_ids
from vaultls.syntax.blocks import BlockScan
from vaultls.syntax.frontmatter import Frontmatter, frontmatter
from vaultls.syntax.line_patterns import ITEM_MARKS
from vaultls.syntax.normal import with_lf
from vaultls.syntax.note import Callout, Definition, Directive, Field, Heading, Link, Links, Note, Problem, Task, Zone
from vaultls.syntax.properties import property_aliases, property_links, property_tags
from vaultls.syntax.references import reference_problems
from vaultls.text.lines import Lines

_CALLOUT = re.compile(r"\[!([^\]\n\x00]+)\][+-]?[ \t]*([^\n]*?)[ \t]*(?=\n|\Z)")
_TASK = re.compile(r"\[([^\n\x00])\][ \t]")
_QUOTE = re.compile(r"(?:[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)?[ \t>]*>[ \t]*")
_LABEL = re.compile(r"(?:`([A-Z][A-Z0-9 _-]*):`|([A-Z][A-Z0-9_-]+):)[ \t]*")
_NBSP = re.compile(r"^ {0,3}(#{1,6})\u00a0", re.M)
_IGNORE = re.compile(r"^%%[ \t]*vaultls-ignore\b([^%\n]*)%%[ \t]*$", re.M)
_NESTED_BLANK = re.compile(r"(?:[\s>]|[-*+](?=\s)|\d{1,9}[.)](?=\s))*")


def parse(path: str, text: str, utf8: bool = True) -> Note:
    """The facts of the note at vault path `path`. `text` is the whole note; a byte order mark is no part of its first line.

    Without `utf8` the line table can't tell UTF-8 columns.
    """
    return _facts(path, *scanned(text, utf8))


def scanned(text: str, utf8: bool = True) -> tuple[str, Lines, Frontmatter | None, Blocks]:
    """The text with LF ends, its lines, its frontmatter, and what its blocks are."""
    plain = with_lf(text)
    mark = plain.startswith("\ufeff")  # a client that passes the file's byte order mark on
    if mark:
        plain = " " + plain[1:]
    rows = plain.split("\n")
    lines = Lines.of(text, utf8, rows)
    front = frontmatter(plain, text, int(mark))
    first = bisect_left(lines.starts, front.end) if front else 0
    if front and front.end == len(text) and not plain.endswith("\n"):
        first = len(rows)
    blocks = BlockScan(plain, rows, lines, first).run()
    return plain, lines, front, blocks


def _facts(path: str, plain: str, lines: Lines, front: Frontmatter | None, blocks: Blocks) -> Note:
    zones = blocks.zones
    if front:
        zones.insert(0, Zone(0, front.end, "frontmatter"))
    # A definition's own label and destination are no use of it.
    dead = sorted([*zones, *(Zone(d.start, d.end, "url") for d in blocks.definitions)]) if blocks.definitions else zones
    live = hidden.masked(plain, dead)
    concealed = hidden.hidden(live, blocks.segments)
    if concealed:
        live = hidden.masked(live, concealed)
    found = inline.Inline(plain, live, blocks.segments, blocks.definitions).run()
    properties = front.properties if front else ()
    links: list[Link] = property_links(plain, properties) if front else []
    links += found.links
    links.sort(key=_start)
    tags = property_tags(plain, properties) + found.tags if front else found.tags
    zones = sorted([*zones, *concealed, *found.urls]) if concealed or found.urls else zones
    directives = _directives(plain, zones) if "vaultls-ignore" in plain else ()
    problems = list(front.problems) if front else []
    if "\u00a0" in plain:
        for m in _NBSP.finditer(live):
            problems.append(
                Problem(
                    "nbsp-heading",
                    m.start(1),
                    m.end(),
                    "A no-break space after the `#` keeps this line from being a heading",
                )
            )
    if blocks.definitions or found.missing:
        problems += reference_problems(live, blocks.definitions, found.used, found.missing)
    return Note(
        path,
        lines,
        properties=properties,
        headings=_headings(plain, blocks.headings, directives),
        links=Links.of(links),
        tags=tuple(tags),
        blocks=block_ids(plain, live, blocks, lines) if "^" in live else (),
        definitions=tuple(blocks.definitions),
        footnotes=tuple(found.footnotes),
        footnote_definitions=tuple(sorted([*blocks.footnotes, *found.definitions], key=_place)),
        callouts=_callouts(live),
        tasks=_tasks(live),
        fields=_fields(plain, lines, zones),
        zones=tuple(zones),
        aliases=property_aliases(properties) if front else (),
        directives=directives,
        problems=tuple(problems),
    )


def _start(link: Link) -> int:
    return link.start


def _place(definition: Definition) -> int:
    return definition.start


def _headings(plain: str, raw: list[RawHeading], directives: tuple[Directive, ...]) -> tuple[Heading, ...]:
    """The headings in the order of the text, each with whether anything of its own stands below it."""
    raw.sort(key=lambda h: h.start)
    found = []
    for i, h in enumerate(raw):
        stop = raw[i + 1].start if i + 1 < len(raw) else len(plain)
        own = plain[h.end : stop]
        for d in directives:  # such a line doesn't fill a section
            if h.end <= d.start < stop:
                own = own.replace(plain[d.start : d.end], "", 1)
        empty = (
            not own
            or own.isspace()
            or (_NESTED_BLANK.fullmatch(own) is not None and (h.nested or (i + 1 < len(raw) and raw[i + 1].nested)))
        )
        found.append(Heading(h.level, h.start, h.text_start, h.text, h.end, empty))
    return tuple(found)


def _callouts(live: str) -> tuple[Callout, ...]:
    """`> [!type] Title`, anywhere in a quote (Obsidian's help, "Callouts")."""
    if "[!" not in live:
        return ()
    return tuple(
        Callout(m[1], m.start(), m[2], m.start(2))
        for m in _CALLOUT.finditer(live)
        if _stands_behind(_QUOTE, live, m.start())
    )


def _tasks(live: str) -> tuple[Task, ...]:
    """`- [x] text` (GitHub Flavored Markdown, "Task list items"; any character in the box, as in Obsidian)."""
    if "] " not in live and "]\t" not in live:
        return ()
    return tuple(Task(m[1], m.start()) for m in _TASK.finditer(live) if _stands_behind(ITEM_MARKS, live, m.start()))


def _stands_behind(marks: re.Pattern[str], live: str, start: int) -> bool:
    """Whether nothing but `marks` stands before `start` on its line."""
    return marks.fullmatch(live, live.rfind("\n", 0, start) + 1, start) is not None


def _fields(plain: str, lines: Lines, zones: list[Zone]) -> tuple[Field, ...]:
    """Label lines: `` `TAGS:` `` or `TAGS:` at a line's start, outside dead zones (the label's own code span aside)."""
    found: list[Field] = []
    starts = [zone.start for zone in zones]
    at = plain.find(":")
    while at >= 0:  # a label ends with the first colon of its line, which is found faster than a line's start
        start = plain.rfind("\n", 0, at) + 1
        m = _LABEL.match(plain, start) if plain[start] == "`" or "A" <= plain[start] <= "Z" else None
        if m is not None:
            i = bisect_right(starts, start) - 1
            dead = i >= 0 and start < zones[i].end
            if not dead or (m[1] is not None and zones[i].start == start and zones[i].end <= m.end()):
                end = lines.end(lines.line(start))
                found.append(Field(m[1] or m[2], start, min(m.end(), end), end))
        line_end = plain.find("\n", at)
        at = plain.find(":", line_end) if line_end >= 0 else -1
    return tuple(found)


def _directives(plain: str, zones: list[Zone]) -> tuple[Directive, ...]:
    comments = {z.start for z in zones if z.kind == "comment"}
    return tuple(
        Directive(m.start(), m.end(), tuple(m[1].split())) for m in _IGNORE.finditer(plain) if m.start() in comments
    )
