"""All notes of one vault at one moment: facts by path, and indexes by name. Immutable.

The indexes hold names as written, not resolved edges: who answers to a name, and who says it. So a note that comes or
goes, or is renamed, changes only the entries of its own names; everything else is resolved when it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vaultls.config import Config
from vaultls.syntax.note import Note
from vaultls.vault.keys import keys_of
from vaultls.vault.layered import Layered
from vaultls.vault.names import key

Paths = tuple[str, ...]
"""Vault paths, sorted."""


@dataclass(frozen=True, slots=True)
class Vault:
    """One snapshot. Keys of the indexes are folded names (`names.key`, `names.fold`, `names.tag_key`)."""

    notes: Mapping[str, Note]  # the facts, as far as they are known
    files: Mapping[str, None]  # every file, notes and attachments
    named: Mapping[str, Paths]  # name of a file -> the files of that name
    aliased: Mapping[str, Paths]  # last segment of an alias or, by setting, of a title -> the notes that have it
    mentions: Mapping[str, Paths]  # last segment of a link's path -> the notes that link so
    tagged: Mapping[str, Paths]  # tag, whole name -> the notes that hold it
    config: Config

    @classmethod
    def of(cls, files: Iterable[str], notes: Iterable[Note] = (), config: Config | None = None) -> Vault:
        """The vault of all `files`, with the facts of `notes` (a part of the files, or all)."""
        config = config or Config()
        facts = {note.path: note for note in notes}
        paths = dict.fromkeys(sorted({*files, *facts}))
        named = _collect((key(path), path) for path in paths)
        ordered = [facts[path] for path in paths if path in facts]
        return cls(
            notes=Layered({note.path: note for note in ordered}),
            files=Layered(paths),
            named=named,
            aliased=_collect((k, n.path) for n in ordered for k in alias_keys(n, config)),
            mentions=_collect((k, n.path) for n in ordered for k in keys_of(n).mentions),
            tagged=_collect((k, n.path) for n in ordered for k in keys_of(n).tags),
            config=config,
        )

    @classmethod
    def kept(
        cls, files: Iterable[str], notes: dict[str, Note], indexes: Sequence[dict[str, Paths]], config: Config
    ) -> Vault:
        """The vault of all `files`, sorted, with `notes` by path in that order, and what a cache has kept: `mentions`, `aliased` and `tagged`.

        It takes the dictionaries as its own.
        """
        if config.resolve_by_title:  # the aliases of a cache are those without titles
            return cls.of(files, notes.values(), config)
        paths = dict.fromkeys(files)
        mentions, aliased, tagged = map(Layered, indexes)
        named = _collect((key(path), path) for path in paths)
        return cls(Layered(notes), Layered(paths), named, aliased, mentions, tagged, config)

    def updated(self, notes: Iterable[Note] = (), added: Iterable[str] = (), removed: Iterable[str] = ()) -> Vault:
        """A new snapshot: `notes` replace what is known of their paths, `added` files come, `removed` ones go."""
        facts = {note.path: note for note in notes}
        gone = frozenset(removed) - facts.keys()
        new = {path for path in (*added, *facts) if path not in self.files}
        lost = {path for path in gone if path in self.files}
        if len(facts) + len(new) + len(lost) > max(256, len(self.notes)):  # cheaper than one by one
            keep = [note for path, note in self.notes.items() if path not in facts and path not in gone]
            return Vault.of([p for p in (*self.files, *new) if p not in gone], [*keep, *facts.values()], self.config)
        before = {path: self.notes.get(path) for path in (*facts, *lost)}
        config = self.config
        return Vault(
            notes=_put(self.notes, facts, gone),
            files=_put(self.files, dict.fromkeys(sorted(new)), frozenset(lost)),
            named=_move(self.named, {p: ((), (key(p),)) for p in new} | {p: ((key(p),), ()) for p in lost}),
            aliased=_move(self.aliased, _difference(before, facts, lambda n: alias_keys(n, config))),
            mentions=_move(self.mentions, _difference(before, facts, lambda n: keys_of(n).mentions)),
            tagged=_move(self.tagged, _difference(before, facts, lambda n: keys_of(n).tags)),
            config=config,
        )

    def configured(self, config: Config) -> Vault:
        """The same vault under other settings."""
        if config.resolve_by_title != self.config.resolve_by_title:
            return Vault.of(self.files, self.notes.values(), config)
        return replace(self, config=config)

    @staticmethod
    def names_changed(old: Vault, new: Vault) -> bool:
        """Whether an answer about *other* notes can differ: names, mentions, tags, headings or blocks came or went."""
        if (
            old.files is not new.files
            or old.aliased is not new.aliased
            or old.mentions is not new.mentions
            or old.tagged is not new.tagged
            or old.config != new.config
        ):
            return True
        if old.notes is new.notes:
            return False
        assert isinstance(old.notes, Layered)  # every snapshot's mappings are
        assert isinstance(new.notes, Layered)
        same = old.notes.base is new.notes.base
        for path in old.notes.changed_keys() | new.notes.changed_keys() if same else {*old.notes, *new.notes}:
            a, b = old.notes.get(path), new.notes.get(path)
            if a is not b and (a is None or b is None or _anchors(a) != _anchors(b)):
                return True
        return False


def _anchors(note: Note) -> object:
    """What links from other notes may name in this one."""
    return [(h.level, h.text) for h in note.headings], [b.id for b in note.blocks]


def alias_keys(note: Note, config: Config) -> tuple[str, ...]:
    """The names beside its file's that a note answers to."""
    keys = keys_of(note)
    return (*keys.aliases, keys.title) if config.resolve_by_title and keys.title else keys.aliases


