"""Frontmatter that is no valid YAML, at the place of the error. Found while parsing."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.diagnostics._case import Case, Finding
from vaultls.text.span import Span

CODE = "bad-frontmatter"
OF = "problems"


def find(case: Case) -> Iterator[Finding]:
    for problem in case.note.problems:
        if problem.code == CODE:
            yield Finding(Span(problem.start, problem.end), problem.message)
