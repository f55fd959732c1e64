"""A link, and the links of a note in columns.

Links are two facts of five in a vault. As columns they take a third of the memory, go to and from a worker process in a
third of the time, and a search of all paths touches the paths alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Literal, NamedTuple, overload

from vaultls.text.span import Span

LinkKind = Literal["wikilink", "embed", "markdown", "property"]

_LETTER: dict[str, str] = {"wikilink": "w", "embed": "e", "markdown": "m", "property": "p"}
_KIND: dict[str, str] = {letter: kind for kind, letter in _LETTER.items()}


class Link(NamedTuple):
    """On `![[dir/B#H|text]]`: kind embed, start at the `!`, raw all of it, path `dir/B`, subpath `H`.

    On `[text](B.md#h)`: kind markdown, path `B.md`, subpath `h`, both with percent-encoding decoded. A use of a
    reference is markdown too, with the path of its definition. Where the parts stand in `raw`: `syntax.link_parts`.
    """

    kind: LinkKind
    start: int
    raw: str
    path: str  # trimmed, interned; "" for the note itself
    subpath: str  # without the first `#`, trimmed; `^id` for a block; "" for none

    @property
    def end(self) -> int:
        return self.start + len(self.raw)

    @property
    def is_wiki(self) -> bool:
        """Whether it is written in double brackets, as embeds and links in properties may be too."""
        return self.raw.endswith("]]")


class Links(Sequence[Link]):
    """The links of one note in the order of the text. Immutable; a `Link` is made when it is asked for."""

    __slots__ = ("_kinds", "_raws", "_starts", "_subpaths", "paths")

    EMPTY: ClassVar[Links]

    def __init__(
        self, kinds: str, starts: array[int], raws: tuple[str, ...], paths: tuple[str, ...], subpaths: tuple[str, ...]
    ) -> None:
        """Columns of one length; a kind is its first letter."""
        self._kinds = kinds
        self._starts = starts
        self._raws = raws
        self.paths = paths  # of all links, for searches that look at nothing else
        self._subpaths = subpaths

    @classmethod
    def of(cls, links: Iterable[Link]) -> Links:
        """The links, which come in the order of the text."""
        columns = list(zip(*links, strict=True))
        if not columns:
            return cls.EMPTY
        return cls("".join([_LETTER[kind] for kind in columns[0]]), array("I", columns[1]), *columns[2:])

    def plain(self) -> tuple[Any, ...]:
        """What `from_plain` builds the same from; plain values only."""
        return (self._kinds, self._starts.tobytes(), self._raws, self.paths, self._subpaths) if self._kinds else ()

    @classmethod
    def from_plain(cls, plain: tuple[Any, ...]) -> Links:
        """The inverse of `plain`."""
        return cls(plain[0], array("I", plain[1]), *plain[2:]) if plain else cls.EMPTY

    def span(self, index: int) -> Span:
        """Of a link as a whole."""
        start = self._starts[index]
        return Span(start, start + len(self._raws[index]))

    def is_wiki(self, index: int) -> bool:
        """`Link.is_wiki` of one link, mostly told by its kind."""
        return self._kinds[index] in "wp" or self._raws[index].endswith("]]")

    def has_subpath(self, index: int) -> bool:
        """Whether one link says a heading or block."""
        return bool(self._subpaths[index])

    def __len__(self) -> int:
        return len(self._kinds)

    @overload
    def __getitem__(self, index: int) -> Link: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Link]: ...
    def __getitem__(self, index: int | slice) -> Link | Sequence[Link]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        kind: Any = _KIND[self._kinds[index]]
        return Link(kind, self._starts[index], self._raws[index], self.paths[index], self._subpaths[index])

    def __iter__(self) -> Iterator[Link]:
        columns = zip(self._kinds, self._starts, self._raws, self.paths, self._subpaths, strict=True)
        for letter, start, raw, path, subpath in columns:
            kind: Any = _KIND[letter]
            yield Link(kind, start, raw, path, subpath)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Links) and self.plain() == other.plain()

    def __hash__(self) -> int:
        return hash((self._kinds, self._raws))


Links.EMPTY = Links("", array("I"), (), (), ())
