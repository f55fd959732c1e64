"""The definition that a footnote or reference lacks, behind the last one of its kind or at the note's end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from vaultls.features.actions._asked import Asked, blank_line_behind, newline_of
from vaultls.features.actions._linking import place_of
from vaultls.features.actions._shape import parsed
from vaultls.features.answer import Action, ActionKind, Changes, Diagnostic, Edit, Refusal
from vaultls.features.new_link import markdown_destination
from vaultls.syntax.note import Definition
from vaultls.text.span import Span
from vaultls.vault.names import stem
from vaultls.vault.resolve import find as find_files

KIND: ActionKind = "quickfix"


def find(asked: Asked) -> Iterator[Action]:
    for problem in asked.of("undefined-footnote"):
        label = asked.text()[problem.span.start + 2 : problem.span.end - 1]
        row = f"[^{label}]: "
        yield Action(f"Write the footnote “{label}”", KIND, partial(_define, asked, problem, row), (problem,), True)
    for problem in asked.of("undefined-reference"):
        label = " ".join(asked.text()[problem.span.start : problem.span.end].split())
        target = next(iter(find_files(asked.vault, asked.note.path, label)[0]), None)
        title = f"Define the reference “{label}”" + (f" as {stem(target)}" if target is not None else "")
        way = markdown_destination(place_of(asked.vault, asked.note.path, target)) if target is not None else "<>"
        yield Action(title, KIND, partial(_define, asked, problem, f"[{label}]: {way}"), (problem,), True)


def _define(asked: Asked, problem: Diagnostic, row: str) -> Changes:
    note, text = asked.note, asked.text()
    definitions = note.footnote_definitions if row.startswith("[^") else note.definitions
    starts = note.lines.starts
    last = max((d for d in definitions if d.start == starts[note.lines.line(d.start)]), default=None, key=_end)
    newline = newline_of(text)
    if last is not None:
        edit = Edit(note.path, Span(last.end, last.end), newline + row)
    else:
        end = note.lines.length
        edit = Edit(note.path, Span(end, end), blank_line_behind(text, newline) + row + newline)
    after = parsed(note, text, edit, "" if row.startswith("[^") else "links")
    if not any(d.start >= edit.span.start for d in (*after.definitions, *after.footnote_definitions)):
        raise Refusal("No definition can stand at the end of this note")
    if any(p.code == problem.code and p.start == problem.span.start for p in after.problems):
        raise Refusal("A definition of this label would not be found")
    return Changes((edit,))


def _end(definition: Definition) -> int:
    return definition.end
