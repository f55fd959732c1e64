"""`vaultls check`: the diagnostics of whole vaults, for a terminal or CI."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import click

from vaultls.cli.beside import beside, can_fork
from vaultls.cli.formats import FORMATS, SEVERITIES, Finding, Report, write
from vaultls.cli.vaults import use_utf8
from vaultls.features.answer import Diagnostic
from vaultls.features.diagnostics import Seen, basis, examine, pack, unpack
from vaultls.host.cache import state_of
from vaultls.host.found import Found
from vaultls.host.scan import Scanned, scanned
from vaultls.vault.names import is_note
from vaultls.vault.vault import Vault

ALONE = 2000
"""Notes up to which one process is faster: a second one has to be made."""

MAKERS = ("config.py", "text/*.py", "syntax/*.py", "vault/*.py", "features/answer.py", "features/diagnostics/*.py")
"""The source files that findings depend on."""


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, readable=True, path_type=str))
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
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
    gc.disable()  # all that is made is kept to the end
    findings: list[Finding] = []
    seen: set[str] = set()  # absolute paths: a note that several of the paths name is looked at once
    read = cache(_read)  # several notes of one vault may be named
    for path in paths or (".",):
        for found, names, prefix in _vaults(path, read):
            files = {name: os.path.abspath(prefix + name) for name in names}
            findings += _diagnose(found, [name for name in names if files[name] not in seen], prefix)
            seen.update(files.values())
    report = Report(findings, len(seen))
    write(format_, report)
    bad = fail_on != "never" and any(report.counts[s] for s in SEVERITIES[: SEVERITIES.index(fail_on) + 1])
    sys.exit(int(bad))  # from here, for a return would take all notes apart first


def _vaults(path: str, read: Callable[[str], Scanned]) -> Iterator[tuple[Scanned, list[str], str]]:
    """The vault that a path names, the notes asked for, and what to print before their paths."""
    folder = Path(path)
    if folder.is_file():
        if not is_note(path):
            raise click.UsageError(f"{path} is no note")
        root = _root_of(folder)
        wanted = folder.resolve().relative_to(root).as_posix()
        found = read(str(root))
        if wanted not in found.vault.notes:  # a commit's hook names whatever has changed
            click.echo(f"{path} is left out, as the settings of the vault {root} say", err=True)
            return
        yield found, [wanted], path[: len(path) - len(wanted)] if path.endswith(wanted) else f"{root}/"
        return
    try:
        os.listdir(path)
    except OSError as error:
        raise click.UsageError(f"{path} can't be read: {error.strerror}") from error
    found = read(path)
    yield found, sorted(found.vault.notes), "" if path == "." else path.rstrip("/") + "/"


def _root_of(note: Path) -> Path:
    """The vault that a single note belongs to: the nearest folder above with a vault's marks, else the note's own."""
    above = note.resolve().parents
    marks = (".obsidian", ".vaultls.toml", ".git")
    return next((folder for folder in above if any((folder / mark).exists() for mark in marks)), above[0])


def _read(path: str) -> Scanned:
    """The vault, with a progress bar on a terminal."""
    if not sys.stderr.isatty():
        return scanned(path)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading notes")
        return scanned(path, progress=lambda done, total: progress.update(task, completed=done, total=total))


def _diagnose(read: Scanned, names: list[str], prefix: str) -> list[Finding]:
    """What is found in these notes. Of whole vaults it is kept, so that next time only what has changed is looked at."""
    vault, cache = read
    kept = Found(cache, f"{state_of(*MAKERS)}\0{basis(vault)}") if len(names) == len(vault.notes) else None
    found = {name: unpack(text) for name, text in kept.load().items()} if kept is not None else {}
    new = _examine(vault, [name for name in names if name not in found])
    if kept is not None:
        kept.store({name: (pack(some), looked) for name, (some, looked) in new.items()})
    found |= {name: some for name, (some, _) in new.items()}
    return [Finding(prefix + name, vault, vault.notes[name], d) for name in names for d in found[name]]


def _examine(vault: Vault, names: list[str]) -> dict[str, tuple[list[Diagnostic], set[str]]]:
    """What `examine` says of each: of many notes a second process looks at one half, where that can be had."""

    def half(names: list[str]) -> dict[str, tuple[list[Diagnostic], set[str]]]:
        seen = Seen(vault)
        return {name: examine(vault, vault.notes[name], seen) for name in names}

    middle = len(names) // 2 if len(names) > ALONE and can_fork() else len(names)
    others = beside(lambda: half(names[middle:])) if middle < len(names) else dict
    return half(names[:middle]) | others()