def _collect(pairs: Iterable[tuple[str, str]]) -> Layered[str, Paths]:
    """An index; paths of one key come in order, each once."""
    index: dict[str, Paths] = {}
    several: dict[str, list[str]] = {}  # most keys have one path
    for k, path in pairs:
        if k not in index:
            index[k] = (path,)
        elif k in several:
            several[k].append(path)
        else:
            several[k] = [*index[k], path]
    for k, paths in several.items():
        index[k] = tuple(paths)
    return Layered(index)


def _difference(
    before: Mapping[str, Note | None], after: Mapping[str, Note], keys: Any
) -> dict[str, tuple[Iterable[str], Iterable[str]]]:
    """For each path the keys it loses and those it gains."""
    result: dict[str, tuple[Iterable[str], Iterable[str]]] = {}
    for path, note in before.items():
        old = set(keys(note)) if note else set()
        new = set(keys(after[path])) if path in after else set()
        if old != new:
            result[path] = (old - new, new - old)
    return result


def _move(index: Mapping[str, Paths], moves: Mapping[str, tuple[Iterable[str], Iterable[str]]]) -> Mapping[str, Paths]:
    """The index after each path has lost and gained keys; the same object where none did."""
    lost: dict[str, set[str]] = {}
    gained: dict[str, list[str]] = {}
    for path, (old, new) in moves.items():
        for k in old:
            lost.setdefault(k, set()).add(path)
        for k in new:
            gained.setdefault(k, []).append(path)
    if not lost and not gained:
        return index
    put: dict[str, Paths] = {}
    for k in lost.keys() | gained.keys():
        gone = lost.get(k)
        kept = index.get(k, ())
        if gone:
            kept = tuple(path for path in kept if path not in gone)
        put[k] = tuple(sorted((*kept, *gained.get(k, ()))))
    return _put(
        index, {k: paths for k, paths in put.items() if paths}, frozenset(k for k, paths in put.items() if not paths)
    )


def _put(mapping: Mapping[str, Any], put: Mapping[str, Any], drop: frozenset[str]) -> Mapping[str, Any]:
    assert isinstance(mapping, Layered)  # every snapshot's mappings are
    return mapping.changed(put, drop)
