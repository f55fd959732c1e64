"""For a terminal: one line a finding, as compilers print them. Lines and columns count from 1, columns in characters."""

from __future__ import annotations

import click

from vaultls.cli.formats import Report

_COLOURS = {"error": "red", "warning": "yellow", "information": "cyan", "hint": "bright_black"}


def write(report: Report) -> None:
    for file, _, note, d in report.findings:
        line, column = note.lines.position(d.span.start, "utf-32")
        severity = click.style(d.severity, fg=_COLOURS[d.severity])
        click.echo(f"{file}:{line + 1}:{column + 1}: {severity}: {d.message} [{d.code}]")
    click.echo(report.summary())
