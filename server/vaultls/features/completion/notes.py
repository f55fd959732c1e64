"""Names after `[[`: notes, aliases, attachments in an embed, and names that no note has yet."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from vaultls.features.answer import CompletionItem, Completions
from vaultls.features.completion.context import Line, filter_text, open_link
from vaultls.syntax.note import Note
from vaultls.vault.layered import Layered
from vaultls.vault.names import fold, folder, is_note, key, stem, without_suffix
from vaultls.vault.resolve import find
from vaultls.vault.search import Names
from vaultls.vault.vault import Vault

LIMIT = 50
_UNLINKABLE = frozenset("[]#|\n")


class _Proposal(NamedTuple):
    kind: str  # "file", "alias" or "unresolved"
    name: str  # folded: what is searched
    path: str  # of the file; of an unresolved name a note that asks for it


def complete(vault: Vault, note: Note, line: Line, offset: int) -> Completions | None:
    """Best first, at most `LIMIT`. Nothing is read from disk."""
    link = open_link(line, offset)
    if link is None or "#" in link.inner or "|" in link.inner or link.inner.startswith("^"):
        return None
    query = fold(link.inner.strip())
    close = "" if link.closed else "]]"
    items: list[CompletionItem] = []
    for proposal in _ranked(vault, note, query, link.embed):
        item = _item(vault, note, proposal, link.inner, link.bar if not link.display else "", close)
        if item is not None:
            items.append(item)
            if len(items) == LIMIT:
                break
    return Completions(link.span, tuple(items))


def _ranked(vault: Vault, note: Note, query: str, embed: bool) -> Iterable[_Proposal]:
    """More than are needed, for some turn out not to be linkable."""
    groups = [_cached(_files, vault.named), _cached(_aliases, vault.aliased)]
    if "/" in query:  # a path: only whole paths can match
        groups = [_cached(_paths, vault.named)]
    known = (vault.named, vault.aliased)
    found: list[tuple[Any, _Proposal]] = []
    for group in [*groups, _cached(_asked_for, vault.mentions)]:
        for rank, proposal in group.search(query, 2 * LIMIT):
            if proposal.kind == "unresolved" and any(proposal.name in index for index in known):
                continue
            if proposal.kind == "file" and not is_note(proposal.path) and not embed:
                rank = (rank[0] + 1, *rank[1:])
            popular = -len(vault.mentions.get(key(proposal.path), ())) if proposal.kind == "file" else 0
            found.append(((rank[0], popular if not query else 0, *rank[1:], proposal.kind != "file", popular, proposal.path), proposal))
    found.sort(key=lambda pair: pair[0])
    return (proposal for _, proposal in found)


class _Group:
    """The names of one index: those of its shared base, made once, and those that have changed since."""

    def __init__(self, base: Names[_Proposal], changed: frozenset[str], late: list[_Proposal]) -> None:
        self.base = base
        self.changed = changed
        self.late = Names([(p.name, p) for p in late]) if late else None

    def search(self, query: str, limit: int) -> list[tuple[tuple[int, ...], _Proposal]]:
        found = [(rank, p) for rank, p in self.base.search(query, limit + len(self.changed)) if not self.changed or _key(p) not in self.changed]
        if self.late is not None:
            found += self.late.search(query, limit)
        return found


def _key(proposal: _Proposal) -> str:
    """Under which key of its index a proposal stands."""
    return key(proposal.path) if proposal.kind == "file" else proposal.name.rpartition("/")[2]


def _cached(make: Any, index: Any) -> _Group:
    assert isinstance(index, Layered)  # every snapshot's indexes are
    changed = index.changed_keys()
    base = _base(make, _Identity(index.base))
    late = [p for k in sorted(changed) if k in index for p in make(k, index[k])]
    return _Group(base, changed, late)


class _Identity:
    """Hashes a dict by what it is, not by what it holds: bases are never changed."""

    __slots__ = ("value",)

    def __init__(self, value: dict[Any, Any]) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.value is self.value


@lru_cache(maxsize=16)
def _base(make: Any, base: _Identity) -> Names[_Proposal]:
    return Names([(p.name, p) for k, paths in base.value.items() for p in make(k, paths)])


def _files(name: str, paths: tuple[str, ...]) -> list[_Proposal]:
    return [_Proposal("file", name, path) for path in paths]


def _paths(_name: str, paths: tuple[str, ...]) -> list[_Proposal]:
    return [_Proposal("file", fold(without_suffix(path)), path) for path in paths]


def _aliases(name: str, paths: tuple[str, ...]) -> list[_Proposal]:
    return [_Proposal("alias", name, path) for path in paths]


def _asked_for(name: str, paths: tuple[str, ...]) -> list[_Proposal]:
    return [_Proposal("unresolved", name, paths[0])]


def _item(vault: Vault, note: Note, proposal: _Proposal, typed: str, bar: str, close: str) -> CompletionItem | None:
    if proposal.kind == "unresolved":
        asking = vault.notes.get(proposal.path)
        name = next((x.path for x in asking.links if x.path and key(x.path) == proposal.name), None) if asking else None
        if name is None or not name.strip() or (asking is note and name == typed.strip()):
            return None  # what is being typed here is no name that anybody else asks for
        count = len(vault.mentions.get(proposal.name, ()))
        return CompletionItem(name, "unresolved", name + close, filter_text(typed, name), f"not written yet, {count} {'note' if count == 1 else 'notes'}")
    link = shortest_path(vault, note.path, proposal.path)
    if link is None:
        return None
    where = folder(proposal.path)
    data = {"path": proposal.path}
    if proposal.kind == "alias":
        target = vault.notes.get(proposal.path)
        alias = next((a.text.strip() for a in target.aliases if fold(a.text.strip().rpartition("/")[2].strip()) == proposal.name), None) if target else None
        if alias is None:
            return None
        text = f"{link}{bar}{alias}" if bar and not _UNLINKABLE & set(alias) else link
        return CompletionItem(alias, "alias", text + close, filter_text(typed, alias), f"→ {stem(proposal.path)}", data)
    label = stem(proposal.path)
    return CompletionItem(label, "note" if is_note(proposal.path) else "file", link + close, filter_text(typed, label), where, data)


def shortest_path(vault: Vault, source: str, path: str) -> str | None:
    """The shortest link path that leads from the note `source` to the file `path` and to no other; None if no link can."""
    whole = without_suffix(path)
    parts = whole.split("/")
    for count in range(1, len(parts) + 1):
        candidate = "/".join(parts[-count:])
        if find(vault, source, candidate)[0] == (path,):
            return None if _UNLINKABLE & set(candidate) else candidate
    for candidate in (path, "/" + path):
        if find(vault, source, candidate)[0][:1] == (path,):
            return None if _UNLINKABLE & set(candidate) else candidate
    return None
