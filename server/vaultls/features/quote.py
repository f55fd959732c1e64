"""What stands in a section, block or note, as Markdown to show elsewhere: embeds replaced by what they embed, bounded."""

from __future__ import annotations

import re
from bisect import bisect_left

from vaultls.features.answer import ReadText
from vaultls.syntax.note import Block, Heading, Link, Note
from vaultls.syntax.outline import section
from vaultls.text.span import Span
from vaultls.vault.resolve import resolve
from vaultls.vault.vault import Vault

LINES = 40
CHARACTERS = 3000
DEPTH = 3  # of embeds in embeds
EMBEDS = 12  # in one quote

_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r|\n|\Z)")


def quote(vault: Vault, note: Note, anchor: Heading | Block | None, read: ReadText) -> str:
    """The text of a heading's section or a block, of the whole note behind its frontmatter without either; "" where it can't be read."""
    return _Quote(vault, read).text(note, anchor_span(note, anchor), ())


def anchor_span(note: Note, anchor: Heading | Block | None) -> Span:
    """The stretch that a link with this target shows."""
    if isinstance(anchor, Heading):
        return section(note, bisect_left(note.headings, anchor.start, key=_start))
    if isinstance(anchor, Block):
        return Span(anchor.start, anchor.end)
    front = note.zones[0].end if note.zones and note.zones[0].kind == "frontmatter" else 0
    return Span(front, note.lines.length)


def bounded(markdown: str, lines: int = LINES, characters: int = CHARACTERS) -> str:
    """The beginning of a text, cut at a line's end with `…` where it is longer; an open code fence is closed."""
    rows = markdown.strip("\n").split("\n")
    kept: list[str] = []
    for row in rows:
        if len(kept) >= lines or len(row) > characters:
            if not kept:  # one long line
                kept.append(row[:characters])
            break
        characters -= len(row) + 1
        kept.append(row)
    if len(kept) < len(rows) or len(kept[-1]) < len(rows[len(kept) - 1]):
        fence = ""
        for row in kept:
            mark = row.lstrip(" >")[:3]
            if mark in ("```", "~~~"):
                fence = "" if fence else mark
        if fence:
            kept.append(fence)
        kept.append("…")
    return "\n".join(kept)


class _Quote:
    """One quote in the making: how much may still be embedded."""

    def __init__(self, vault: Vault, read: ReadText) -> None:
        self._vault = vault
        self._read = read
        self._embeds = EMBEDS

    def text(self, note: Note, span: Span, above: tuple[tuple[str, Span], ...]) -> str:
        """`above`: the stretches that this one is embedded in."""
        whole = self._read(note.path)
        if whole is None:
            return ""
        start, end = span
        end = min(end, start + 2 * CHARACTERS)  # what is cut anyway needn't be looked at
        parts: list[str] = []
        at = start
        for link in note.links.since(start):
            if link.start >= end:
                break
            if link.kind != "embed" or link.start < at:
                continue
            embedded = self._embedded(note, link, (*above, (note.path, span)))
            if embedded:
                parts += (
                    whole[at : link.start],
                    "" if whole[link.start - 1 : link.start] in "\r\n" else "\n",
                    embedded,
                )
                at = link.end
                # A line right behind a quote would become a part of it.
                rest = whole[at : at + 200].lstrip(" \t")
                parts.append("" if not rest or _BLANK_LINE.match(rest) else "\n" if rest[0] in "\r\n" else "\n\n")
        parts.append(whole[at:end])
        return "".join(parts).replace("\r\n", "\n").replace("\r", "\n").strip("\n")

    def _embedded(self, note: Note, link: Link, above: tuple[tuple[str, Span], ...]) -> str:
        """The embedded text as a quote; "" for an image, what doesn't exist, and a circle."""
        if self._embeds <= 0 or len(above) > DEPTH:
            return ""
        found = resolve(self._vault, note, link)
        there = self._vault.notes.get(found.target) if found.target is not None else None
        if there is None or found.status.startswith("broken"):
            return ""
        span = anchor_span(there, found.anchor)
        if any(path == there.path and s.start <= span.start and span.end <= s.end for path, s in above):
            return ""
        self._embeds -= 1
        text = self.text(there, span, above)
        return "\n".join(f"> {row}".rstrip() for row in text.split("\n")) if text else ""


def _start(fact: Heading) -> int:
    return fact.start
