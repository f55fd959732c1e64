"""What all renames do last: links follow, notes that can't be edited are left out, and what went wrong is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vaultls.features.answer import Changes, Edit, Move, ReadText, Refusal
from vaultls.features.relink import Renamed, relink
from vaultls.syntax.note import Note
from vaultls.syntax.parse import parse
from vaultls.text.edit import apply_edits
from vaultls.vault.vault import Vault

_SHOWN = 3  # links that a message names


def followed(
    change: Renamed,
    own: Iterable[Edit],
    notices: Iterable[str] = (),
    strict: bool = True,
    in_headings: Iterable[Edit] | None = None,
) -> Changes:
    """The changes `own` with all links that must follow. `strict`: raise `Refusal` where one can't, else only say so.

    `in_headings`: of `own` at least all that change a heading's text, where the caller knows.
    """
    own = list(own)
    result = relink(change, own if in_headings is None else in_headings)
    said = list(notices)
    if result.lost:
        which = ", ".join(f"{raw} in {path}" for path, raw in result.lost[:_SHOWN])
        message = f"{len(result.lost)} links could not lead there any more: {which}"
        if strict:
            raise Refusal(message)
        said.append(message)
    return editable(change.old, [*own, *result.edits], change.moved, said)


def editable(
    vault: Vault, edits: Iterable[Edit], moved: Mapping[str, str] | None = None, notices: Iterable[str] = ()
) -> Changes:
    """The edits but those of notes whose bytes can't be written back as they are."""
    kept = list(edits)
    left = [
        path
        for path in dict.fromkeys([edit.path for edit in kept])
        if (problems := vault.notes[path].problems) and any(p.code == "bad-encoding" for p in problems)
    ]
    if left:
        kept = [edit for edit in kept if edit.path not in left]
    said = [*notices, *(f"{path} is not UTF-8 and was left as it is" for path in left)]
    moves = tuple(Move(old, new) for old, new in (moved or {}).items())
    return Changes(tuple(kept), moves=moves, notices=tuple(said))


def edited(vault: Vault, note: Note, edits: Iterable[Edit], read: ReadText, path: str | None = None) -> Note:
    """The facts of a note after edits of its own. Raises `Refusal` where its text isn't what its facts say."""
    text = read(note.path)
    if text is None or len(text) != note.lines.length:
        raise Refusal(f"{note.path} has changed on the disk; try again")
    del vault
    return parse(path or note.path, apply_edits(text, [(e.span, e.text) for e in edits]))
