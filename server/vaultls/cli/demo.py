"""`vaultls demo`: the real server, asked as an editor asks it, and its answers drawn into the notes' own lines."""

from __future__ import annotations

import difflib
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click

from vaultls.cli.client import Client, Message, ServerGone
from vaultls.cli.vaults import VAULT, read_vault, use_utf8
from vaultls.features.in_words import counted
from vaultls.syntax.note import Link, Note
from vaultls.syntax.outline import empty_sections
from vaultls.vault.names import stem, tag_key
from vaultls.vault.resolve import resolve
from vaultls.vault.tags import uses
from vaultls.vault.vault import Vault

_WIDTH = 100  # columns of a line shown


@click.command()
@click.argument("path", type=VAULT, default=None, required=False)
def demo(path: str | None) -> None:
    """Walk through a vault with the real language server: completion, definition, hover, problems, a tag's rename.

    PATH is the vault's folder: by default `seeds` where there is one, else the folder you are in. Nothing is written.
    """
    use_utf8()
    root = Path(path or ("seeds" if Path("seeds").is_dir() else ".")).resolve()
    vault = read_vault(str(root))
    if not vault.notes:
        raise click.UsageError(f"{root} holds no notes")
    try:
        walk = _Walk(root, vault)
        walk.run()
    except ServerGone as error:
        raise click.ClickException(f"The server failed: {error}") from error


