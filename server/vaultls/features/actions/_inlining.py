"""The text that an embed shows, made ready to stand in its place: without ids, its headings and links fit for the other note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import NamedTuple

from vaultls.features.actions._asked import Asked, newline_of
from vaultls.features.actions._definitions import key_of, needed
from vaultls.features.actions._levels import shifted
from vaultls.features.actions._readdress import Goal, Readdress
from vaultls.features.actions._spans import covering, cut
from vaultls.features.answer import Refusal
from vaultls.syntax.note import Definition, Heading, Note
from vaultls.text.span import Span
from vaultls.vault.follow import Follow
from vaultls.vault.resolve import Resolution
from vaultls.vault.vault import Vault

GoalOf = Callable[[Resolution], Goal]


class Inlined(NamedTuple):
    """`text` without a line end, with those of the note that takes it; `definitions` that it needs at that note's end."""

    text: str
    definitions: tuple[str, ...]
    headings: int  # in it
    leads: tuple[Resolution, ...]  # where its links led


def inlined(asked: Asked, vault: Vault, goal: GoalOf, there: Note, span: Span, below: Heading | None) -> Inlined:
    """The stretch `span` of the note `there` for the asking note, under its heading `below`.

    `vault`: the one where links are to be right; `goal`: where one must lead there.
    """
    text, newline = asked.text(there.path), newline_of(asked.text())
    headings = [h for h in there.headings if span.start <= h.start < span.end]
    edits: list[tuple[Span, str]] = list(_without_ids(there, text, span))
    if below is not None and headings:
        by = below.level + 1 - min(h.level for h in headings)
        edits += [edit for h in headings for edit in shifted(there, text, h, by)]
    wanted: list[Definition] = []
    if there.path != asked.note.path:  # else they are here
        labels, all_ = needed(there, text, [span]), (*there.definitions, *there.footnote_definitions)
        wanted = [d for d in all_ if key_of(d) in labels and not span.start <= d.start < span.end]
    covers = covering([span, *(Span(d.start, d.end) for d in wanted)])
    edits += _links(asked, vault, goal, there, covers)
    edits = sorted(set(edits))  # each use of a reference edits its definition
    if there.path != asked.note.path:
        inside = [d for d in there.definitions if span.start <= d.start < span.end]
        _check_references(
            asked, [(d, _with_ends(cut(text, Span(d.start, d.end), edits), newline)) for d in (*wanted, *inside)]
        )
        edits = sorted([*edits, *_labels(asked, there, covers)])
    follow = Follow(asked.vault, there)
    leads = tuple(follow(link) for link in there.links if span.start <= link.start < span.end)
    here = {asked.text()[d.start : d.end] for d in asked.note.definitions}
    given = [_with_ends(cut(text, Span(d.start, d.end), edits), newline) for d in wanted]
    body = _with_ends(cut(text, span, edits), newline).strip("\r\n").rstrip()
    return Inlined(body, tuple(said for said in given if said not in here), len(headings), leads)


def _with_ends(text: str, newline: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", newline)


def _without_ids(there: Note, text: str, span: Span) -> Iterator[tuple[Span, str]]:
    """Ids stay with the text that they name; one on a line of its own goes with the line."""
    lines = there.lines
    for block in there.blocks:
        start, end = block.id_start, block.id_span.end
        if not (span.start <= start and end <= span.end):
            continue
        line = lines.line(start)
        first = lines.start(line)
        if not text[first:start].strip(" \t>") and line > 0:
            yield Span(max(span.start, lines.end(line - 1)), end), ""
        else:
            yield Span(start - len(text[first:start]) + len(text[first:start].rstrip()), end), ""


def _links(
    asked: Asked, vault: Vault, goal: GoalOf, there: Note, covers: Callable[[int], bool]
) -> Iterator[tuple[Span, str]]:
    """Links lead where they led, seen from the other note."""
    write, follow = Readdress(vault, asked.read), Follow(asked.vault, there)
    for link in there.links:
        if covers(link.start):
            yield from write.edits(there, link, asked.note.path, goal(follow(link)))


def _check_references(asked: Asked, coming: list[tuple[Definition, str]]) -> None:
    """Raises `Refusal` where the note has another reference of the same label."""
    text = asked.text()
    own = {key_of(d): text[d.start : d.end] for d in reversed(asked.note.definitions)}
    for definition, said in coming:
        if definition.dest and own.get(key_of(definition), said) != said:
            raise Refusal(f"Both notes define the reference “{definition.label}”")


def _labels(asked: Asked, there: Note, covers: Callable[[int], bool]) -> Iterator[tuple[Span, str]]:
    """Footnotes get another label where the note has one of theirs."""
    here = asked.note
    taken = {f.label.casefold() for f in here.footnotes} | {d.label.casefold() for d in here.footnote_definitions}
    uses = [(f.start, f.label) for f in there.footnotes] + [(d.start, d.label) for d in there.footnote_definitions]
    fresh: dict[str, str] = {}
    for start, label in uses:
        known = label.casefold()
        if not label or not covers(start) or not (known in fresh or known in taken):
            continue
        if known not in fresh:
            fresh[known] = next(new for n in count(2) if (new := f"{label}-{n}").casefold() not in taken)
            taken.add(fresh[known].casefold())
        yield Span(start + 2, start + 2 + len(label)), fresh[known]
