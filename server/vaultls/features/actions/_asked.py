"""What an action is asked: a place in a note, and what is wrong there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from vaultls.features.answer import Diagnostic, ReadText, Refusal
from vaultls.syntax.note import Heading, Link, Note, Zone
from vaultls.text.span import Span
from vaultls.vault.vault import Vault

_NESTED = 8  # links that begin before another one and may hold it


class Asked(NamedTuple):
    """`span`: the selection, or of no length the cursor. `problems`: all of the note; `here`: those to be solved."""

    vault: Vault
    note: Note
    span: Span
    read: ReadText
    now: datetime
    problems: tuple[Diagnostic, ...] = ()
    here: tuple[Diagnostic, ...] = ()

    def text(self, path: str | None = None) -> str:
        """The text of a note of the vault, without a path of this one. Raises `Refusal` where it isn't what its facts say."""
        note = self.note if path is None or path == self.note.path else self.vault.notes.get(path)
        found = None if note is None else self.read(note.path)
        if note is None or found is None or len(found) != note.lines.length:
            raise Refusal(f"{path or self.note.path} has changed on the disk; try again")
        return found

    def of(self, *codes: str) -> Iterator[Diagnostic]:
        """The problems to be solved that have one of the codes."""
        return (problem for problem in self.here if problem.code in codes)

    def links(self, problems: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, Link]]:
        """The problems with the link that each is about."""
        links = self.note.links
        for problem in problems:
            i = bisect_right(links, problem.span.start, key=_start)
            for link in reversed(links[max(0, i - _NESTED) : i]):
                if link.end >= problem.span.end:
                    yield problem, link
                    break

    def is_editable(self, path: str) -> bool:
        """Whether the note's bytes can be written back as they are."""
        note = self.note if path == self.note.path else self.vault.notes.get(path)
        return note is not None and not any(problem.code == "bad-encoding" for problem in note.problems)


def problems_at(note: Note, problems: Iterable[Diagnostic], span: Span) -> tuple[Diagnostic, ...]:
    """Those that the selection touches, or that lie in a link or heading that it touches."""
    start, end = span
    i = bisect_right(note.links, span.start, key=_start)
    holders: list[Link | Heading] = [*note.links[max(0, i - _NESTED) : i]]
    i = bisect_right(note.headings, span.start, key=_start)
    holders += note.headings[max(0, i - 1) : i]
    for holder in holders:
        if holder.start <= span.start <= holder.end:
            start, end = min(start, holder.start), max(end, holder.end)
    return tuple(p for p in problems if p.span.start <= end and start <= p.span.end)


def newline_of(text: str, other: str = "\n") -> str:
    """The line end that a text uses first, `other` where it has one line."""
    for i, c in enumerate(text):
        if c == "\n":
            return "\n"
        if c == "\r":
            return "\r\n" if text[i + 1 : i + 2] == "\n" else "\r"
    return other


def blank_line_behind(text: str, newline: str) -> str:
    """What must follow a text so that a blank line ends it; nothing behind a text that is all blank."""
    ended = 0
    while ended < 2 and text.endswith(("\n", "\r")):
        text = (text[:-2] if text.endswith("\r\n") else text[:-1]).rstrip(" \t")
        ended += 1
    return "" if not text.strip("\ufeff \t\r\n") else newline * (2 - ended)


def touching(zones: tuple[Zone, ...], span: Span) -> list[Zone]:
    """The dead zones that a stretch shares a character with; for one of no length those that it stands inside."""
    return [zone for zone in zones if zone.start < span.end and span.start < zone.end]


def _start(link: Link | Heading) -> int:
    return link.start
