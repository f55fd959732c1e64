"""What to colour in a note: the parts of links, tags, properties, block ids, callouts, footnotes, labels and comments.

Every theme colours the types of programming languages, so these stand for ours: a note is a class, a heading in a link a
function, a block an enum member, a display text a string, a tag a decorator, a property or label a property, a callout a
keyword, a footnote a parameter. What is named and isn't there is abstract.
"""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.answer import Token, TokenModifier
from vaultls.syntax.link_parts import label_span, link_parts, reference_label
from vaultls.syntax.note import Link, Note
from vaultls.text.lines import Lines
from vaultls.text.span import Span
from vaultls.vault.follow import Follow
from vaultls.vault.vault import Vault


def semantic_tokens(vault: Vault, note: Note, within: Span | None = None) -> list[Token]:
    """The tokens that touch `within`, in order and apart from each other, none over a line's end."""
    start, end = within or Span(0, note.lines.length)
    found = [t for t in (*_links(vault, note, start, end), *_facts(note)) if t.span.start < end and start < t.span.end]
    found.sort(key=lambda token: (token.span.start, -token.span.end))
    return [piece for token in _apart(found) for piece in _by_line(token, note.lines)]


def _links(vault: Vault, note: Note, start: int, end: int) -> Iterator[Token]:
    follow = Follow(vault, note)
    known: dict[tuple[str, str], list[Token]] = {}  # of what is written, as if it began the note
    for i in range(len(note.links)):
        first, last = note.links.span(i)
        if last <= start or first >= end:
            continue
        link = note.links[i]
        tokens = known.get((link.raw, link.path))
        if tokens is None:
            tokens = known[link.raw, link.path] = list(_link(follow, link._replace(start=0)))
        for span, type_, modifier in tokens:
            yield Token(Span(first + span.start, first + span.end), type_, modifier)


def _link(follow: Follow, link: Link) -> Iterator[Token]:
    found = follow(link)
    there: TokenModifier = "" if found.target is not None else "abstract"
    if not link.is_wiki and reference_label(link.raw) is not None:
        yield Token(label_span(link), "class", there)
        return
    path, subpath, display = link_parts(link)
    yield Token(path, "class", there)
    if subpath is not None:
        named: TokenModifier = "abstract" if found.target is None or found.status.startswith("broken") else ""
        yield Token(subpath, "enumMember" if link.subpath.startswith("^") else "function", named)
    if display is not None:
        yield Token(display, "string")


def _facts(note: Note) -> Iterator[Token]:
    for tag in note.tags:
        yield Token(Span(tag.start, tag.name_span.end), "decorator")
    for found in note.properties:
        yield Token(Span(found.key_start, found.key_end), "property")
    for block in note.blocks:
        yield Token(Span(block.id_start, block.id_span.end), "enumMember", "declaration")
    for callout in note.callouts:
        yield Token(Span(callout.start + 2, callout.start + 2 + len(callout.type)), "keyword")
    for use in note.footnotes:
        if use.label:
            yield Token(Span(use.start, use.end), "parameter")
    for definition in note.footnote_definitions:
        yield Token(
            Span(definition.start, definition.start + len("[^]") + len(definition.label)), "parameter", "declaration"
        )
    code = {zone.start for zone in note.zones if zone.kind == "code"}
    for field in note.fields:
        backticks = "``" if field.start in code else ""
        yield Token(Span(field.start, field.start + len(f"{field.name}:{backticks}")), "property")
    for zone in note.zones:
        if zone.kind == "comment":
            yield Token(Span(zone.start, zone.end), "comment")


def _apart(tokens: list[Token]) -> Iterator[Token]:
    """Tokens that contain others are taken apart around them. Outer ones come first."""
    open_: list[Token] = []
    at = 0
    for i, token in enumerate(tokens):
        start, end = token.span
        while open_ and open_[-1].span.end <= start:
            outer = open_.pop()
            if at < outer.span.end:
                yield outer._replace(span=Span(at, outer.span.end))
                at = outer.span.end
        if open_ and at < start:
            yield open_[-1]._replace(span=Span(at, start))
        if not open_ and at <= start and (i + 1 == len(tokens) or end <= tokens[i + 1].span.start):
            yield token  # most are alone
            at = end
            continue
        at = max(at, start)
        open_.append(token)
    while open_:
        outer = open_.pop()
        if at < outer.span.end:
            yield outer._replace(span=Span(at, outer.span.end))
            at = outer.span.end


def _by_line(token: Token, lines: Lines) -> Iterator[Token]:
    """The pieces of a token that stand on one line each."""
    start, end = token.span
    line = lines.line(start)
    if start < end <= lines.end(line):
        yield token
        return
    while start < end:
        stop = min(end, lines.end(line))
        if start < stop:
            yield token._replace(span=Span(start, stop))
        line += 1
        if line == len(lines):
            return
        start = lines.start(line)
