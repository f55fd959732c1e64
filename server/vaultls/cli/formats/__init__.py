"""How `vaultls check` prints what it has found: one file a format, with a `write`."""

from __future__ import annotations

import importlib
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from vaultls.features.answer import Diagnostic
from vaultls.syntax.note import Note
from vaultls.vault.vault import Vault

FORMATS = ("text", "json", "sarif", "github")
SEVERITIES = ("error", "warning", "information", "hint")


class Finding(NamedTuple):
    file: str  # as the user would name it
    vault: Vault
    note: Note
    diagnostic: Diagnostic

    def name(self, path: str) -> str:
        """Another file of the same vault, as the user would name it."""
        return self.file.removesuffix(self.note.path) + path


class Report:
    """All findings, and how many notes were looked at."""

    def __init__(self, findings: list[Finding], notes: int) -> None:
        self.findings = findings
        self.notes = notes

    @cached_property
    def counts(self) -> Counter[str]:
        """How many findings there are of each severity."""
        return Counter(finding.diagnostic.severity for finding in self.findings)

    def summary(self) -> str:
        """The whole in a sentence."""
        where = f"{self.notes} note{'' if self.notes == 1 else 's'}"
        if not self.findings:
            return f"Nothing to report in {where}"
        said = ", ".join(
            f"{count} {severity}{'s' if severity != 'information' and count != 1 else ''}"
            for severity in SEVERITIES
            if (count := self.counts[severity])
        )
        return f"{said} in {len({f.file for f in self.findings})} of {where}"


def write(format_: str, report: Report) -> None:
    """Print a report to standard output."""
    importlib.import_module(f"{__name__}.{format_}").write(report)
