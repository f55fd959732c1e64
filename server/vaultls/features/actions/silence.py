"""`%% vaultls-ignore CODE %%` for one line, above it, or for a whole note, at its beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from vaultls.features.actions._asked import Asked, newline_of
from vaultls.features.actions._shape import parsed
from vaultls.features.answer import Action, ActionKind, Changes, Diagnostic, Edit, Refusal
from vaultls.features.diagnostics import diagnose
from vaultls.syntax.note import Directive, Note
from vaultls.text.span import Span

KIND: ActionKind = "quickfix"
LAST = True

_TABLE_ROW = re.compile(r"[ \t>]*\|")


def find(asked: Asked) -> Iterator[Action]:
    seen: set[str] = set()
    for problem in asked.here:
        code = problem.code
        if _has_own_line(asked, problem):
            yield Action(f"Ignore {code} here", KIND, partial(_on_line, asked, problem), (problem,))
        if code not in seen:
            seen.add(code)
            same = tuple(p for p in asked.here if p.code == code)
            yield Action(f"Ignore {code} in this note", KIND, partial(_in_note, asked, code), same)


def _has_own_line(asked: Asked, problem: Diagnostic) -> bool:
    """Whether a line can stand above the problem that holds for its line alone: below the first heading, outside tables and quotes."""
    note, start = asked.note, problem.span.start
    if not note.headings or start <= note.headings[0].end:
        return False
    text = asked.text()
    line = note.lines.line(start)
    here, above = (text[note.lines.start(i) : note.lines.end(i)] for i in (line, line - 1))
    if _TABLE_ROW.match(here) and above.strip():
        return False
    return not (here.lstrip().startswith(">") and above.lstrip().startswith(">"))


def _on_line(asked: Asked, problem: Diagnostic) -> Changes:
    note, text, code = asked.note, asked.text(), problem.code
    line = note.lines.line(problem.span.start)
    above = next((d for d in note.directives if note.lines.line(d.start) == line - 1), None)
    if above is not None:
        edit = _added(note, text, above, code)
    else:
        at = note.lines.start(line)
        edit = Edit(note.path, Span(at, at), f"%% vaultls-ignore {code} %%{newline_of(text)}")
    if len(parsed(note, text, edit).directives) != len(note.directives) + (above is None):
        raise Refusal("No line above this one would count")
    return Changes((edit,))


def _in_note(asked: Asked, code: str) -> Changes:
    note, text = asked.note, asked.text()
    first = note.headings[0].start if note.headings else note.lines.length + 1
    there = next((d for d in note.directives if d.start < first and d.codes), None)
    if there is not None:
        return Changes((_added(note, text, there, code),))
    front = note.zones[0].end if note.zones and note.zones[0].kind == "frontmatter" else int(text.startswith("\ufeff"))
    newline = newline_of(text)
    lead = newline if front and text[front - 1] not in "\r\n" else ""
    edit = Edit(note.path, Span(front, front), f"{lead}%% vaultls-ignore {code} %%{newline}")
    after = parsed(note, text, edit)
    if any(problem.code == code for problem in diagnose(asked.vault.updated([after]), after)):
        raise Refusal("No line at the beginning of this note would count")
    return Changes((edit,))


def _added(note: Note, text: str, directive: Directive, code: str) -> Edit:
    """A code more in a line that is there."""
    at = text.rindex("%%", directive.start, directive.end)
    blank = "" if text[at - 1].isspace() else " "
    return Edit(note.path, Span(at, at), f"{blank}{code} ")
