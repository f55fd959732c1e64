"""Names after `[[`: notes, aliases, attachments in an embed, and names that no note has yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nlargest
from typing import NamedTuple

from vaultls.features.answer import CompletionItem, Completions
from vaultls.features.completion.context import Line, OpenLink, filter_text, open_link
from vaultls.features.completion.listed import Listed, Make, listed
from vaultls.syntax.note import Json, Note
from vaultls.vault.excluded import is_excluded
from vaultls.vault.layered import Layered
from vaultls.vault.names import fold, folder, is_note, key, stem, without_suffix
from vaultls.vault.resolve import find
from vaultls.vault.same import Same
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
    query = link.inner.strip()
    close = "" if link.closed else "]]"
    items: list[CompletionItem] = []
    seen: set[_Proposal] = set()
    for proposal in _ranked(vault, query, link.embed):
        if proposal in seen:
            continue
        seen.add(proposal)
        item = _item(vault, note, proposal, link, close)
        if item is not None:
            items.append(item)
            if len(items) == LIMIT:
                break
    return Completions(link.span, tuple(items))


def _ranked(vault: Vault, query: str, embed: bool) -> Iterable[_Proposal]:
    """More than are needed, for some turn out not to be linkable."""
    if not query:
        yield from _popular(vault)
    groups = (
        [_group(_paths, vault.named)]
        if "/" in query
        else [_group(_files, vault.named), _group(_aliases, vault.aliased)]
    )
    groups.append(_unresolved(vault))
    # Letters in order, the costly step, only where too few names hold the query as it is.
    hits = [hit for group in groups for hit in group.search(query, 2 * LIMIT, False)]
    if len(hits) < LIMIT:
        hits = [hit for group in groups for hit in group.search(query, 2 * LIMIT, True)]
    found: list[tuple[tuple[int, ...], str, _Proposal]] = []
    for (quality, length), proposal in hits:
        attachment = proposal.kind == "file" and not embed and not is_note(proposal.path)
        asked = len(vault.mentions.get(key(proposal.path), ())) if proposal.kind == "file" else 0
        unwanted = 9 * is_excluded(vault.config.excluded, proposal.path)
        found.append(
            ((quality + attachment + unwanted, length, proposal.kind != "file", -asked), proposal.path, proposal)
        )
    found.sort(key=lambda entry: entry[:2])
    for _, _, proposal in found:
        yield proposal


def _popular(vault: Vault) -> Iterator[_Proposal]:
    """The files that most notes link to: what is offered before anything is typed."""
    assert isinstance(vault.mentions, Layered)  # every snapshot's indexes are
    for name in _most_said(Same(vault.mentions.base)):
        for path in vault.named.get(name, ()):
            yield _Proposal("file", name, path)


@lru_cache(maxsize=4)
def _most_said(base: Same) -> list[str]:
    return nlargest(4 * LIMIT, base.value, key=lambda name: len(base.value[name]))


class _Group:
    """The names of one index: those of its shared base, made ready once, and those that have changed since."""

    def __init__(self, base: Listed[_Proposal], changed: frozenset[str], late: Listed[_Proposal]) -> None:
        self.base = base
        self.changed = changed
        self.late = late

    def search(self, query: str, limit: int, letters: bool) -> list[tuple[tuple[int, int], _Proposal]]:
        found = self.late.search(query, limit, letters)
        for rank, proposal in self.base.search(query, limit + len(self.changed), letters):
            if not self.changed or _key(proposal) not in self.changed:
                found.append((rank, proposal))
        return found


def _key(proposal: _Proposal) -> str:
    """Under which key of its index a proposal stands."""
    return key(proposal.path) if proposal.kind == "file" else proposal.name


def _group(make: Make[_Proposal], index: object) -> _Group:
    assert isinstance(index, Layered)  # every snapshot's indexes are
    changed = index.changed_keys()
    late = [p for k in sorted(changed) if k in index for p in make(k, index[k])]
    return _Group(listed(make, index.base), changed, Listed(late))


def _unresolved(vault: Vault) -> _Group:
    """The names that links say and nothing has."""
    mentions, named, aliased = vault.mentions, vault.named, vault.aliased
    assert isinstance(mentions, Layered)  # every snapshot's indexes are
    assert isinstance(named, Layered)
    assert isinstance(aliased, Layered)
    changed = mentions.changed_keys() | named.changed_keys() | aliased.changed_keys()
    late = [
        _Proposal("unresolved", k, mentions[k][0])
        for k in changed
        if k in mentions and k not in named and k not in aliased
    ]
    return _Group(_unresolved_base(Same(mentions.base), Same(named.base), Same(aliased.base)), changed, Listed(late))


@lru_cache(maxsize=2)
def _unresolved_base(mentions: Same, named: Same, aliased: Same) -> Listed[_Proposal]:
    names = mentions.value.keys() - named.value.keys() - aliased.value.keys()
    return Listed([_Proposal("unresolved", k, mentions.value[k][0]) for k in sorted(names)])


def _files(name: str, paths: tuple[str, ...]) -> list[_Proposal]:
    return [_Proposal("file", name, path) for path in paths]


def _paths(_name: str, paths: tuple[str, ...]) -> list[_Proposal]:
    return [_Proposal("file", fold(without_suffix(path)), path) for path in paths]


def _aliases(name: str, paths: tuple[str, ...]) -> list[_Proposal]:
    return [_Proposal("alias", name, path) for path in paths]


def _item(vault: Vault, note: Note, proposal: _Proposal, open_: OpenLink, close: str) -> CompletionItem | None:
    typed, bar = open_.inner, "" if open_.display else open_.bar
    if proposal.kind == "unresolved":
        asking = vault.notes.get(proposal.path)
        name = (
            next((said for said in asking.links.paths if said and key(said) == proposal.name), None) if asking else None
        )
        if name is None or (proposal.path == note.path and fold(name) == fold(open_.whole)):
            return None  # what is being typed here is no name that anybody else asks for
        count = len(vault.mentions.get(proposal.name, ()))
        return CompletionItem(
            name,
            "unresolved",
            name + close,
            filter_text(typed, name),
            f"not written yet, {count} {'note' if count == 1 else 'notes'}",
        )
    link = shortest_path(vault, note.path, proposal.path)
    if link is None:
        return None
    where = folder(proposal.path)
    data: Json = {"path": proposal.path}
    if proposal.kind == "alias":
        target = vault.notes.get(proposal.path)
        alias = (
            next(
                (
                    a.text.strip()
                    for a in target.aliases
                    if fold(a.text.strip().rpartition("/")[2].strip()) == proposal.name
                ),
                None,
            )
            if target
            else None
        )
        if alias is None:
            return None
        text = f"{link}{bar}{alias}" if bar and not _UNLINKABLE & set(alias) else link
        return CompletionItem(alias, "alias", text + close, filter_text(typed, alias), f"→ {stem(proposal.path)}", data)
    label = stem(proposal.path)
    return CompletionItem(
        label, "note" if is_note(proposal.path) else "file", link + close, filter_text(typed, label), where, data
    )


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
