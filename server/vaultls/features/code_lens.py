"""Above the note who links to it, above each heading who links there and how many of the sections below it are written."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.answer import Lens
from vaultls.features.in_words import counted
from vaultls.syntax.note import Heading, Note
from vaultls.text.span import Span
from vaultls.vault.counts import link_counts
from vaultls.vault.keys import title_heading
from vaultls.vault.vault import Vault


def code_lenses(vault: Vault, note: Note) -> list[Lens]:
    """All lenses of a note in the order of the text; none where the settings say so."""
    if not vault.config.code_lens:
        return []
    return sorted([*_written(note), *_backlinks(vault, note)], key=_start)


def _backlinks(vault: Vault, note: Note) -> Iterator[Lens]:
    """`3 backlinks` for the note, on its title or else its first line, and for each other heading that links name."""
    counts = link_counts(vault, note)
    title = title_heading(note)
    if counts.note:
        span, at = (Span(0, note.lines.end(0)), 0) if title is None else (_line(note, title), title.text_start)
        yield Lens(span, counted(counts.note, "backlink"), "showBacklinks", at=at)
    for heading in note.headings:
        if heading is not title and (count := counts.headings[heading.start]):
            # The very start of a note stands for the note.
            yield Lens(_line(note, heading), counted(count, "backlink"), "showBacklinks", at=max(1, heading.text_start))


def _written(note: Note) -> list[Lens]:
    """`2 of 5 sections written` for each heading with at least two leaves below it, at any depth.

    A leaf is a heading without deeper ones; it is written unless it is an empty section. The command goes to the next
    empty section.
    """
    lenses: list[Lens] = []
    below: list[tuple[int, int, int]] = []  # level, leaves, written; of what stands below, the nearest last
    for heading in reversed(note.headings):
        leaves = written = 0
        while below and below[-1][0] > heading.level:
            _, more, done = below.pop()
            leaves += more
            written += done
        if leaves > 1:
            title = f"{written} of {leaves} sections written"
            lenses.append(Lens(_line(note, heading), title, "nextEmptySection"))
        if not leaves:
            leaves, written = 1, int(not heading.empty)
        below.append((heading.level, leaves, written))
    lenses.reverse()
    return lenses


def _line(note: Note, heading: Heading) -> Span:
    """A heading with its marks, as far as it stands on one line."""
    return Span(heading.start, min(heading.text_span.end, note.lines.end(note.lines.line(heading.start))))


def _start(lens: Lens) -> int:
    return lens.span.start