class _Walk:
    """One session with the server."""

    def __init__(self, root: Path, vault: Vault) -> None:
        self.root = root
        self.vault = vault
        self.texts: dict[str, str] = {}
        self.client = Client(root)

    def run(self) -> None:
        click.echo(
            f"A vault of {counted(len(self.vault.notes), 'note')} in {self.root.name}/. The server starts and reads them …"
        )
        self.indexed()
        note, link = self._a_note_with_a_heading_link()
        self.completion(note)
        if link is not None:
            self.definition(note, link)
            self.hover(note, link)
        self.problems(
            max(self.vault.notes.values(), key=lambda n: (len(empty_sections(n)) > 0, -abs(len(empty_sections(n)) - 4)))
        )
        self.rename()
        self.client.close()
        click.echo("\nNothing was written: an editor would have shown all this, and you would have decided.")

    def indexed(self) -> None:
        """Wait until the server knows as many tags as we do: then it has read every note."""
        name = max(self.vault.tagged, key=lambda n: len(self.vault.tagged[n]), default=None)
        if name is None:
            return
        note = self.vault.notes[self.vault.tagged[name][0]]
        tag = next(t for t in note.tags if tag_key(t.name) == name)
        known = sum(1 for _ in uses(self.vault, name))
        for _ in range(1000):
            asked = {**self.at(note, tag.name_span.start), "context": {"includeDeclaration": True}}
            if len(self.client.request("textDocument/references", asked) or []) >= known:
                return
            time.sleep(0.02)

    def _a_note_with_a_heading_link(self) -> tuple[Note, Link | None]:
        """The first note whose text links to a heading of another one."""
        for path in sorted(self.vault.notes):
            note = self.vault.notes[path]
            for link in note.links:
                if (
                    link.kind == "wikilink"
                    and link.path
                    and link.subpath
                    and resolve(self.vault, note, link).anchor is not None
                ):
                    return note, link
        return next(iter(self.vault.notes.values())), None

    def open(self, note: Note) -> str:
        """Open a note in the server; its URI."""
        uri = (self.root / note.path).as_uri()
        if uri not in self.texts:
            self.texts[uri] = (self.root / note.path).read_text(encoding="utf-8-sig", errors="replace")
            document = {"uri": uri, "languageId": "markdown", "version": 1, "text": self.texts[uri]}
            self.client.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def at(self, note: Note, offset: int) -> Message:
        """Where an editor would say the cursor stands."""
        line, character = note.lines.position(offset, "utf-32")
        return {"textDocument": {"uri": self.open(note)}, "position": {"line": line, "character": character}}

    def completion(self, note: Note) -> None:
        uri = self.open(note)
        name = max(
            (stem(path) for path in self.vault.notes),
            key=lambda s: (s.count(" ") == 2 and s.replace(" ", "").isalpha(), len(s)),
        )
        words = name.split(" ")
        typed = "[[" + (" ".join([*words[:-1], words[-1][:1]]) if len(words) > 1 else name[:3])
        _title("Completion", f"you type {typed} at the end of {note.path}")
        line = len(note.lines) - 1
        start = len(self.texts[uri].split("\n")[-1])
        place = {"line": line, "character": start}
        change = {"range": {"start": place, "end": place}, "text": "\nSee " + typed}
        self.client.notify(
            "textDocument/didChange", {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [change]}
        )
        position = {"line": line + 1, "character": len("See " + typed)}
        answer = self.client.request("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
        _show("See " + typed, 6, 4 + len(typed))
        for item in answer["items"][:5]:
            detail = item.get("detail") or item.get("labelDetails", {}).get("description") or ""
            click.echo(f"      {item['label']}   {click.style(detail, dim=True)}".rstrip())
        undo = {"range": {"start": place, "end": position}, "text": ""}
        self.client.notify(
            "textDocument/didChange", {"textDocument": {"uri": uri, "version": 3}, "contentChanges": [undo]}
        )

    def definition(self, note: Note, link: Link) -> None:
        _title("Definition", f"the cursor is on a link in {note.path}")
        self._line(note, link.start, link.end)
        for found in self.client.request("textDocument/definition", self.at(note, link.start + 3)) or []:
            path, span = _path(self.root, found["uri"]), found["range"]
            target = self.vault.notes.get(path)
            click.echo(f"  leads to {path}, line {span['start']['line'] + 1}:")
            if target is not None:
                start, end = (
                    target.lines.offset(p["line"], p["character"], "utf-32") for p in (span["start"], span["end"])
                )
                self._line(target, start, end)

    def hover(self, note: Note, link: Link) -> None:
        _title("Hover", "the same link, the pointer on it")
        answer = self.client.request("textDocument/hover", self.at(note, link.start + 3))
        for row in (answer["contents"]["value"] if answer else "").split("\n")[:14]:
            click.echo(f"  │ {_cut(row)}")

    def problems(self, note: Note) -> None:
        _title("Problems", f"in {note.path}")
        problems = self.client.diagnostics(self.open(note))
        if not problems:
            click.echo("  none")
        for found in problems[:6]:
            start, end = (
                note.lines.offset(p["line"], p["character"], "utf-32")
                for p in (found["range"]["start"], found["range"]["end"])
            )
            self._line(note, start, end, found["message"])

    def rename(self) -> None:
        ranked = sorted(self.vault.tagged, key=lambda name: (-len(self.vault.tagged[name]), name))
        if not ranked:
            return
        note = self.vault.notes[self.vault.tagged[ranked[0]][0]]
        tag = next(t for t in note.tags if tag_key(t.name) == ranked[0])
        new = tag.name + "s"
        _title("Rename", f"the tag #{tag.name} to #{new}, from {note.path}")
        edit = self.client.request("textDocument/rename", {**self.at(note, tag.name_span.start), "newName": new})
        changes = edit["documentChanges"]
        edits = counted(sum(len(c["edits"]) for c in changes), "edit")
        more = "; the first three notes" if len(changes) > 3 else ""
        click.echo(f"  {edits} in {counted(len(changes), 'note')}{more}:")
        for change in changes[:3]:
            self._difference(change)

    def _difference(self, change: Message) -> None:
        path = _path(self.root, change["textDocument"]["uri"])
        note = self.vault.notes[path]
        text = self.texts[self.open(note)]
        after = text
        for e in sorted(
            change["edits"], key=lambda e: -e["range"]["start"]["line"] * 10**6 - e["range"]["start"]["character"]
        ):
            start, end = (
                note.lines.offset(p["line"], p["character"], "utf-32") for p in (e["range"]["start"], e["range"]["end"])
            )
            after = after[:start] + e["newText"] + after[end:]
        click.echo(f"  {path}")
        for row in list(difflib.unified_diff(text.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]:
            if not row.startswith("@@"):
                click.echo("  " + click.style(_cut(row), fg="red" if row[0] == "-" else "green"))

    def _line(self, note: Note, start: int, end: int, message: str = "") -> None:
        line = note.lines.line(start)
        first = note.lines.start(line)
        row = self.texts[self.open(note)][first : note.lines.end(line)]
        _show(row, start - first, min(end, note.lines.end(line)) - first, f"{line + 1:>5}", message)


def _title(name: str, what: str) -> None:
    click.echo(f"\n{click.style(name, bold=True)}: {what}")


def _show(row: str, start: int, end: int, number: str = "     ", message: str = "") -> None:
    """A line with carets below it, cut so that they can be seen."""
    cut = max(0, min(start, end - _WIDTH // 2) - _WIDTH // 2) if len(row) > _WIDTH else 0
    shown = ("…" if cut else "") + row[cut : cut + _WIDTH]
    at = start - cut + bool(cut)
    click.echo(f"{number} {shown}")
    carets = "^" * max(1, min(end, cut + _WIDTH) - start)
    click.echo(f"      {' ' * at}{click.style(carets, fg='cyan')} {message}".rstrip())


def _cut(row: str) -> str:
    return row if len(row) <= _WIDTH else row[: _WIDTH - 1] + "…"


def _path(root: Path, uri: Any) -> str:
    """The vault path of a file's URI."""
    return Path(unquote(urlsplit(uri).path)).relative_to(root).as_posix()
