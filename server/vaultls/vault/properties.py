"""Which values a property has in the whole vault, and how often; and the dates of notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from heapq import nlargest

from vaultls.syntax.note import Note
from vaultls.vault.layered import Layered
from vaultls.vault.names import fold, stem
from vaultls.vault.same import Same
from vaultls.vault.vault import Vault

_DATES = ("date", "created", "finished", "updated")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WIKILINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")


def property_values(vault: Vault, key: str) -> dict[str, int]:
    """Each value of the property `key` (in any case), shown as one note writes it, with how many notes have it; most first."""
    assert isinstance(vault.notes, Layered)  # every snapshot's are
    notes, wanted = vault.notes, fold(key)
    counts, shown = _counted(wanted, Same(notes.base))
    if changed := notes.changed_keys():
        counts, shown = Counter(counts), dict(shown)
        for path in changed:
            if path in notes.base:
                counts.subtract(_values(notes.base[path], wanted).keys())
            if path in notes:
                values = _values(notes[path], wanted)
                counts.update(values.keys())
                shown.update({k: v for k, v in values.items() if k not in shown})
    ranked = sorted(((-count, value) for value, count in counts.items() if count > 0))
    return {shown[value]: -count for count, value in ranked}


def latest(vault: Vault, paths: Iterable[str], count: int) -> list[str]:
    """The `count` notes of `paths` with the latest day, the latest first; a note without one by its path, behind the others."""
    assert isinstance(vault.notes, Layered)  # every snapshot's are
    notes = vault.notes
    known, changed = _dates(Same(notes.base)), notes.changed_keys()
    return nlargest(count, paths, key=lambda path: (_date(notes[path]) if path in changed else known[path], path))


def _date(note: Note) -> str:
    """The day that a note gives itself, as ISO text: by a property or by its name; "" for none."""
    for found in note.properties:
        if found.key in _DATES and isinstance(found.value, str) and _DATE.match(found.value):
            return found.value
    named = _DATE.match(stem(note.path))
    return named[0] if named else ""


@lru_cache(maxsize=2)  # 10 ms at 10,000 notes
def _dates(base: Same) -> dict[str, str]:
    return {path: _date(note) for path, note in base.value.items()}


def plain(value: str) -> str:
    """A value as it is read: trimmed, a link by what it shows."""
    return _WIKILINK.sub(lambda m: m[2] or m[1], value).strip()


def _values(note: Note, key: str) -> dict[str, str]:
    """The values of a note's property, by the form in which they are compared."""
    return {
        fold(text): text
        for found in note.properties
        if fold(found.key) == key
        for scalar in found.scalars
        if (text := plain(scalar.text))
    }


@lru_cache(maxsize=8)  # a look at all notes: 20 ms at 10,000
def _counted(key: str, base: Same) -> tuple[Counter[str], dict[str, str]]:
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for note in base.value.values():
        if note.properties and (values := _values(note, key)):
            counts.update(values.keys())
            for folded, text in values.items():
                shown.setdefault(folded, text)
    return counts, shown
