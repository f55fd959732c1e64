"""For GitHub Actions: workflow commands that show each finding beside its line (GitHub's documentation, "Workflow commands")."""

from __future__ import annotations

import click

from vaultls.cli.formats import Report

_COMMAND = {"error": "error", "warning": "warning", "information": "notice", "hint": "notice"}


def write(report: Report) -> None:
    for file, _, note, d in report.findings:
        (line, column), (last, end) = (note.lines.position(offset, "utf-16") for offset in d.span)
        place = {"file": file, "line": line + 1, "endLine": last + 1, "col": column + 1, "endColumn": end + 1}
        if last != line:  # columns are for a single line
            del place["col"], place["endColumn"]
        place["title"] = d.code
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
        click.echo(f"::{_COMMAND[d.severity]} {properties}::{_data(d.message)}")
    click.echo(report.summary())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
