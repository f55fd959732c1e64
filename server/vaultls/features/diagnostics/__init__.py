"""Diagnostics of one note. A rule is a file in this folder with a `CODE` and a `find`; nothing else names it.

Off switches and severities come from the vault's settings; `%% vaultls-ignore CODE… %%` alone on a line silences the next
line, before the first heading the whole note.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from vaultls.features.answer import Diagnostic
from vaultls.features.diagnostics._case import Case, Finding, case
from vaultls.syntax.note import Note
from vaultls.text.span import Span
from vaultls.vault.excluded import is_excluded
from vaultls.vault.vault import Vault

Find = Callable[[Case], Iterator[Finding]]


def diagnose(vault: Vault, note: Note) -> list[Diagnostic]:
    """What is wrong, missing or doubtful in `note`, in the order of the text. Linear in the note."""
    found: list[Diagnostic] = []
    if is_excluded(vault.config.excluded, note.path):
        return found
    asked = case(vault, note)
    silenced = _Silenced(note)
    for code, find in rules().items():
        severity = vault.config.severity(code)
        if severity is None or silenced.everywhere(code):
            continue
        for finding in find(asked):
            if not silenced.at(code, finding.span):
                span, message, unnecessary, related, data = finding
                found.append(Diagnostic(span, code, severity, message, unnecessary, related, data))
    found.sort(key=lambda d: (d.span, d.code))
    return found


@cache
def rules() -> dict[str, Find]:
    """The rules of this folder by their code."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return {module.CODE: module.find for module in modules}


class _Silenced:
    """What the note's own lines say not to report."""

    def __init__(self, note: Note) -> None:
        self._note = note
        self._whole: set[str] = set()  # codes, or `*` for all of them
        self._lines: dict[int, set[str]] = {}
        first = note.headings[0].start if note.headings else note.lines.length + 1
        for directive in note.directives:
            codes = {code.strip(",") for code in directive.codes} or {"*"}
            if directive.start < first:
                self._whole |= codes
            else:
                self._lines.setdefault(note.lines.line(directive.start) + 1, set()).update(codes)

    def everywhere(self, code: str) -> bool:
        return code in self._whole or "*" in self._whole

    def at(self, code: str, span: Span) -> bool:
        """Whether the line where `span` begins is silenced."""
        if not self._lines:
            return False
        codes = self._lines.get(self._note.lines.line(span.start), ())
        return code in codes or "*" in codes
