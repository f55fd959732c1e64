"""The definition of a reference that no link names, taken out with its line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from vaultls.features.actions._asked import Asked
from vaultls.features.actions._shape import parsed
from vaultls.features.answer import Action, ActionKind, Changes, Diagnostic, Edit
from vaultls.text.span import Span

KIND: ActionKind = "quickfix"


def find(asked: Asked) -> Iterator[Action]:
    for problem in asked.of("unused-reference"):
        yield Action("Remove this definition", KIND, partial(_remove, asked, problem), (problem,))


def _remove(asked: Asked, problem: Diagnostic) -> Changes:
    """Its lines go where they hold nothing else."""
    lines, text = asked.note.lines, asked.text()
    first, last = lines.line(problem.span.start), lines.line(problem.span.end)
    start, end = lines.start(first), lines.end(last)
    span = problem.span
    if not text[start : span.start].strip() and not text[span.end : end].strip():
        span = Span(start, lines.start(last + 1) if last + 1 < len(lines) else end)
    edit = Edit(asked.note.path, span, "")
    parsed(asked.note, text, edit)
    return Changes((edit,))
