"""For code scanning: a log in SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format")."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from vaultls import DOCUMENTATION, __version__
from vaultls.cli.formats import Finding, Report
from vaultls.config import SEVERITIES
from vaultls.schema import DIAGNOSTICS
from vaultls.text.lines import Lines
from vaultls.text.span import Span

Json = dict[str, Any]

_LEVEL = {"error": "error", "warning": "warning", "information": "note", "hint": "note"}
_CODES = list(SEVERITIES)


def write(report: Report) -> None:
    driver: Json = {"name": "vaultls", "semanticVersion": __version__, "rules": [_rule(code) for code in _CODES]}
    if DOCUMENTATION:
        driver["informationUri"] = DOCUMENTATION
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "results": [_result(finding) for finding in report.findings],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    json.dump(log, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _rule(code: str) -> Json:
    sentence = DIAGNOSTICS[code]
    text = f"{sentence[0].upper()}{sentence[1:]}."
    rule: Json = {
        "id": code,
        "shortDescription": {"text": text},
        "fullDescription": {"text": text},
        "help": {"text": f"{text} To silence it in a note: %% vaultls-ignore {code} %%"},
        "defaultConfiguration": {"level": _LEVEL[SEVERITIES[code]]},
    }
    if DOCUMENTATION:
        rule["helpUri"] = f"{DOCUMENTATION}/diagnostics.md#{code}"
    return rule


def _result(finding: Finding) -> Json:
    d = finding.diagnostic
    result: Json = {
        "ruleId": d.code,
        "ruleIndex": _CODES.index(d.code),
        "level": _LEVEL[d.severity],
        "message": {"text": d.message},
        "locations": [{"physicalLocation": _place(finding.file, finding.note.lines, d.span)}],
    }
    if d.related:
        result["relatedLocations"] = [
            {
                "id": i,
                "physicalLocation": _place(finding.name(r.place.path), _lines(finding, r.place.path), r.place.span),
                "message": {"text": r.message},
            }
            for i, r in enumerate(d.related)
        ]
    return result


def _lines(finding: Finding, path: str) -> Lines | None:
    note = finding.vault.notes.get(path)
    return None if note is None else note.lines


def _place(file: str, lines: Lines | None, span: Span) -> Json:
    """A file and, where it is a note, a region in it. Lines and columns count from 1."""
    if Path(file).is_absolute():
        place: Json = {"artifactLocation": {"uri": Path(file).as_uri()}}
    else:
        place = {"artifactLocation": {"uri": quote(file), "uriBaseId": "%SRCROOT%"}}
    if lines is not None:
        (line, column), (last, end) = (lines.position(offset, "utf-16") for offset in span)
        place["region"] = {"startLine": line + 1, "startColumn": column + 1, "endLine": last + 1, "endColumn": end + 1}
    return place
