"""An alias that another note has too, or that is another file's name: who links by it can't know where to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from vaultls.features.answer import Place, Related
from vaultls.features.diagnostics._case import Case, Finding
from vaultls.text.span import Span
from vaultls.vault.names import fold, stem
from vaultls.vault.resolve import find as find_files

CODE = "duplicate-alias"
OF = "aliases"
SHOWN = 20  # other notes


def find(case: Case) -> Iterator[Finding]:
    vault, note = case.vault, case.note
    for alias in note.aliases:
        name = alias.text.strip()
        if not name:
            continue
        files, by_alias = find_files(vault, note.path, name)
        span = Span(alias.start, alias.end)
        named = [path for path in files if path != note.path] if not by_alias else []
        if named:
            related = tuple(Related(Place(path, Span(0, 0)), path) for path in named[:SHOWN])
            yield Finding(span, f"“{name}” is the name of {named[0]}, where links lead", related=related)
            continue
        others = list(islice(_others(case, fold(name)), SHOWN))
        if others:
            message = f"“{name}” is also an alias of “{stem(others[0].place.path)}”"
            if len(others) > 1:
                message += " and of others"
            yield Finding(span, message, related=tuple(others))


def _others(case: Case, wanted: str) -> Iterator[Related]:
    """The same alias in other notes."""
    for path in case.vault.aliased.get(wanted.rpartition("/")[2].strip(), ()):
        there = case.look(path) if path != case.note.path else None
        for alias in there.aliases if there else ():
            if fold(alias.text.strip()) == wanted:
                yield Related(Place(path, Span(alias.start, alias.end)), path)
                break
