"""The text that an embed shows, made ready to stand in its place: without ids, its headings and links fit for the other note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import NamedTuple

from vaultls.features.actions._asked import Asked, newline_of
from vaultls.features.actions._definitions import key_of, needed
from vaultls.features.actions._levels import shifted
from vaultls.features.actions._readdress import Goal, Readdress
from vaultls.features.answer import Refusal
from vaultls.syntax.note import Definition, Heading, Note
from vaultls.text.edit import apply_edits
from vaultls.text.span import Span
from vaultls.vault.follow import Follow
from vaultls.vault.resolve import Resolution
from vaultls.vault.vault import Vault

Replaced = list[tuple[Span, str]]
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
    edits: Replaced = list(_without_ids(there, text, span))
    if below is not None and headings:
        by = below.level + 1 - min(h.level for h in headings)
        edits += [edit for h in headings for edit in shifted(there, text, h, by)]
    labels = needed(there, text, [span])
    wanted = [
        d
        for d in (*there.definitions, *there.footnote_definitions)
        if key_of(there, d) in labels and not span.start <= d.start < span.end
    ]
    if there.path == asked.note.path:
        wanted = []  # they are here
    stretches = [span, *(Span(d.start, d.end) for d in wanted)]
    edits += _links(asked, vault, goal, there, stretches)
    if there.path != asked.note.path:
        edits += _labels(asked, there, text, stretches, wanted, edits)
    follow = Follow(asked.vault, there)
    leads = tuple(follow(link) for link in there.links if span.start <= link.start < span.end)
    given = tuple(
        said
        for d in wanted
        if (said := _cut(text, Span(d.start, d.end), edits, newline)) not in _definitions_here(asked)
    )
    return Inlined(_cut(text, span, edits, newline).strip("\r\n").rstrip(), given, len(headings), leads)


def _cut(text: str, span: Span, edits: Replaced, newline: str) -> str:
    """A part of a text with the edits in it made, its lines ended as in the note that takes it."""
    inside = {Span(s - span.start, e - span.start): new for (s, e), new in edits if span.start <= s and e <= span.end}
    return (
        apply_edits(text[span.start : span.end], inside.items())
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\n", newline)
    )


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


def _links(asked: Asked, vault: Vault, goal: GoalOf, there: Note, stretches: list[Span]) -> Iterator[tuple[Span, str]]:
    """Links lead where they led, seen from the other note."""
    write, follow = Readdress(vault, asked.read), Follow(asked.vault, there)
    for link in there.links:
        if any(s.start <= link.start < s.end for s in stretches):
            yield from write.edits(there, link, asked.note.path, goal(follow(link)))


def _labels(
    asked: Asked, there: Note, text: str, stretches: list[Span], wanted: list[Definition], edits: Replaced
) -> Iterator[tuple[Span, str]]:
    """Footnotes get another label where the note has one of theirs. Raises `Refusal` where references would clash."""
    here, newline = asked.note, newline_of(asked.text())
    taken = {f.label.casefold() for f in here.footnotes} | {d.label.casefold() for d in here.footnote_definitions}
    own = {key_of(here, d): asked.text()[d.start : d.end] for d in (*here.footnote_definitions, *here.definitions)}
    for d in (*wanted, *(d for d in there.definitions if stretches[0].start <= d.start < stretches[0].end)):
        said = own.get(key_of(there, d))
        if d in there.definitions and said is not None and said != _cut(text, Span(d.start, d.end), edits, newline):
            raise Refusal(f"Both notes define the reference “{d.label}”")
    fresh: dict[str, str] = {}
    uses = [(f.start, f.label) for f in there.footnotes] + [(d.start, d.label) for d in there.footnote_definitions]
    for start, label in uses:
        if (
            not label
            or not any(s.start <= start < s.end for s in stretches)
            or not (label in fresh or label.casefold() in taken)
        ):
            continue
        if label not in fresh:
            fresh[label] = next(new for n in count(2) if (new := f"{label}-{n}").casefold() not in taken)
            taken.add(fresh[label].casefold())
        yield Span(start + 2, start + 2 + len(label)), fresh[label]


def _definitions_here(asked: Asked) -> set[str]:
    text = asked.text()
    return {text[d.start : d.end] for d in asked.note.definitions}
