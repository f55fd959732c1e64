"""A link, and the links of a note in columns.

Links are two facts of five in a vault. As columns they take a third of the memory, go to and from a worker process in a
third of the time, and a search of all paths touches the paths alone.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import add
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, overload

from vaultls.text.span import Span

LinkKind = Literal["wikilink", "embed", "markdown", "property"]

_LETTER: dict[str, str] = {"wikilink": "w", "embed": "e", "markdown": "m", "property": "p"}
_KIND: dict[str, LinkKind] = {
    "w": "wikilink",
    "e": "embed",
    "m": "markdown",
    "p": "property",
    "E": "embed",
    "M": "markdown",
}
_IN_BRACKETS = {"w": "w", "p": "p", "e": "E", "m": "M"}  # the letter of a kind where a link of it ends with `]]`
_WIKI = "wpEM"


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

    __slots__ = ("_kinds", "_later", "_raws", "_spans", "paths", "subpaths")

    EMPTY: ClassVar[Links]

    def __init__(
        self,
        kinds: str,
        spans: array[int],
        paths: tuple[str, ...],
        subpaths: tuple[str, ...],
        raws: tuple[str, ...] | None,
        later: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        """Columns of one length: a letter of each, their starts and then their ends. `later` makes `raws` when a link as a whole is asked for, which few are."""
        self._kinds = kinds
        self._spans = spans
        self.paths = paths  # of all links, for searches that look at nothing else
        self.subpaths = subpaths
        self._later = later
        if raws is not None:
            self._raws = raws

    @classmethod
    def of(cls, links: Iterable[Link]) -> Links:
        """The links, which come in the order of the text."""
        columns = list(zip(*links, strict=True))
        if not columns:
            return cls.EMPTY
        kinds, starts, raws, paths, subpaths = columns
        spans = array("I", [*starts, *map(add, starts, map(len, raws))])
        letters = "".join([_LETTER[kind] for kind in kinds])
        if "e" in letters or "m" in letters:
            pairs = zip(letters, raws, strict=True)
            letters = "".join([_IN_BRACKETS[letter] if raw.endswith("]]") else letter for letter, raw in pairs])
        return cls(letters, spans, paths, subpaths, raws)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name != "_raws":
                raise AttributeError(name)
            self._raws = raws = self._later()
            return raws

    def plain(self) -> tuple[str, array[int], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """All columns."""
        return self._kinds, self._spans, self.paths, self.subpaths, self._raws

    def span(self, index: int) -> Span:
        """Of a link as a whole."""
        return Span(self._spans[index], self._spans[index + len(self._kinds)])

    def touching(self, offset: int) -> Iterator[Link]:
        """The links that start at or before `offset` and end at or behind it, the last of them first.

        One may enclose many others, so all ends before `offset` are looked at; but links are made of those alone that it gives.
        """
        count = len(self._kinds)
        before = bisect_right(self._spans, offset, 0, count)
        ends = self._spans[count : count + before]
        for index in range(before - 1, -1, -1):
            if ends[index] >= offset:
                yield self[index]

    def since(self, offset: int) -> Iterator[Link]:
        """The links that start at or behind `offset`."""
        count = len(self._kinds)
        for index in range(bisect_left(self._spans, offset, 0, count), count):
            yield self[index]

    def is_wiki(self, index: int) -> bool:
        """`Link.is_wiki` of one link."""
        return self._kinds[index] in _WIKI

    @property
    def are_wiki(self) -> bool:
        """Whether all are written in double brackets."""
        return not self._kinds.strip(_WIKI)

    def has_subpath(self, index: int) -> bool:
        """Whether one link says a heading or block."""
        return bool(self.subpaths[index])

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
        return Link(kind, self._spans[index], self._raws[index], self.paths[index], self.subpaths[index])

    def __iter__(self) -> Iterator[Link]:
        columns = zip(self._kinds, self._spans[: len(self._kinds)], self._raws, self.paths, self.subpaths, strict=True)
        for letter, start, raw, path, subpath in columns:
            kind: Any = _KIND[letter]
            yield Link(kind, start, raw, path, subpath)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Links) and self.plain() == other.plain()

    def __hash__(self) -> int:
        return hash((self._kinds, self.paths))


Links.EMPTY = Links("", array("I"), (), (), ())
