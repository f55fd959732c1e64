"""What the block structure of a note comes to, before the running text is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from vaultls.syntax.note import Definition, Zone


@dataclass(slots=True)
class RawHeading:
    """A heading before it is known whether it is empty; `first` and `last` are its lines."""

    level: int
    start: int
    text_start: int
    text: str
    end: int
    first: int
    last: int
    nested: bool = False  # in a list or quote


class Nest(NamedTuple):
    """A quote or one item of a list, with its first and last line."""

    first: int
    last: int
    kind: Literal["quote", "item"]


@dataclass(slots=True)
class Blocks:
    """What the lines of one note are. Lines are 0-based, `end` lines excluded."""

    headings: list[RawHeading] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    segments: list[tuple[int, int]] = field(
        default_factory=list
    )  # running text: a paragraph, a heading's text, a footnote
    containers: list[tuple[int, int]] = field(default_factory=list)  # lines of top-level lists and quotes
    plain: list[tuple[int, int]] = field(default_factory=list)  # those of them whose lines are plain text
    nests: list[Nest] = field(default_factory=list)  # quotes and items in the others
    definitions: list[Definition] = field(default_factory=list)
    footnotes: list[Definition] = field(default_factory=list)
