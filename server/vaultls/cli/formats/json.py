"""For programs: one object. Lines and characters as in the export: from 0, UTF-16 code units."""

from __future__ import annotations

import json
import sys

from vaultls.cli.formats import SEVERITIES, Report
from vaultls.syntax.note import Json


def write(report: Report) -> None:
    shown: list[Json] = []
    for file, _, note, d in report.findings:
        start, end = (note.lines.position(offset, "utf-16") for offset in d.span)
        shown.append(
            {
                "file": file,
                "start": {"line": start[0], "character": start[1]},
                "end": {"line": end[0], "character": end[1]},
                "severity": d.severity,
                "code": d.code,
                "message": d.message,
                "related": [{"path": r.place.path, "message": r.message} for r in d.related],
            }
        )
    summary = {"notes": report.notes, **{s: report.counts[s] for s in SEVERITIES}}
    json.dump({"diagnostics": shown, "summary": summary}, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
