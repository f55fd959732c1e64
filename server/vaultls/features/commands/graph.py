"""The graph of links: notes, attachments and names without a note, and how many links lead from which to which.

The work goes note by note: whoever runs it may give others their turn at each `yield`.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Generator
from typing import Literal, NamedTuple, TypeVar

from vaultls.vault.finder import Finder
from vaultls.vault.keep import keep
from vaultls.vault.layered import Layered
from vaultls.vault.links import mentioning, names_of
from vaultls.vault.names import fold, folder, is_note, key, without_suffix
from vaultls.vault.resolve import is_relative
from vaultls.vault.tags import first_uses, nested_keys
from vaultls.vault.vault import Vault

Kind = Literal["note", "attachment", "unresolved"]
T = TypeVar("T")
Work = Generator[None, None, T]

MANY = 1000
"""Nodes from which on all notes are looked at for links to them."""

_NAME = "\0"
"""Begins a node that is no file but what links say; no path has it."""


class Node(NamedTuple):
    """`name`: a vault path, or what is said where there is no file. `in_`, `out`: its links from and to anywhere in the vault."""

    kind: Kind
    name: str
    in_: int
    out: int
    tags: tuple[int, ...]  # numbers in `Graph.tags`


class Graph(NamedTuple):
    """`edges`: the numbers of a node and of one that it links to, and how many links do that; these three for each such pair."""

    nodes: list[Node]
    edges: array[int]
    tags: list[str]  # those that the nodes have


def whole(vault: Vault, tag: str | None = None) -> Work[Graph]:
    """The graph of all notes, or of those that have `tag` or one nested in it, with the attachments and names that these link to."""
    rows = _Rows(vault)
    if tag is None:
        notes: Collection[str] = vault.notes
    else:
        notes = sorted({p for k in nested_keys(vault, tag.removeprefix("#")) for p in vault.tagged[k]})
    chosen = {rows.number(path): None for path in notes}
    for number in [*chosen]:
        chosen.update((target, None) for target in rows.of(number) if rows.nodes[target] not in vault.notes)
        yield
    return (yield from _between(vault, rows, chosen))


def around(vault: Vault, path: str, depth: int) -> Work[Graph]:
    """The graph of what is at most `depth` links away from the file `path`, in either direction; `path` is its first node."""
    rows = _Rows(vault)
    chosen = {rows.number(path): None}
    rim = [*chosen]
    for _ in range(depth):
        found: dict[int, None] = {}
        for number in rim:
            if rows.nodes[number] in vault.notes:
                found.update(dict.fromkeys(rows.of(number)))
                yield
        inner = frozenset(rim)
        for source in _sources(vault, rows, rim):
            if not inner.isdisjoint(rows.of(source)):
                found[source] = None
            yield
        rim = [number for number in found if number not in chosen]
        chosen.update(dict.fromkeys(rim))
        if not rim:
            break
    return (yield from _between(vault, rows, chosen))


class _Rows:
    """Where the links of notes lead, each note looked at once. Nodes are numbered as they are met."""

    __slots__ = ("_anywhere", "_finder", "_known", "_named", "_numbers", "_vault", "nodes", "spelled")

    def __init__(self, vault: Vault) -> None:
        self.nodes: list[str] = []
        self.spelled: dict[int, str] = {}  # a name without a file, as it is said
        self._vault = vault
        self._finder = Finder(vault)
        # Two thirds of the time goes into finding files by name, and what is typed in a note changes no file's name.
        assert isinstance(vault.named, Layered)  # every snapshot's mappings are
        self._named: dict[tuple[str | None, str, bool], str] = keep(vault.named.own, _Rows, (), 1, dict)
        self._numbers: dict[str, int] = {}
        self._known: dict[int, dict[int, int]] = {}
        self._anywhere: dict[str, int] = {}  # what is said in double brackets and means the same in every note

    def number(self, node: str) -> int:
        """Of a path, or of `_NAME` and a folded name."""
        found = self._numbers.get(node)
        if found is None:
            found = self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return found

    def of(self, number: int) -> dict[int, int]:
        """The nodes that a note links to, itself left out, with the number of its links."""
        row = self._known.get(number)
        if row is None:
            row = self._known[number] = {}
            path = self.nodes[number]
            links = self._vault.notes[path].links
            wiki, anywhere = links.are_wiki, self._anywhere
            for i, said in enumerate(links.paths):
                target = anywhere.get(said) if wiki or links.is_wiki(i) else None
                if target is None:
                    if not said:
                        continue
                    target = self._find(path, said, wiki or links.is_wiki(i))
                row[target] = row.get(target, 0) + 1
            row.pop(number, None)
        return row

    def _find(self, source: str, said: str, wiki: bool) -> int:
        same = wiki and not is_relative(said)  # in every note, unless several files answer
        if (path := self._named.get((None, said, wiki))) is not None and same:
            target = self._anywhere[said] = self.number(path)
            return target
        asked = folder(source), said, wiki
        if (path := self._named.get(asked)) is not None:
            return self.number(path)
        files, by_alias = self._finder.find(source, said, wiki)
        same = same and len(files) < 2
        if files:
            target = self.number(files[0])
            if not by_alias:
                self._named[None if same else asked[0], said, wiki] = files[0]
        else:
            spelled = without_suffix(said)
            target = self.number(_NAME + fold(spelled))
            self.spelled.setdefault(target, spelled)
        if same:
            self._anywhere[said] = target
        return target


def _sources(vault: Vault, rows: _Rows, nodes: Collection[int]) -> list[int]:
    """The notes that may link to one of these nodes; for many, all: that is cheaper than to look."""
    if len(nodes) > MANY:
        return [rows.number(path) for path in vault.notes]
    keys: set[str] = set()
    for number in nodes:
        node = rows.nodes[number]
        keys |= {key(node[1:])} if node.startswith(_NAME) else names_of(vault, node)
    return [rows.number(path) for path in sorted(mentioning(vault, keys))]


def _between(vault: Vault, rows: _Rows, chosen: Collection[int]) -> Work[Graph]:
    """The graph of these nodes and of the links between them."""
    notes = [number for number in chosen if rows.nodes[number] in vault.notes]
    others = () if len(notes) == len(vault.notes) else set(_sources(vault, rows, chosen)).difference(notes)
    in_: dict[int, int] = dict.fromkeys(chosen, 0)
    new = {number: i for i, number in enumerate(chosen)}
    edges = array("I")
    for number in notes:
        i = new[number]
        for target, count in rows.of(number).items():
            if (there := new.get(target)) is not None:
                in_[target] += count
                edges.extend((i, there, count))
        yield
    for number in others:
        for target, count in rows.of(number).items():
            if target in in_:
                in_[target] += count
        yield
    tags, tags_of = yield from _tags(vault, {rows.nodes[number] for number in notes})
    nodes: list[Node] = []
    for number in chosen:
        node = rows.nodes[number]
        if node.startswith(_NAME):
            nodes.append(Node("unresolved", rows.spelled[number], in_[number], 0, ()))
        elif not is_note(node):
            nodes.append(Node("attachment", node, in_[number], 0, ()))
        else:
            out = sum(rows.of(number).values()) if node in vault.notes else 0
            nodes.append(Node("note", node, in_[number], out, tuple(tags_of.get(node, ()))))
        yield
    return Graph(nodes, edges, tags)


def _tags(vault: Vault, notes: Collection[str]) -> Work[tuple[list[str], dict[str, list[int]]]]:
    """The tags of these notes, as they are first written, and their numbers by note."""
    names: list[str] = []
    found: dict[str, list[int]] = {}
    first_use = first_uses(vault)
    for tag in sorted(vault.tagged):
        having = [path for path in vault.tagged[tag] if path in notes]
        for path in having:
            found.setdefault(path, []).append(len(names))
        if having:
            use = first_use(tag)
            names.append(tag if use is None else use[1].name)
        yield
    return names, found
