"""A heading with nothing below it: a section that is still to be written."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.diagnostics._case import Case, Finding
from vaultls.syntax.outline import empty_sections
from vaultls.text.span import Span

CODE = "empty-section"
OF = "headings"


def find(case: Case) -> Iterator[Finding]:
    for heading in empty_sections(case.note):
        if heading.text:
            yield Finding(heading.text_span, f"“{heading.text}” is still empty", unnecessary=True)
        else:
            end = case.note.lines.end(case.note.lines.line(heading.start))
            yield Finding(Span(heading.start, end), "This section is still empty", unnecessary=True)
