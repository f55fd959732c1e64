"""Who refers to the thing under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vaultls.features.answer import Place
from vaultls.features.cursor import Thing, under
from vaultls.syntax.containers import label_key
from vaultls.syntax.link_parts import reference_label
from vaultls.syntax.note import Block, Definition, Footnote, Heading, Link, Note, Property, Scalar, Tag
from vaultls.text.span import Span
from vaultls.vault.keys import title_of
from vaultls.vault.links import Backlink, anchored, backlinks, own_links, sources, unresolved
from vaultls.vault.names import fold
from vaultls.vault.resolve import find_anchor, resolve
from vaultls.vault.tags import place, uses
from vaultls.vault.vault import Vault


def references(vault: Vault, note: Note, offset: int, include_declaration: bool) -> list[Place]:
    """The places, by path and then in the order of the text, each once. With `include_declaration` the thing itself comes first.

    From a link: who else links there (on its path the note, on its subpath the heading or block). From the first H1 and
    from the frontmatter: who links to the note.
    """
    thing = under(note, offset)
    if thing is None:
        front = note.zones[0] if note.zones and note.zones[0].kind == "frontmatter" else None
        return _of_note(vault, note.path, include_declaration) if front and offset < front.end else []
    fact = thing.fact
    if isinstance(fact, Link):
        return _of_link(vault, note, fact, thing, include_declaration)
    if isinstance(fact, Tag):
        return [Place(n.path, place(tag)) for n, tag in uses(vault, fact.name)]
    if isinstance(fact, Heading):
        if fact.level == 1 and fact.text == title_of(note) and fact is next(h for h in note.headings if h.level == 1):
            return _of_note(vault, note.path, include_declaration)
        return _of_anchor(vault, note, fact, include_declaration)
    if isinstance(fact, Block):
        return _of_anchor(vault, note, fact, include_declaration)
    if isinstance(fact, (Footnote, Definition)):
        return _in_note(note, thing, include_declaration)
    if isinstance(fact, Property):
        return [
            Place(n.path, Span(p.key_start, p.key_end))
            for n in _ordered(vault)
            for p in n.properties
            if p.key == fact.key
        ]
    if thing.kind == "alias":
        return _of_alias(vault, note, fact, include_declaration)
    assert thing.property is not None  # a value belongs to a property
    return list(_of_value(vault, thing.property.key, fact))


def _ordered(vault: Vault) -> Iterator[Note]:
    return (vault.notes[path] for path in sorted(vault.notes))


def _places(found: Iterable[Backlink]) -> list[Place]:
    return [Place(b.note.path, b.span) for b in found]


def _of_note(vault: Vault, path: str, include_declaration: bool) -> list[Place]:
    own = [Place(path, Span(0, 0))] if include_declaration else []
    for source in sources(vault, path):
        of = source.note.path
        own += [Place(of, span) for span in source.spans]
    return own


def _of_link(vault: Vault, note: Note, link: Link, thing: Thing, include_declaration: bool) -> list[Place]:
    found = resolve(vault, note, link)
    if found.target is None:
        return _places(unresolved(vault, link.path))
    there = note if found.target == note.path else vault.notes.get(found.target)
    on_subpath = thing.part is not None and thing.part.kind == "subpath"
    if there is not None and found.anchor is not None and (on_subpath or not link.path):
        anchor = found.anchor
        if on_subpath and thing.part is not None and "#" in link.subpath:
            anchor = find_anchor(there, "#".join(link.subpath.split("#")[: thing.part.segment + 1])) or anchor
        return _of_anchor(vault, there, anchor, include_declaration)
    return _of_note(vault, found.target, include_declaration)


def _of_anchor(vault: Vault, note: Note, anchor: Heading | Block, include_declaration: bool) -> list[Place]:
    """Links to a heading or block, from its own note too."""
    own = []
    if include_declaration:
        own.append(
            Place(
                note.path,
                anchor.text_span if isinstance(anchor, Heading) else Span(anchor.id_start, anchor.id_span.end),
            )
        )
    found = [*anchored(vault, backlinks(vault, note.path), anchor), *anchored(vault, own_links(note), anchor)]
    found.sort(key=lambda b: (b.note.path, b.span))
    return own + _places(found)


def _of_alias(vault: Vault, note: Note, alias: Scalar | object, include_declaration: bool) -> list[Place]:
    assert isinstance(alias, Scalar)  # what an alias is
    wanted = fold(alias.text.strip())
    own = [Place(note.path, Span(alias.start, alias.end))] if include_declaration else []
    return own + _places(
        b
        for b in backlinks(vault, note.path)
        if fold(b.link.path) == wanted and resolve(vault, b.note, b.link).by_alias
    )


def _of_value(vault: Vault, key: str, value: object) -> Iterator[Place]:
    """The same value of the same property in any note."""
    assert isinstance(value, Scalar)  # what a value is
    wanted = fold(value.text.strip())
    for note in _ordered(vault):
        for prop in note.properties:
            if prop.key == key:
                for scalar in prop.scalars:
                    if fold(scalar.text.strip()) == wanted:
                        yield Place(note.path, Span(scalar.start, scalar.end))


def _in_note(note: Note, thing: Thing, include_declaration: bool) -> list[Place]:
    """Footnotes and reference labels, which count in their own note only."""
    fact = thing.fact
    assert isinstance(fact, (Footnote, Definition))
    spans: list[Span] = []
    if thing.kind == "definition":
        wanted = label_key(fact.label)
        spans = [
            Span(x.start, x.end)
            for x in note.links
            if x.kind in ("markdown", "embed") and reference_label(x.raw) == wanted
        ]
        definitions = [d for d in note.definitions if label_key(d.label) == wanted]
    else:
        label = fact.label.casefold()
        spans = [Span(f.start, f.end) for f in note.footnotes if label and f.label.casefold() == label]
        definitions = [d for d in note.footnote_definitions if d.label.casefold() == label]
    own = [Place(note.path, Span(d.start, d.end)) for d in definitions[:1]] if include_declaration else []
    return own + [Place(note.path, span) for span in spans]
