"""Renaming what stands under the cursor, across the vault: exactly that thing, and nothing for want of something better."""

from __future__ import annotations

from vaultls.features.answer import Changes, ReadText, Refusal
from vaultls.features.cursor import Thing, under
from vaultls.features.rename import alias, block, heading, labels, note, property, tag, unresolved
from vaultls.syntax.link_parts import label_span, reference_label
from vaultls.syntax.note import Block, Definition, Footnote, Heading, Link, Note, Property, Scalar, Tag
from vaultls.text.span import Span
from vaultls.vault.anchors import Anchors
from vaultls.vault.names import stem
from vaultls.vault.resolve import resolve
from vaultls.vault.vault import Vault


def prepare(vault: Vault, here: Note, offset: int) -> tuple[Span, str]:
    """The span that a rename at `offset` would change, and the name to start from. Raises `Refusal` where nothing can be renamed."""
    thing = _thing(here, offset)
    match thing.fact:
        case Tag() as fact:
            return fact.name_span, fact.name
        case Link():
            return _prepare_link(vault, here, thing, offset)
        case Heading() as fact:
            span = heading.name_span(fact)
            return span, fact.text[: span.end - span.start]
        case Block() as fact:
            return fact.id_span, fact.id
        case Property() as fact:
            return thing.span, fact.key
        case Scalar() as fact:
            return thing.span, fact.text
        case Footnote(label=label) as fact if label:
            return labels.footnote_span(fact.start, label), label
        case Definition() as fact if thing.kind == "footnote-definition":
            return labels.footnote_span(fact.start, fact.label), fact.label
        case Definition() as fact if thing.kind == "definition":
            return Span(fact.start + 1, fact.start + 1 + len(fact.label)), fact.label
    raise Refusal("This has no name that could be changed")


def rename(
    vault: Vault,
    here: Note,
    offset: int,
    new_name: str,
    read: ReadText,
    can_move: bool = True,
    can_confirm: bool = False,
) -> Changes:
    """What gives the thing at `offset` its new name, everywhere. Raises `Refusal` for what can't be renamed and for what is no name.

    `can_move`: whether files can be moved; else a heading that is its note's name is renamed alone. `can_confirm`: see
    `note.rename`.
    """
    thing = _thing(here, offset)
    match thing.fact:
        case Tag() as fact:
            return tag.rename(vault, fact.name, new_name)
        case Link() as fact:
            label_there = _label(fact, offset)
            if label_there is not None:
                text = fact.raw[label_there.start - fact.start : label_there.end - fact.start]
                return labels.rename_reference(vault, here, text, new_name)
            return _rename_link(vault, here, fact, thing, new_name, read, can_confirm)
        case Heading() as fact:
            title = note.title_heading(vault, here.path)
            if fact == title and can_move and vault.config.rename_note_with_heading:
                return note.rename(vault, here.path, new_name, read, can_confirm)
            return heading.rename(vault, here, fact, new_name, read)
        case Block() as fact:
            return block.rename(vault, here, fact, new_name)
        case Property() as fact:
            return property.rename_key(vault, fact.key, new_name)
        case Scalar() as fact:
            assert thing.property is not None  # every scalar belongs to one
            if thing.kind == "alias":
                return alias.rename(vault, here, fact, thing.property, new_name, read)
            return property.rename_value(vault, thing.property.key, fact.text, new_name, read)
        case Footnote(label=label) if label:
            return labels.rename_footnote(vault, here, label, new_name)
        case Definition() as fact if thing.kind == "footnote-definition":
            return labels.rename_footnote(vault, here, fact.label, new_name)
        case Definition() as fact if thing.kind == "definition":
            return labels.rename_reference(vault, here, fact.label, new_name)
    raise Refusal("This has no name that could be changed")


def _thing(here: Note, offset: int) -> Thing:
    thing = under(here, offset)
    if thing is None:
        raise Refusal("There is nothing to rename here")
    return thing


def _prepare_link(vault: Vault, here: Note, thing: Thing, offset: int) -> tuple[Span, str]:
    link = thing.fact
    assert isinstance(link, Link)
    label = _label(link, offset)
    if label is not None:
        return label, link.raw[label.start - link.start : label.end - link.start]
    anchor = _anchor(vault, here, link, thing)
    part = thing.part
    near = part is not None and part.span.start <= offset <= part.span.end
    if anchor is not None:
        name = anchor[1].id if isinstance(anchor[1], Block) else anchor[1].text
        if isinstance(anchor[1], Heading):
            span = heading.name_span(anchor[1])
            name = anchor[1].text[: span.end - span.start]
        return part.span if part is not None and near else thing.span, name
    found = resolve(vault, here, link)
    name = stem(found.target) if found.target is not None else link.path.rpartition("/")[2]
    if not name:
        raise Refusal(f"There is no such heading or block in {here.path}")
    return part.span if part is not None and near and part.kind == "path" else thing.span, name


def _rename_link(
    vault: Vault, here: Note, link: Link, thing: Thing, new_name: str, read: ReadText, can_confirm: bool
) -> Changes:
    anchor = _anchor(vault, here, link, thing)
    if anchor is not None:
        there, fact = anchor
        if isinstance(fact, Block):
            return block.rename(vault, there, fact, new_name)
        return heading.rename(vault, there, fact, new_name, read)
    found = resolve(vault, here, link)
    if found.target is None:
        return unresolved.rename(vault, link.path, new_name)
    if not link.path:
        raise Refusal(f"There is no such heading or block in {here.path}")
    return note.rename(vault, found.target, new_name, read, can_confirm)


def _label(link: Link, offset: int) -> Span | None:
    """Where the use of a reference has its label, if the cursor stands there."""
    if link.kind not in ("markdown", "embed") or reference_label(link.raw) is None:
        return None
    span = label_span(link)
    return span if span.start <= offset <= span.end else None


def _anchor(vault: Vault, here: Note, link: Link, thing: Thing) -> tuple[Note, Heading | Block] | None:
    """The heading or block that the link's part under the cursor names, with its note; None on any other part."""
    part = thing.part
    if not link.subpath or part is None or (part.kind != "subpath" and link.path):
        return None
    found = resolve(vault, here, link)
    there = here if found.target == here.path else vault.notes.get(found.target or "")
    if there is None:
        return None
    if found.anchor is None:
        raise Refusal(f"There is no such heading or block in {there.path}")
    if part.kind == "subpath" and "#" in link.subpath:
        named = Anchors(there).find("#".join(link.subpath.split("#")[: part.segment + 1]))
        return there, named or found.anchor
    return there, found.anchor
