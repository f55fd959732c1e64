"""The headings and blocks of one note by the names that links say: many links find theirs at the cost of one pass."""

from __future__ import annotations

from vaultls.syntax.note import Block, Heading, Note
from vaultls.syntax.outline import parents
from vaultls.vault.names import heading_key, heading_keys
from vaultls.vault.resolve import slugs_of


class Anchors:
    """What `resolve.find_anchor` says, for one note and many subpaths."""

    __slots__ = ("_blocks", "_found", "_headings", "_note", "_pairs", "_parents", "_slugs")

    def __init__(self, note: Note) -> None:
        self._note = note
        self._blocks: dict[str, Block] | None = None
        self._headings: dict[str, list[int]] | None = None
        self._parents: list[int] = []
        self._pairs: dict[tuple[str, str], list[int]] | None = None
        self._slugs: dict[str, Heading] | None = None
        self._found: dict[tuple[str, bool], Heading | Block | None] = {}

    def find(self, subpath: str, slugs: bool = False) -> Heading | Block | None:
        """The heading or block that `subpath` names; a Markdown link's may be a slug."""
        key = subpath, slugs
        if key not in self._found:
            self._found[key] = self._find(subpath, slugs)
        return self._found[key]

    def _find(self, subpath: str, slugs: bool) -> Heading | Block | None:
        if subpath.startswith("^"):
            return self._block(subpath[1:].strip().casefold())
        if "#" in subpath:
            parts = subpath.split("#")
            if any(part.lstrip().startswith("^") for part in parts):
                return None
            found = self._chained([k for k in map(heading_key, parts) if k])
            if found is not None:
                return found
        same = self._named(heading_key(subpath))
        if same:
            return self._note.headings[same[0]]
        if not heading_key(subpath) and not subpath.strip("# "):
            return self._note.headings[0] if self._note.headings else None
        return self._slug(subpath.lower()) if slugs else None

    def _block(self, id_: str) -> Block | None:
        if self._blocks is None:
            self._blocks = {block.id.casefold(): block for block in reversed(self._note.blocks)}
        return self._blocks.get(id_)

    def _slug(self, wanted: str) -> Heading | None:
        if self._slugs is None:
            headings = self._note.headings
            self._slugs = dict(zip(slugs_of(headings), headings, strict=True))
        return self._slugs.get(wanted)

    def _named(self, key: str) -> list[int]:
        """The indexes of the headings of this key."""
        if self._headings is None:
            self._headings = {}
            for i, name in enumerate(heading_keys([heading.text for heading in self._note.headings])):
                self._headings.setdefault(name, []).append(i)
        return self._headings.get(key, []) if key else []

    def _chained(self, chain: list[str]) -> Heading | None:
        """The first heading of the last key that stands somewhere below headings of the others, in their order."""
        headings = self._note.headings
        same = self._named(chain[-1]) if chain else []
        for i in same if len(chain) < 2 else self._below(chain[-2], chain[-1]):
            left, above = len(chain) - 2, self._parents[i]
            while left >= 0 and above >= 0:
                left -= heading_key(headings[above].text) == chain[left]
                above = self._parents[above]
            if left < 0:
                return headings[i]
        return None

    def _below(self, above: str, key: str) -> list[int]:
        """The indexes of the headings of this key that stand anywhere below one of the key `above`."""
        if self._pairs is None:
            self._parents = parents(self._note.headings)
            self._pairs = {}
            for k, indexes in self._headings.items() if self._headings is not None else ():
                for i in indexes:
                    parent = self._parents[i]
                    while parent >= 0:
                        self._pairs.setdefault((heading_key(self._note.headings[parent].text), k), []).append(i)
                        parent = self._parents[parent]
        return self._pairs.get((above, key), [])
