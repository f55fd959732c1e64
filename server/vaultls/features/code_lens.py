"""Above each heading with several sections below it: how many of them are written."""

from __future__ import annotations

from vaultls.features.answer import Lens
from vaultls.syntax.note import Note
from vaultls.text.span import Span
from vaultls.vault.vault import Vault


def code_lenses(_vault: Vault, note: Note) -> list[Lens]:
    """`2 of 5 sections written` for each heading with at least two leaves below it, at any depth.

    A leaf is a heading without deeper ones; it is written unless it is an empty section. The command goes to the next
    empty section; its arguments are the lens's own place, which the protocol layer fills in.
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
            end = min(heading.text_span.end, note.lines.end(note.lines.line(heading.start)))
            title = f"{written} of {leaves} sections written"
            lenses.append(Lens(Span(heading.start, end), title, "nextEmptySection"))
        if not leaves:
            leaves, written = 1, int(not heading.empty)
        below.append((heading.level, leaves, written))
    lenses.reverse()
    return lenses
