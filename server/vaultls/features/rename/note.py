"""Renaming and moving files: links to them follow, their own relative links too, and the heading that is the note's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vaultls.features.answer import Changes, Edit, ReadText, Refusal
from vaultls.features.relink import Renamed, moved_vault
from vaultls.features.rename.changes import edited, followed
from vaultls.features.rename.checked import file_path
from vaultls.features.rename.heading import name_span
from vaultls.features.rename.mentions import mentions
from vaultls.syntax.note import Heading, Note
from vaultls.vault.names import fold, key, stem
from vaultls.vault.vault import Vault


def rename(vault: Vault, path: str, typed: str, read: ReadText, can_confirm: bool = False) -> Changes:
    """Give the file `path` the name, or with `/` the vault path, that somebody has typed. Raises `Refusal`.

    `can_confirm`: whether edits that need it are confirmed one by one; by setting, plain mentions are among them then.
    """
    new, odd = file_path(path, typed)
    if new == path:
        return Changes()
    for other in vault.named.get(key(new), ()):
        if fold(other) == fold(new) and other != path:
            raise Refusal(f"{other} exists already")
    changes = moved(vault, {path: new}, read, odd)
    if not can_confirm or not vault.config.rename_mentions or path not in vault.notes:
        return changes
    return replace(changes, edits=(*changes.edits, *mentions(vault, vault.notes[path], stem(new), read)))


def moved(
    vault: Vault, moves: Mapping[str, str], read: ReadText, notices: list[str] | None = None, strict: bool = True
) -> Changes:
    """What follows when files get other vault paths, the moves themselves included.

    A link changes only where it would lead elsewhere. `strict`: raise `Refusal` where one can't be written, else say so.
    """
    moves = {old: new for old, new in moves.items() if old != new and old in vault.files}
    own: list[Edit] = []
    retitled: list[Note] = []
    after = moved_vault(vault, moves)
    for old, new in moves.items():
        heading = title_heading(vault, old)
        if heading is None or stem(old) == stem(new) or not vault.config.rename_heading_with_note:
            continue
        edit = Edit(old, name_span(heading), stem(new))
        there = edited(vault, vault.notes[old], [edit], read, new)
        if [h.level for h in there.headings] == [h.level for h in vault.notes[old].headings]:
            own.append(edit)
            retitled.append(there)
    return followed(Renamed(vault, after.updated(retitled), moves, read=read), own, notices or (), strict)


def title_heading(vault: Vault, path: str) -> Heading | None:
    """The first heading of level 1 where its text is the file's name."""
    note = vault.notes.get(path)
    first = next((h for h in note.headings if h.level == 1), None) if note else None
    if first is None:
        return None
    start, end = name_span(first)
    return first if first.text[: end - start] == stem(path) else None
