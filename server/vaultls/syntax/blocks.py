"""The block structure of a note: headings, which lines are code, HTML, comment or math, and where running text stands.

CommonMark 0.31 (section 4 "Leaf blocks", 5 "Container blocks") as markdown-it-py reads it. Lines outside lists and quotes
are scanned here; a list or quote whose lines are all plain text is scanned too, for nothing in it can hide a line
(`containers.plain`); any other list or quote, and every link reference definition, goes to markdown-it-py's own rules.
What CommonMark doesn't know and Obsidian does counts as blank lines here: `%%` and `$$` blocks and footnote definitions
that begin at a line's very start.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from vaultls.syntax import containers
from vaultls.syntax.block_facts import Blocks, RawHeading
from vaultls.syntax.line_patterns import ATX, BULLET, FENCE, RULE
from vaultls.syntax.note import Definition, Zone
from vaultls.text.lines import Lines

# A line that begins with anything else, at the top level, is running text.
_SPECIAL = frozenset(" \t#>-*+=`~<_0123456789[%$")
UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t]+)#+$")


class BlockScan:
    """One pass over the lines of a note."""

    def __init__(self, text: str, lines: list[str], table: Lines, first: int) -> None:
        """`text` has LF ends only; `lines` are its lines without ends, `table` the note's; its body begins at line `first`."""
        self.text = text
        self.lines = lines
        self.starts = table.starts
        self.end = table.end  # the offset where a line ends, before its end (a CRLF's CR not in it)
        self.first = first
        self.out = Blocks()
        self.hard_until = first  # up to this line every list and quote is known to need markdown-it-py

    def run(self) -> Blocks:
        lines, count = self.lines, len(self.lines)
        i, paragraph = self.first, -1
        while i < count:
            line = lines[i]
            if not line:
                if paragraph >= 0:
                    self.close(paragraph, i)
                    paragraph = -1
                i += 1
                continue
            if line[0] not in _SPECIAL:
                if paragraph < 0:
                    paragraph = i
                i += 1
                continue
            body = line.lstrip(" \t")
            if not body:
                if paragraph >= 0:
                    self.close(paragraph, i)
                    paragraph = -1
                i += 1
                continue
            indent = len(line) - len(body)
            if indent > 3 or (indent and "\t" in line[:indent]):
                if paragraph < 0:
                    i = self.indented_code(i)
                else:
                    i += 1
                continue
            after = self.leaf(i, body, indent, paragraph) or self.container(i, body, paragraph)
            if after:
                paragraph = -1
                i = after
                continue
            if paragraph < 0:
                if body[0] == "[" and (after := self.definition(i)):
                    i = after
                    continue
                paragraph = i
            i += 1
        if paragraph >= 0:
            self.close(paragraph, count)
        self.out.segments.sort()
        self.out.zones.sort()
        return self.out

    def close(self, paragraph: int, end: int) -> None:
        """A paragraph's lines end before line `end`."""
        self.out.segments.append((self.starts[paragraph], self.end(end - 1)))

    def leaf(self, i: int, body: str, indent: int, paragraph: int) -> int:
        """The line after the leaf block that begins at line `i`, having closed the open paragraph; 0 if none begins there."""
        first = body[0]
        if first == "#":
            if match := ATX.match(body):
                self.atx(i, indent, match)
                return self._after(paragraph, i, i + 1)
        elif first in "`~":
            if match := FENCE.match(body):
                end = self.fence(i, match[1] or match[2])
                return self._after(paragraph, i, end)
        elif first in "-=*_":
            if first in "-=" and paragraph >= 0 and UNDERLINE.match(body):
                self.setext(paragraph, i, 1 if first == "=" else 2)
                return i + 1
            if first != "=" and RULE.match(body):
                return self._after(paragraph, i, i + 1)
        elif first == "<":
            if end := self.html(i, body, paragraph >= 0):
                return self._after(paragraph, i, end)
        elif first in "%$[" and not indent and (end := self.blanked(i)):
            return self._after(paragraph, i, end)
        return 0

    def _after(self, paragraph: int, i: int, end: int) -> int:
        """`end`, once the paragraph that a block at line `i` interrupts is closed."""
        if paragraph >= 0:
            self.close(paragraph, i)
        return end

    def container(self, i: int, body: str, paragraph: int) -> int:
        """The line after the list or quote that begins at line `i`; 0 if none does."""
        if body[0] != ">":
            match = BULLET.match(body)
            if match is None:
                return 0
            if paragraph >= 0 and (
                not body[match.end() :].strip(" \t") or (match[1] is not None and int(match[1]) != 1)
            ):
                return 0  # an empty item, or a number other than 1, doesn't interrupt a paragraph
        if paragraph >= 0:
            self.close(paragraph, i)
        end = containers.plain(self, i) if i >= self.hard_until else 0
        if end:
            self.out.plain.append((i, end))
        else:
            end = containers.nested(self, i, body[0] == ">")
        self.out.containers.append((i, end))
        return end

    def atx(self, i: int, indent: int, match: re.Match[str]) -> None:
        """Section 4.2."""
        start = self.starts[i] + indent
        rest = self.lines[i][indent + match.end() :].rstrip(" \t")
        if rest.endswith("#"):
            rest = _CLOSING_HASHES.sub("", rest)
        rest = rest.rstrip()
        text = rest.lstrip()
        text_start = start + match.end() + len(rest) - len(text)
        if not text:
            text_start = start + len(match[1])
        self.out.headings.append(RawHeading(len(match[1]), start, text_start, text, self.end(i), i, i))
        if text:
            self.out.segments.append((text_start, text_start + len(text)))

    def setext(self, paragraph: int, i: int, level: int) -> None:
        """Section 4.3: the paragraph's lines are the heading's text, line `i` its underline."""
        start, end = self.starts[paragraph], self.end(i - 1)
        text = self.text[start:end]
        stripped = text.lstrip()
        start += len(text) - len(stripped)
        text = stripped.rstrip()
        self.out.headings.append(RawHeading(level, start, start, text, self.end(i), paragraph, i))
        self.out.segments.append((start, start + len(text)))

    def fence(self, i: int, marker: str) -> int:
        """Section 4.5; a fence that is never closed reaches to the end."""
        close = re.compile(rf" {{0,3}}{re.escape(marker[0])}{{{len(marker)},}}[ \t]*$")
        end = i + 1
        lines = self.lines
        while end < len(lines):
            end += 1
            if close.match(lines[end - 1]):
                break
        self.zone(i, end, "code")
        return end

    def indented_code(self, i: int) -> int:
        """Section 4.4; blank lines behind it are not part of it."""
        end = last = i + 1
        while end < len(self.lines):
            line = self.lines[end]
            body = line.lstrip(" \t")
            if body:
                indent = line[: len(line) - len(body)]
                if len(indent) < 4 and "\t" not in indent:
                    break
                last = end + 1
            end += 1
        self.zone(i, last, "code")
        return last

    def html(self, i: int, body: str, interrupts: bool) -> int:
        """Section 4.6, with markdown-it-py's own patterns for its seven kinds."""
        from markdown_it.rules_block.html_block import HTML_SEQUENCES  # only here: see `containers._markdown`

        found = next((sequence for sequence in HTML_SEQUENCES if sequence[0].search(body)), None)
        if found is None or (interrupts and not found[2]):
            return 0
        closing = found[1]
        end = i + 1
        if not closing.search(body):
            while end < len(self.lines):
                line = self.lines[end].lstrip(" \t")
                if closing.search(line):
                    end += bool(line)
                    break
                end += 1
        self.zone(i, end, "comment" if body.startswith("<!--") else "html")
        return end

    def zone(self, first: int, end: int, kind: containers.LineKind) -> None:
        """Lines `first` to `end`, the last one excluded, are dead."""
        self.out.zones.append(Zone(self.starts[first], self.end(end - 1), kind))

    def blanked(self, i: int) -> int:
        """The line after a `%%` or `$$` block or a footnote definition that begins at line `i`; 0 if none does."""
        line = self.lines[i]
        if line[0] == "[":
            match = FOOTNOTE.match(line)
            return self.footnote(i, match) if match else 0
        found = self.delimited(i)
        if found is None:
            return 0
        end, close = found
        self.out.zones.append(Zone(self.starts[i], close, "comment" if line[0] == "%" else "math"))
        line_end = self.end(end - 1)
        if self.text[close:line_end].strip(" \t"):
            self.out.segments.append((close, line_end))
        return end

    def delimited(self, i: int) -> tuple[int, int] | None:
        """The line after the `%%` or `$$` block that begins at line `i` and the offset behind its end; None if none does."""
        marker = self.lines[i][:2]
        if marker not in ("%%", "$$"):
            return None
        close = self.text.find(marker, self.starts[i] + 2)
        if close < 0:
            return None
        close += 2
        end = bisect_right(self.starts, close - 1)
        if end == i + 1 and self.text[close : self.end(i)].strip(" \t"):
            return None  # `%%a%% text` is a paragraph with a comment in it
        return end, close

    def footnote(self, i: int, match: re.Match[str]) -> int:
        """A footnote's definition: its line and what is indented below it."""
        end = self.footnote_end(i)
        start, stop = self.starts[i], self.end(end - 1)
        text = self.lines[i][match.end() :]
        text_start = start + match.end() + len(text) - len(text.lstrip(" \t"))
        self.out.footnotes.append(Definition(match[1], start, stop, text_start, ""))
        self.out.segments.append((start + match.end(), stop))
        return end

    def footnote_end(self, i: int) -> int:
        """The line after the footnote's definition at line `i`."""
        lines = self.lines
        end = last = i + 1
        while end < len(lines):
            line = lines[end]
            if line.strip(" \t"):
                if not line.startswith(("    ", "\t")):
                    break
                last = end + 1
            end += 1
        return last

    def definition(self, i: int) -> int:
        """The line after the link reference definition at line `i` (section 4.7); 0 if there is none."""
        lines, end = self.lines, i
        known = len(self.out.definitions)
        for size in (3, 50):  # most take one line; a title may take many
            del self.out.definitions[known:]
            while (
                end < len(lines)
                and end - i < size
                and lines[end].strip(" \t")
                and not (end > i and lines[end][0] in "%$[" and self.blank_extent(end))
            ):
                end += 1
            source = "\n".join(lines[i:end])
            after = containers.definition(self, i, source) if "]:" in source else 0
            if end - i < size or 0 < after < end:
                break
        return after

    def blank_extent(self, i: int) -> int:
        """The line after what begins at line `i` and counts as blank lines; 0 if nothing of the kind does."""
        line = self.lines[i]
        if line.startswith("["):
            return self.footnote_end(i) if FOOTNOTE.match(line) else 0
        found = self.delimited(i)
        return found[0] if found else 0
