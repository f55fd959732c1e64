"""Every place in a note that says the thing under the cursor: the same target, tag, heading, block, footnote, label or value."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.answer import Highlight
from vaultls.features.cursor import Thing, under
from vaultls.syntax.containers import label_key
from vaultls.syntax.link_parts import label_span, link_parts, reference_label
from vaultls.syntax.note import Block, Definition, Footnote, Heading, Link, Note, Scalar, Tag
from vaultls.text.span import Span
from vaultls.vault.follow import Follow
from vaultls.vault.names import fold, key, tag_key
from vaultls.vault.resolve import find_anchor
from vaultls.vault.vault import Vault


def document_highlights(vault: Vault, note: Note, offset: int) -> list[Highlight]:
    """The places in the order of the text. What defines the thing is written, what links to it is read."""
    thing = under(note, offset)
    return sorted(set(_same(vault, note, thing))) if thing is not None else []


def _same(vault: Vault, note: Note, thing: Thing) -> Iterator[Highlight]:
    fact = thing.fact
    if isinstance(fact, Link):
        label = reference_label(fact.raw)
        yield from _label(note, label) if label is not None else _link(vault, note, fact, thing)
    elif isinstance(fact, (Heading, Block)):
        yield from _anchor(vault, note, note.path, fact)
    elif isinstance(fact, Tag):
        yield from _tag(note, tag_key(fact.name))
    elif isinstance(fact, Footnote):
        yield from _footnote(note, fact.label) if fact.label else [Highlight(thing.span, "text")]
    elif isinstance(fact, Definition):
        yield from (
            _footnote(note, fact.label) if thing.kind == "footnote-definition" else _label(note, label_key(fact.label))
        )
    elif isinstance(fact, Scalar) and thing.property is not None:
        wanted = fold(fact.text.strip())
        for scalar in thing.property.scalars:
            if fold(scalar.text.strip()) == wanted:
                yield Highlight(Span(scalar.start, scalar.end), "text")
    else:
        yield Highlight(thing.span, "text")


def _link(vault: Vault, note: Note, link: Link, thing: Thing) -> Iterator[Highlight]:
    """Links to the same heading or block with the cursor on its name, else to the same file or missing note."""
    follow = Follow(vault, note)
    found = follow(link)
    part = thing.part
    if part is not None and part.kind == "subpath" and found.target is not None:
        there, anchor = follow.note(found.target), found.anchor
        if there is not None and "#" in link.subpath:  # on `[[note#A#B]]` with the cursor in A, that is A
            anchor = find_anchor(there, "#".join(link.subpath.split("#")[: part.segment + 1]), not link.is_wiki)
        if anchor is not None:
            yield Highlight(part.span, "read")
            yield from _anchor(vault, note, found.target, anchor)
            return
    for other in note.links:
        there_ = follow(other)
        if other.path and (
            there_.target == found.target
            if found.target is not None
            else there_.target is None and key(other.path) == key(link.path)
        ):
            yield Highlight(link_parts(other).path, "read")
    if not link.path:
        yield Highlight(thing.span, "read")


def _anchor(vault: Vault, note: Note, path: str, anchor: Heading | Block) -> Iterator[Highlight]:
    """A heading or block of the note `path`, if it is this one, and the links to it in this note."""
    if path == note.path:
        span = anchor.text_span if isinstance(anchor, Heading) else Span(anchor.id_start, anchor.id_span.end)
        yield Highlight(span, "write")
    follow = Follow(vault, note)
    for link in note.links:
        if link.subpath:
            found = follow(link)
            if found.target == path and found.anchor == anchor:
                start, end = link_parts(link).subpath or link_parts(link).path
                start += link.raw[start - link.start : end - link.start].rfind("#") + 1  # the last one of a chain
                yield Highlight(Span(start, end), "read")


def _tag(note: Note, wanted: str) -> Iterator[Highlight]:
    """The tag, and as much of each tag nested in it."""
    for tag in note.tags:
        name = tag_key(tag.name)
        if name == wanted or name.startswith(wanted + "/"):
            end = tag.name_span.start + sum(len(part) + 1 for part in tag.name.split("/")[: wanted.count("/") + 1]) - 1
            yield Highlight(Span(tag.start, end), "text")


def _footnote(note: Note, label: str) -> Iterator[Highlight]:
    wanted = label.casefold()
    for use in note.footnotes:
        if use.label.casefold() == wanted:
            yield Highlight(Span(use.start, use.end), "read")
    for definition in note.footnote_definitions:
        if definition.label.casefold() == wanted:
            yield Highlight(Span(definition.start, definition.start + len("[^]") + len(definition.label)), "write")


def _label(note: Note, wanted: str) -> Iterator[Highlight]:
    """The label of a link reference where it is defined and used."""
    for definition in note.definitions:
        if label_key(definition.label) == wanted:
            start = definition.start + 1
            yield Highlight(Span(start, start + len(definition.label)), "write")
    for link in note.links:
        if link.kind in ("markdown", "embed") and reference_label(link.raw) == wanted:
            yield Highlight(label_span(link), "read")
