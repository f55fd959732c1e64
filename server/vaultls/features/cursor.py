"""What stands under the cursor: exactly one thing, the innermost, or nothing.

The cursor stands between characters, so touching either edge of a thing counts; what it stands before or in wins over
what ends there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from vaultls.syntax.link_parts import link_parts
from vaultls.syntax.note import Block, Definition, Footnote, Heading, Link, Note, Property, Scalar, Tag
from vaultls.text.span import Span

Kind = Literal[
    "link",  # fact: Link
    "tag",  # Tag
    "heading",  # Heading
    "block",  # Block, on its `^id`
    "key",  # Property, on its key
    "alias",  # Scalar
    "value",  # Scalar, any other one in a property
    "footnote",  # Footnote: a use
    "footnote-definition",  # Definition, on its `[^label]`
    "definition",  # Definition of a link reference
]
Fact: TypeAlias = "Link | Tag | Heading | Block | Property | Scalar | Footnote | Definition"


class Part(NamedTuple):
    """On `[[dir/B#H#I|text]]` with the cursor in `I`: kind subpath, the span of `I`, segment 1.

    Of a link there is always a part: on brackets and separators the nearest one before, else the first.
    The use of a Markdown reference has its path elsewhere: the whole link stands for it.
    """

    kind: Literal["path", "subpath", "display"]
    span: Span  # blanks around it left out
    segment: int = 0  # of a subpath `H#I`, counted from 0


class Thing(NamedTuple):
    """`span` is all of it as the reader sees it: a link with its brackets, a tag with its `#`, a heading's text."""

    kind: Kind
    fact: Fact
    span: Span
    part: Part | None = None  # of a link
    property: Property | None = None  # that an alias or value belongs to


def under(note: Note, offset: int) -> Thing | None:
    """The thing at `offset`."""
    best: Thing | None = None
    best_rank = (True, 0)
    for thing in _inner(note, offset):
        start, end = thing.span
        rank = (not start <= offset < end, end - start)
        if best is None or rank < best_rank:
            best, best_rank = thing, rank
    return best or _property(note, offset) or _definition(note, offset) or _heading(note, offset)


def _inner(note: Note, offset: int) -> Iterator[Thing]:
    """What can stand inside a heading or property, or inside each other."""
    for link in note.links.touching(offset):
        yield Thing("link", link, Span(link.start, link.end), _part(link, offset))
        if offset < link.end:
            break  # what encloses it is longer
    i = _index(note.tags, offset)
    for tag in note.tags[max(0, i - 2) : i]:  # tags and ids never nest: only the last two can touch it
        if offset <= tag.name_span.end:
            yield Thing("tag", tag, Span(tag.start, tag.name_span.end))
    for footnote in reversed(note.footnotes[: _index(note.footnotes, offset)]):
        if offset <= footnote.end:
            yield Thing("footnote", footnote, Span(footnote.start, footnote.end))
            if offset < footnote.end:
                break
    i = bisect_right(note.blocks, offset, key=_id_start)
    for block in note.blocks[max(0, i - 2) : i]:
        if offset <= block.id_span.end:
            yield Thing("block", block, Span(block.id_start, block.id_span.end))


def _part(link: Link, offset: int) -> Part:
    """The part of a link that the cursor touches, or the nearest before it, or the first."""
    path, subpath, display = link_parts(link)
    parts = [Part("path", path)] if path.start < path.end or subpath is None else []
    if subpath is not None:
        at = subpath.start
        for i, segment in enumerate(link.raw[subpath.start - link.start : subpath.end - link.start].split("#")):
            start = at + len(segment) - len(segment.lstrip())
            parts.append(Part("subpath", Span(start, max(start, at + len(segment.rstrip()))), i))
            at += len(segment) + 1
    if display is not None:
        parts.append(Part("display", display))
    before = [part for part in parts if part.span.start <= offset]
    return max(before, key=_part_start) if before else min(parts, key=_part_start)


def _part_start(part: Part) -> int:
    return part.span.start


def _property(note: Note, offset: int) -> Thing | None:
    """The key or scalar of the frontmatter at `offset`."""
    i = bisect_right(note.properties, offset, key=_key_start)
    if not i:
        return None
    found = note.properties[i - 1]
    if offset <= found.key_end:
        return Thing("key", found, Span(found.key_start, found.key_end))
    j = _index(found.scalars, offset)
    if j and offset <= found.scalars[j - 1].end:
        scalar = found.scalars[j - 1]
        kind: Kind = "alias" if scalar in note.aliases else "value"
        return Thing(kind, scalar, Span(scalar.start, scalar.end), None, found)
    return None


def _definition(note: Note, offset: int) -> Thing | None:
    """The definition of a footnote, on its label, or of a link reference, anywhere on it."""
    i = _index(note.footnote_definitions, offset)
    if i:
        found = note.footnote_definitions[i - 1]
        end = found.start + len("[^]:") + len(found.label)
        if offset <= end:
            return Thing("footnote-definition", found, Span(found.start, end - 1))
    i = _index(note.definitions, offset)
    if i and offset <= note.definitions[i - 1].end:
        found = note.definitions[i - 1]
        return Thing("definition", found, Span(found.start, found.end))
    return None


def _heading(note: Note, offset: int) -> Thing | None:
    i = _index(note.headings, offset)
    if i and offset <= note.headings[i - 1].end:
        return Thing("heading", note.headings[i - 1], note.headings[i - 1].text_span)
    return None


def _index(facts: Sequence[Any], offset: int) -> int:
    """How many facts start at or before `offset`."""
    return bisect_right(facts, offset, key=_start)


def _start(fact: Any) -> int:
    return fact.start  # type: ignore[no-any-return]


def _key_start(found: Property) -> int:
    return found.key_start


def _id_start(block: Block) -> int:
    return block.id_start
