"""Which values a property has in the whole vault, and how often; and the dates of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest

from vaultls.syntax.note import Note, Scalar
from vaultls.syntax.wikilink import as_read
from vaultls.vault.keep import keep
from vaultls.vault.layered import Layered
from vaultls.vault.names import fold, stem
from vaultls.vault.tally import tally
from vaultls.vault.vault import Vault

_DATES = ("date", "created", "finished", "updated")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def property_values(vault: Vault, key: str) -> dict[str, int]:
    """Each value of the property `key` (in any case), shown as one note writes it, with how many notes have it; most first."""
    return {word.shown: word.notes for word in tally(vault, plain_values, fold(key))}


def latest(vault: Vault, paths: Iterable[str], count: int) -> list[str]:
    """The `count` notes of `paths` with the latest day, the latest first; a note without one by its path, behind the others."""
    assert isinstance(vault.notes, Layered)  # every snapshot's are
    notes = vault.notes
    known, changed = keep(notes.shared, _dates, None, 1, lambda: _dates(notes.base)), notes.changed_keys()
    return nlargest(count, paths, key=lambda path: (_date(notes[path]) if path in changed else known[path], path))


def _date(note: Note) -> str:
    """The day that a note gives itself, as ISO text: by a property or by its name; "" for none."""
    for found in note.properties:
        if found.key in _DATES and isinstance(found.value, str) and _DATE.match(found.value):
            return found.value
    named = _DATE.match(stem(note.path))
    return named[0] if named else ""


def _dates(base: Mapping[str, Note]) -> dict[str, str]:
    """10 ms at 10,000 notes."""
    return {path: _date(note) for path, note in base.items()}


def plain(value: str) -> str:
    """A value as it is read: trimmed, a link by what it shows."""
    return as_read(value).strip()


def plain_values(note: Note, key: str) -> dict[str, str]:
    """The values of a note's property as they are read, by the form in which they are compared."""
    return {fold(text): text for scalar in scalars_of(note, key) if (text := plain(scalar.text))}


def written_values(note: Note, key: str) -> dict[str, str]:
    """The values of a note's property as they are written, brackets of links and all."""
    return {fold(text): text for scalar in scalars_of(note, key) if (text := scalar.text.strip())}


def property_keys(note: Note, _: str) -> dict[str, str]:
    """The names of a note's properties."""
    return {fold(found.key): found.key for found in note.properties}


def scalars_of(note: Note, key: str) -> Iterator[Scalar]:
    """The scalars of a note's property `key`, which is folded."""
    for found in note.properties:
        if fold(found.key) == key:
            yield from found.scalars
