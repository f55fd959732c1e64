"""All problems of the note that have one fix, and one that is safe: every link leads where it led, every reader sees what was meant.

So a no-break space that hides a heading goes, and a link by an alias names its note. What asks for a choice (a name, an
id, a text) is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from vaultls.features.actions import name_the_note, nbsp_heading
from vaultls.features.actions._asked import Asked
from vaultls.features.answer import Action, ActionKind, Changes, Diagnostic

KIND: ActionKind = "source.fixAll.vaultls"
CODES = ("nbsp-heading", "alias-link")


def find(asked: Asked) -> Iterator[Action]:
    problems = tuple(problem for problem in asked.problems if problem.code in CODES)
    if problems:
        yield Action("Fix all that is safe to fix in this note", KIND, partial(_fix, asked, problems), problems)


def _fix(asked: Asked, problems: tuple[Diagnostic, ...]) -> Changes:
    aliases = iter([problem for problem in problems if problem.code == "alias-link"])
    blanks = (problem for problem in problems if problem.code == "nbsp-heading")
    return Changes((*nbsp_heading.fixed(asked, blanks), *name_the_note.fixed(asked, aliases)))
