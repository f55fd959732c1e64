"""A plain blank for the no-break space that keeps a line from being a heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vaultls.features.actions._asked import Asked
from vaultls.features.answer import Action, ActionKind, Changes, Diagnostic, Edit
from vaultls.text.span import Span

KIND: ActionKind = "quickfix"


def find(asked: Asked) -> Iterator[Action]:
    for problem in asked.of("nbsp-heading"):
        yield Action(
            "Make it a heading, with a plain blank", KIND, Changes(tuple(fixed(asked, [problem]))), (problem,), True
        )


def fixed(asked: Asked, problems: Iterable[Diagnostic]) -> Iterator[Edit]:
    """The edits that solve all these problems; each ends with the no-break space."""
    return (Edit(asked.note.path, Span(p.span.end - 1, p.span.end), " ") for p in problems)
