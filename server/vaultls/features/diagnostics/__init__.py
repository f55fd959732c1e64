"""Diagnostics of one note. A rule is a file in this folder with a `CODE`, the kind of fact that it is `OF`, and a `find`; nothing else names it.

Off switches and severities come from the vault's settings; `%% vaultls-ignore CODE… %%` alone on a line silences the next
line, before the first heading the whole note.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from typing import NamedTuple

from vaultls.config import Config, Severity
from vaultls.features.answer import Diagnostic
from vaultls.features.diagnostics._case import Case, Finding, Seen, case
from vaultls.features.diagnostics._kept import basis, pack, unpack
from vaultls.syntax.note import Note
from vaultls.text.span import Span
from vaultls.vault.excluded import is_excluded
from vaultls.vault.same import Same
from vaultls.vault.vault import Vault

Find = Callable[[Case], Iterator[Finding]]


def diagnose(vault: Vault, note: Note, seen: Seen | None = None) -> list[Diagnostic]:
    """What is wrong, missing or doubtful in `note`, in the order of the text. Linear in the note.

    `seen`: of this snapshot, for who diagnoses many notes of it.
    """
    return examine(vault, note, seen)[0]


def examine(vault: Vault, note: Note, seen: Seen | None = None) -> tuple[list[Diagnostic], set[str]]:
    """What `diagnose` says, and the other notes whose facts it came from.

    It is the same as long as `note`, those and `basis` are.
    """
    found: list[Diagnostic] = []
    if is_excluded(vault.config.excluded, note.path):
        return found, set()
    asked = case(vault, note, seen)
    silenced = _Silenced(note) if note.directives else None
    for kind, some in _active(Same(vault.config.levels)):
        if not (asked.doubtful if kind == "links" else getattr(note, kind)):
            continue
        for code, severity, find in some:
            if silenced is not None and silenced.everywhere(code):
                continue
            for finding in find(asked):
                if silenced is None or not silenced.at(code, finding.span):
                    span, message, unnecessary, related, data = finding
                    found.append(Diagnostic(span, code, severity, message, unnecessary, related, data))
    found.sort(key=lambda d: (d.span, d.code))
    return found, asked.looked


class Rule(NamedTuple):
    kind: str  # of facts: a note without any has nothing to be found
    find: Find


@cache
def rules() -> dict[str, Rule]:
    """The rules of this folder by their code."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return {module.CODE: Rule(module.OF, module.find) for module in modules}


@lru_cache(maxsize=4)
def _active(levels: Same) -> list[tuple[str, list[tuple[str, Severity, Find]]]]:
    """The rules that are on, by the kind of fact that they look at, with their severity; `levels` of the settings."""
    config = Config(levels=levels.value)
    kinds: dict[str, list[tuple[str, Severity, Find]]] = {}
    for code, rule in rules().items():
        severity = config.severity(code)
        if severity is not None:
            kinds.setdefault(rule.kind, []).append((code, severity, rule.find))
    return list(kinds.items())


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


__all__ = ["Seen", "basis", "diagnose", "examine", "pack", "rules", "unpack"]
