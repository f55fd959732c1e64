"""An empty section marked as empty on purpose, begun with a task, or taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultls.features.actions._asked import Asked, newline_of
from vaultls.features.answer import Action, ActionKind, Changes, Diagnostic, Edit
from vaultls.features.in_words import counted
from vaultls.syntax.note import Heading
from vaultls.text.span import Span
from vaultls.vault.counts import link_counts

KIND: ActionKind = "quickfix"
_ITEM = re.compile(r"[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])")


def find(asked: Asked) -> Iterator[Action]:
    for problem in asked.of("empty-section"):
        heading = _heading(asked, problem)
        if heading is None:
            continue
        text = asked.text()
        before = text[asked.note.lines.start(asked.note.lines.line(heading.start)) : heading.start]
        for title, row in (
            ("Mark as empty on purpose", "%% later %%"),
            ("Write a task: fill this section", "- [ ] Fill this section"),
        ):
            if not before.strip() or ">" not in before or row[0] == "%":
                yield Action(title, KIND, Changes((_below(asked, text, heading, before, row),)), (problem,))
        if not before.strip():
            yield _removal(asked, text, heading, problem)


def _heading(asked: Asked, problem: Diagnostic) -> Heading | None:
    """The heading that a finding is about."""
    return next((h for h in asked.note.headings if h.start <= problem.span.start and problem.span.end <= h.end), None)


def _below(asked: Asked, text: str, heading: Heading, before: str, row: str) -> Edit:
    """A line below the heading, in the quote or item that the heading stands in; behind a blank line where that is usual here."""
    prefix = _ITEM.sub(lambda m: " " * len(m[0]), before)
    gap = prefix.rstrip() + newline_of(text) if _is_spaced(asked, text) else ""
    return Edit(asked.note.path, Span(heading.end, heading.end), newline_of(text) + gap + prefix + row)


def _is_spaced(asked: Asked, text: str) -> bool:
    """Whether a blank line stands below the first heading of the note that isn't empty."""
    lines = asked.note.lines
    for heading in asked.note.headings:
        line = lines.line(heading.end) + 1
        if not heading.empty and line < len(lines):
            return not text[lines.start(line) : lines.end(line)].strip(" \t>")
    return False


def _removal(asked: Asked, text: str, heading: Heading, problem: Diagnostic) -> Action:
    """The heading's lines and the blank ones below go, unless a link needs the heading."""
    lines = asked.note.lines
    last = lines.line(heading.end) + 1
    while last < len(lines) and not text[lines.start(last) : lines.end(last)].strip():
        last += 1
    end = lines.start(last) if last < len(lines) else lines.length
    changes = Changes((Edit(asked.note.path, Span(lines.start(lines.line(heading.start)), end), ""),))
    links = link_counts(asked.vault, asked.note).headings[heading.start]
    unable = f"{counted(links, 'link')} {'leads' if links == 1 else 'lead'} to this heading" if links else ""
    return Action("Remove this heading", KIND, changes, (problem,), unable=unable)
