"""What a link may name: files, aliases, and names that no note has yet; those that fit what is typed, best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest
from typing import Literal, NamedTuple

from vaultls.vault.excluded import is_excluded
from vaultls.vault.keep import keep
from vaultls.vault.layered import Layered
from vaultls.vault.name_search import Hit, search, search_unresolved
from vaultls.vault.names import fold, is_note, without_suffix
from vaultls.vault.vault import Paths, Vault

LIMIT = 50
"""Proposals in one answer."""


class Candidate(NamedTuple):
    kind: Literal["file", "alias", "unresolved"]
    name: str  # its key in the index: of an alias or unresolved name what tells it
    path: str  # of the file; of an unresolved name a note that asks for it


def candidates(vault: Vault, query: str, embed: bool = False, files_only: bool = False) -> Iterator[Candidate]:
    """Each once, more than are needed, for some turn out not to be linkable. Attachments come late but in an embed."""
    seen: set[Candidate] = set()
    for candidate in _ranked(vault, query, embed, files_only):
        if candidate not in seen:
            seen.add(candidate)
            yield candidate


def _ranked(vault: Vault, query: str, embed: bool, files_only: bool) -> Iterable[Candidate]:
    if not query:
        yield from _popular(vault)
    # Letters in order, the costly step, only where too few names hold the query as it is.
    hits = list(_hits(vault, query, files_only, False))
    if len(hits) < LIMIT:
        hits = list(_hits(vault, query, files_only, True))
    mentions, excluded = vault.mentions, vault.config.excluded
    found = []
    for hit, candidate in hits:
        is_file = candidate.kind == "file"
        unlikely = is_file and embed == is_note(candidate.path) and (files_only or not embed)
        asked = len(mentions.get(hit.key, ())) if is_file else 0
        unwanted = 9 if excluded and is_excluded(excluded, candidate.path) else 0
        found.append((hit.quality + unlikely + unwanted, hit.length, not is_file, -asked, candidate.path, candidate))
    found.sort()
    for *_, candidate in found:
        yield candidate


def _hits(vault: Vault, query: str, files_only: bool, letters: bool) -> Iterator[tuple[Hit, Candidate]]:
    limit = 2 * LIMIT
    for hit in search(vault.named, _path_names if "/" in query else _file_names, query, limit, letters):
        yield hit, Candidate("file", hit.key, vault.named[hit.key][hit.nth])
    if files_only:
        return
    if "/" not in query:
        for hit in search(vault.aliased, _file_names, query, limit, letters):
            yield hit, Candidate("alias", hit.key, vault.aliased[hit.key][hit.nth])
    for hit in search_unresolved(vault, query, limit, letters):
        yield hit, Candidate("unresolved", hit.key, vault.mentions[hit.key][0])


def _file_names(name: str, paths: Paths) -> list[str]:
    return [name] * len(paths)


def _path_names(_: str, paths: Paths) -> list[str]:
    return [fold(without_suffix(path)) for path in paths]


def _popular(vault: Vault) -> Iterator[Candidate]:
    """The files that most notes link to: what is offered before anything is typed."""
    mentions = vault.mentions
    assert isinstance(mentions, Layered)  # every snapshot's indexes are
    for name in keep(mentions.shared, _most_said, None, 1, lambda: _most_said(mentions.base)):
        for path in vault.named.get(name, ()):
            yield Candidate("file", name, path)


def _most_said(base: Mapping[str, Paths]) -> list[str]:
    return nlargest(4 * LIMIT, base, key=lambda name: len(base[name]))
