"""What the block structure of a note comes to, before the running text is read."""

from __future__ import annotations

from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Blocks:
    """What the lines of one note are. Lines are 0-based, `end` lines excluded."""

    headings: list[RawHeading] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    segments: list[tuple[int, int]] = field(
        default_factory=list
    )  # running text: a paragraph, a heading's text, a footnote
    containers: list[tuple[int, int]] = field(default_factory=list)  # lines of top-level lists and quotes
    definitions: list[Definition] = field(default_factory=list)
    footnotes: list[Definition] = field(default_factory=list)
