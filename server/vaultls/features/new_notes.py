"""Notes that are yet to be made: where they go, and their text from the vault's template."""

from __future__ import annotations

import posixpath
import re
from datetime import date, datetime
from typing import NamedTuple

from vaultls.features.answer import Changes, Create, ReadText, Refusal
from vaultls.features.rename.checked import check_path
from vaultls.syntax.note import Link
from vaultls.vault.days import day_path, moment_text
from vaultls.vault.names import ATTACHMENT_SUFFIXES, fold, folder, is_note, key, stem, suffix
from vaultls.vault.resolve import find
from vaultls.vault.vault import Vault

# Obsidian's help, "Templates": a format stands behind the colon.
_VARIABLE = re.compile(r"\{\{\s*(?:(title)|(date|time)(?::([^{}\n]*))?)\s*\}\}", re.I)


class Made(NamedTuple):
    """A note as it begins: `exists` where there is one at that path already, and nothing is to be done."""

    path: str
    exists: bool
    changes: Changes


def new_note(vault: Vault, title: str, source: str | None, now: datetime, read: ReadText) -> Made:
    """A note of a title that somebody has typed, with `/` a vault path; `source`: the note that asks. Raises `Refusal`."""
    name = title.strip()
    path = with_suffix(name.strip("/") if "/" in name else in_new_folder(vault, source, name))
    return _made(vault, path, vault.config.new_notes_template, now, read)


def daily_note(vault: Vault, day: date, now: datetime, read: ReadText) -> Made:
    """The note of a day. `{{date}}` in its template is that day, `{{time}}` is now."""
    moment = datetime.combine(day, now.timetz())
    return _made(vault, day_path(vault.config, day), vault.config.daily_notes_template, moment, read)


def missing_path(vault: Vault, source: str, link: Link) -> str:
    """Where the note must be made that a link in the note `source` asks for. Raises `Refusal` where a link can't ask for a note.

    A Markdown link says a place, seen from its own note. A wikilink says a place if it has folders, else only a name.
    """
    said = link.path
    if suffix(said) in ATTACHMENT_SUFFIXES:
        raise Refusal(f"“{said}” would be no note")
    if said.startswith("/"):
        path = said.strip("/")
    elif said.startswith(("./", "../")) or not link.is_wiki:
        path = posixpath.join(folder(source), said)
    else:
        path = said if "/" in said else in_new_folder(vault, source, said)
    path = posixpath.normpath(path)
    if path.startswith(("../", "/")) or path in ("..", "."):
        raise Refusal(f"“{said}” lies outside the vault")
    path = with_suffix(path)
    check_path(path)
    return path


def in_new_folder(vault: Vault, source: str | None, name: str) -> str:
    """A name in the folder where the settings want new notes."""
    base = vault.config.new_notes_folder
    if base == ".":
        base = folder(source or "")
    return f"{base}/{name}" if base else name


def with_suffix(path: str) -> str:
    return path if is_note(path) else path + ".md"


def file_at(vault: Vault, path: str) -> str | None:
    """The file of this vault path in any letter case: on many disks there can be no other."""
    return next((other for other in vault.named.get(key(path), ()) if fold(other) == fold(path)), None)


def filled(vault: Vault, template: str, title: str, moment: datetime, read: ReadText) -> tuple[str, tuple[str, ...]]:
    """The text of a new note from the template at a vault path, and what is odd about that. Without a template it is empty, as Obsidian's."""
    if not template:
        return "", ()
    found, _ = find(vault, "", "/" + template.lstrip("/"))
    text = read(found[0]) if found else None
    if text is None:
        return "", (f"There is no template {template}: the note is empty",)

    def said(match: re.Match[str]) -> str:
        if match[1]:
            return title
        usual = "YYYY-MM-DD" if match[2].lower() == "date" else "HH:mm"
        return moment_text((match[3] or "").strip() or usual, moment)

    return _VARIABLE.sub(said, text.removeprefix("\ufeff")), ()


def _made(vault: Vault, path: str, template: str, moment: datetime, read: ReadText) -> Made:
    check_path(path)
    there = file_at(vault, path)
    if there is not None:
        return Made(there, True, Changes())
    text, odd = filled(vault, template, stem(path), moment, read)
    return Made(path, False, Changes(creates=(Create(path, text),), notices=odd))
