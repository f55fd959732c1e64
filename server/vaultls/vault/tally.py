"""How many notes say what, such as the values of a property: counted once for what many snapshots share, then searched by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

from vaultls.syntax.note import Note
from vaultls.vault.keep import keep
from vaultls.vault.layered import Layered
from vaultls.vault.search import Names
from vaultls.vault.vault import Vault

WordsOf = Callable[[Note, str], Mapping[str, str]]
"""What a note says, in the form that is compared, and as it is shown; the text tells what of it is asked for. A function of a module, for results are kept by it."""


class Word(NamedTuple):
    """What so many `notes` say; `shown` as the first of them writes it."""

    key: str
    shown: str
    notes: int


def tally(vault: Vault, words_of: WordsOf, about: str, but: str | None = None) -> list[Word]:
    """All words, those of most notes first. The note of the path `but` doesn't count."""
    base, delta, late = _counted(vault, words_of, about, but)
    words = [
        Word(k, base.shown.get(k) or late[k], base.counts[k] + delta[k]) for k in base.counts.keys() | delta.keys()
    ]
    return sorted((word for word in words if word.notes > 0), key=lambda word: (-word.notes, word.key))


def tally_like(
    vault: Vault, words_of: WordsOf, about: str, query: str, limit: int, but: str | None = None
) -> list[Word]:
    """The words that match `query` best, of equals those of most notes first."""
    base, delta, late = _counted(vault, words_of, about, but)
    found = []
    seen: set[str] = set()
    for match in base.names.matches(query, limit + len(delta)) if base.keys else ():
        k = base.keys[match.index]
        seen.add(k)
        found.append((match.quality, Word(k, base.shown[k], base.counts[k] + delta[k])))
    new = [k for k in late if k not in seen and k not in base.shown]
    if new:
        found += [
            (m.quality, Word(new[m.index], late[new[m.index]], delta[new[m.index]]))
            for m in Names(new).matches(query, limit)
        ]
    found = [(quality, word) for quality, word in found if word.notes > 0]
    found.sort(key=lambda entry: (entry[0], -entry[1].notes, len(entry[1].key) if query else 0, entry[1].key))
    return [word for _, word in found[:limit]]


def _counted(
    vault: Vault, words_of: WordsOf, about: str, but: str | None
) -> tuple[_Base, Counter[str], dict[str, str]]:
    """What the shared base says, how many more or fewer notes say it now, and what notes that are not in the base say."""
    notes = vault.notes
    assert isinstance(notes, Layered)  # every snapshot's are
    delta: Counter[str] = Counter()
    late: dict[str, str] = {}
    changed = notes.changed_keys()
    for path in sorted(changed if but is None else changed | {but}):
        if path in notes.base:
            delta.subtract(words_of(notes.base[path], about).keys())
        if path in notes and path != but:
            words = words_of(notes[path], about)
            delta.update(words.keys())
            for k, shown in words.items():
                late.setdefault(k, shown)
    base = keep(notes.shared, _base, (words_of, about), 16, lambda: _base(words_of, about, notes.base))
    return base, delta, late


class _Base(NamedTuple):
    keys: list[str]  # those of most notes first
    counts: Counter[str]
    shown: dict[str, str]
    names: Names


def _base(words_of: WordsOf, about: str, base: Mapping[str, Note]) -> _Base:
    """A look at all notes: 20 ms at 10,000."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for note in base.values():
        words = words_of(note, about)
        if words:
            counts.update(words.keys())
            for k, text in words.items():
                shown.setdefault(k, text)
    keys = sorted(counts, key=lambda k: (-counts[k], k))
    return _Base(keys, counts, shown, Names([shown[k] for k in keys]))
