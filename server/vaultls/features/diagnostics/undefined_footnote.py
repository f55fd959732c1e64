"""A footnote without a text: `[^1]` with no `[^1]: …` in the note."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.diagnostics._case import Case, Finding
from vaultls.text.span import Span

CODE = "undefined-footnote"
OF = "footnotes"


def find(case: Case) -> Iterator[Finding]:
    defined = {definition.label.casefold() for definition in case.note.footnote_definitions}
    for use in case.note.footnotes:
        if use.label and use.label.casefold() not in defined:
            yield Finding(
                Span(use.start, use.end), f"No footnote “{use.label}” in this note", data={"label": use.label}
            )
