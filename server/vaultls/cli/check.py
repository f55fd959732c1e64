"""`vaultls check`: the diagnostics of whole vaults, for a terminal or CI."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from vaultls.cli.vaults import read_vault, use_utf8
from vaultls.features.answer import Diagnostic
from vaultls.syntax.note import Json, Note
from vaultls.vault.vault import Vault

_SEVERITIES = ("error", "warning", "information", "hint")
_COLOURS = {"error": "red", "warning": "yellow", "information": "cyan", "hint": "bright_black"}


class _Finding(NamedTuple):
    file: str  # as the user would name it
    note: Note
    diagnostic: Diagnostic


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, readable=True, path_type=str))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the findings.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "information", "never"]),
    default="warning",
    show_default=True,
    help="Exit with 1 when something of this severity or a worse one is found.",
)
def check(paths: tuple[str, ...], format_: str, fail_on: str) -> None:
    """Report what is broken, doubtful or still empty in vaults.

    Each PATH is a vault's folder, or a note in one; without any, the folder you are in. Exits with 0 when nothing is
    at or above --fail-on, with 1 when something is, with 2 on misuse or when a path can't be read.
    """
    use_utf8()
    findings: list[_Finding] = []
    seen: set[str] = set()  # absolute paths: a note that several of the paths name is looked at once
    for path in paths or (".",):
        for vault, names, prefix in _vaults(path):
            files = {name: os.path.abspath(prefix + name) for name in names}
            findings += _diagnose(vault, [name for name in names if files[name] not in seen], prefix)
            seen.update(files.values())
    notes = len(seen)
    counts: Counter[str] = Counter(f.diagnostic.severity for f in findings)
    if format_ == "json":
        _print_json(findings, counts, notes)
    else:
        _print_text(findings, counts, notes)
    if fail_on != "never" and any(counts[s] for s in _SEVERITIES[: _SEVERITIES.index(fail_on) + 1]):
        sys.exit(1)


def _vaults(path: str) -> Iterator[tuple[Vault, list[str], str]]:
    """The vault that a path names, the notes asked for, and what to print before their paths."""
    folder = Path(path)
    if folder.is_file():
        root = _root_of(folder)
        wanted = folder.resolve().relative_to(root).as_posix()
        vault = _read(str(root))
        if wanted not in vault.notes:
            raise click.UsageError(f"{path} is no note of the vault {root}")
        yield vault, [wanted], path[: len(path) - len(wanted)] if path.endswith(wanted) else f"{root}/"
        return
    try:
        os.listdir(path)
    except OSError as error:
        raise click.UsageError(f"{path} can't be read: {error.strerror}") from error
    vault = _read(path)
    yield vault, sorted(vault.notes), "" if path == "." else path.rstrip("/") + "/"


def _root_of(note: Path) -> Path:
    """The vault that a single note belongs to: the nearest folder above with a vault's marks, else the note's own."""
    above = note.resolve().parents
    marks = (".obsidian", ".vaultls.toml", ".git")
    return next((folder for folder in above if any((folder / mark).exists() for mark in marks)), above[0])


def _read(path: str) -> Vault:
    """The vault, with a progress bar on a terminal."""
    if not sys.stderr.isatty():
        return read_vault(path)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading notes")
        return read_vault(path, lambda done, total: progress.update(task, completed=done, total=total))


def _diagnose(vault: Vault, names: list[str], prefix: str) -> list[_Finding]:
    from vaultls.features.diagnostics import diagnose

    return [_Finding(prefix + name, vault.notes[name], d) for name in names for d in diagnose(vault, vault.notes[name])]


def _print_text(findings: list[_Finding], counts: Counter[str], notes: int) -> None:
    for file, note, d in findings:
        line, column = note.lines.position(d.span.start, "utf-32")
        severity = click.style(d.severity, fg=_COLOURS[d.severity])
        click.echo(f"{file}:{line + 1}:{column + 1}: {severity}: {d.message} [{d.code}]")
    said = ", ".join(
        f"{counts[s]} {s}{'s' if s in ('error', 'warning', 'hint') and counts[s] != 1 else ''}"
        for s in _SEVERITIES
        if counts[s]
    )
    where = f"{notes} note{'' if notes == 1 else 's'}"
    click.echo(
        f"{said} in {len({f.file for f in findings})} of {where}" if findings else f"Nothing to report in {where}"
    )


def _print_json(findings: list[_Finding], counts: Counter[str], notes: int) -> None:
    """Lines and characters as in the export: from 0, UTF-16 code units."""
    shown: list[Json] = []
    for file, note, d in findings:
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
    summary = {"notes": notes, **{s: counts[s] for s in _SEVERITIES}}
    json.dump({"diagnostics": shown, "summary": summary}, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
