"""For a terminal: one line a finding, as compilers print them. Lines and columns count from 1, columns in characters."""

from __future__ import annotations

import click

from vaultls.cli.formats import Report

_COLOURS = {"error": "red", "warning": "yellow", "information": "cyan", "hint": "bright_black"}


def write(report: Report) -> None:
    severities = {name: click.style(name, fg=colour) for name, colour in _COLOURS.items()}
    rows = []
    for file, _, note, d in report.findings:
        line, column = note.lines.position(d.span.start, "utf-32")
        rows.append(f"{file}:{line + 1}:{column + 1}: {severities[d.severity]}: {d.message} [{d.code}]")
    click.echo("\n".join([*rows, report.summary()]))  # in one go: a write for each takes longer than finding them
