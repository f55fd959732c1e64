"""Where the thing under the cursor leads."""

from __future__ import annotations

from vaultls.features.answer import Place, Target
from vaultls.features.cursor import Thing, under
from vaultls.syntax.note import Block, Definition, Footnote, Heading, Link, Note, Tag
from vaultls.syntax.outline import section
from vaultls.text.span import Span
from vaultls.vault.resolve import find_anchor, resolve
from vaultls.vault.tags import same_tag
from vaultls.vault.vault import Vault

_START = Span(0, 0)


def definition(vault: Vault, note: Note, offset: int) -> list[Target]:
    """The targets of what stands at `offset`: one, several where a link is ambiguous or for a tag, none for what leads nowhere."""
    thing = under(note, offset)
    if thing is None:
        return []
    fact = thing.fact
    if isinstance(fact, Link):
        return _of_link(vault, note, fact, thing)
    if isinstance(fact, Tag):
        return [Target(thing.span, Place(path, span), span) for path, span in same_tag(vault, fact.name)]
    if isinstance(fact, Footnote):
        label = fact.label.casefold()
        return [
            Target(thing.span, Place(note.path, Span(d.start, d.end)), Span(d.start, d.end))
            for d in note.footnote_definitions
            if d.label.casefold() == label and label
        ][:1]
    if isinstance(fact, (Heading, Block)):
        return [_target(thing.span, note, fact)]
    if isinstance(fact, Definition) or thing.kind == "alias":
        return [Target(thing.span, Place(note.path, thing.span), thing.span)]
    return []


def _of_link(vault: Vault, note: Note, link: Link, thing: Thing) -> list[Target]:
    found = resolve(vault, note, link)
    if found.target is None:
        return []
    origin = Span(link.start, link.end)
    there = note if found.target == note.path else vault.notes.get(found.target)
    anchor = found.anchor
    part = thing.part
    if there is not None and part is not None and part.kind == "subpath" and "#" in link.subpath:
        # On `[[note#A#B]]` with the cursor in A, that is A.
        chain = link.subpath.split("#")
        anchor = find_anchor(there, "#".join(chain[: part.segment + 1])) or anchor
    if there is not None and anchor is not None:
        return [_target(origin, there, anchor)]
    return [Target(origin, Place(path, _START), _START) for path in found.candidates]


def _target(origin: Span, note: Note, anchor: Heading | Block) -> Target:
    if isinstance(anchor, Heading):
        return Target(
            origin, Place(note.path, Span(anchor.start, anchor.end)), section(note, note.headings.index(anchor))
        )
    span = Span(anchor.start, anchor.end)
    return Target(origin, Place(note.path, span), span)
