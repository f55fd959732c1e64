"""The outline of a note: its headings, nested, each with all of its section."""

from __future__ import annotations

from vaultls.features.answer import Symbol
from vaultls.syntax.note import Heading, Note
from vaultls.text.span import Span
from vaultls.vault.vault import Vault


def document_symbols(_vault: Vault, note: Note) -> list[Symbol]:
    """The top headings with theirs below them. A section ends before the next heading of its level or a smaller one."""
    below: list[tuple[Heading, Symbol]] = []  # what stands below and isn't nested yet, the nearest last
    for heading in reversed(note.headings):
        children: list[Symbol] = []
        while below and below[-1][0].level > heading.level:
            children.append(below.pop()[1])
        end = _end(note, below[-1][0] if below else None)
        detail = "empty" if heading.empty and not children else ""
        name = " ".join(heading.text.split()) or "(no text)"
        below.append((heading, Symbol(name, detail, Span(heading.start, end), heading.text_span, tuple(children))))
    return [symbol for _, symbol in reversed(below)]


def _end(note: Note, following: Heading | None) -> int:
    """Where a section before `following` ends, empty lines at its end left out; at least behind its own heading."""
    lines = note.lines
    line = len(lines.starts) if following is None else lines.line(following.start)
    while line > 1 and lines.start(line - 1) == lines.end(line - 1):
        line -= 1
    return lines.end(line - 1)
