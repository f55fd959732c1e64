"""Definitions of footnotes and references when a stretch of a note leaves it: which go along, which stay, which are needed twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from vaultls.features.actions._asked import newline_of
from vaultls.features.actions._spans import covering
from vaultls.features.answer import Refusal
from vaultls.syntax.containers import label_key
from vaultls.syntax.note import Definition, Note
from vaultls.syntax.parse import parse
from vaultls.text.span import Span


class Division(NamedTuple):
    """Definitions by what becomes of them, each in the order of the text."""

    moved: list[Definition]  # from outside the stretch, where they are needed no more
    copied: list[Definition]  # from outside, needed in both
    left: list[Definition]  # from inside, needed only outside
    shared: list[Definition]  # from inside, needed in both


def divided(note: Note, text: str, span: Span) -> Division:
    """What to do when `span` leaves the note. Raises `Refusal` where a definition can't be taken out of what it stands in."""
    inside, outside = needed(note, text, [span]), needed(note, text, [Span(0, span.start), Span(span.end, len(text))])
    result = Division([], [], [], [])
    seen: set[tuple[bool, str]] = set()
    for definition in sorted([*note.definitions, *note.footnote_definitions], key=_start):
        key = key_of(definition)
        if key in seen:
            continue  # only the first of a label counts
        seen.add(key)
        within = span.start <= definition.start < span.end
        if not (key in outside if within else key in inside):
            continue
        both = key in inside and key in outside
        apart = _is_apart(note, definition)
        if not apart and "\n" in text[definition.start : definition.end]:
            raise Refusal(f"The definition of “{definition.label}” stands in a quote or list and is needed elsewhere")
        if within:
            (result.shared if both or not apart else result.left).append(definition)
        else:
            (result.copied if both or not apart else result.moved).append(definition)
    return result


def lines_of(note: Note, definition: Definition) -> Span:
    """The definition with its last line end."""
    line = note.lines.line(definition.end)
    return Span(definition.start, note.lines.start(line + 1) if line + 1 < len(note.lines) else note.lines.length)


def _is_apart(note: Note, definition: Definition) -> bool:
    """Whether it has lines of its own, outside quotes and lists."""
    return definition.start == note.lines.start(note.lines.line(definition.start))


def key_of(definition: Definition) -> tuple[bool, str]:
    """Whether it is a footnote's, and its label as it compares."""
    if not definition.dest:
        return True, definition.label.casefold()
    return False, label_key(definition.label)


def needed(note: Note, text: str, stretches: list[Span]) -> set[tuple[bool, str]]:
    """The labels that a part of the note uses, also by way of footnotes: (whether a footnote's, label as it compares)."""
    covers = covering(stretches)
    definitions = sorted(note.footnote_definitions, key=_start)
    held: dict[str, list[str]] = {}  # what the text of each footnote uses
    labels: list[str] = []
    for use in note.footnotes:
        i = bisect_right(definitions, use.start, key=_start) - 1
        label = use.label.casefold()
        if label and i >= 0 and use.start < definitions[i].end:
            held.setdefault(definitions[i].label.casefold(), []).append(label)
        elif label and covers(use.start):
            labels.append(label)
    found: set[str] = set()
    while labels:
        label = labels.pop()
        if label not in found:
            found.add(label)
            labels += held.get(label, ())
    return {(True, label) for label in found} | {(False, label) for label in _references(note, text, stretches, found)}


def _references(note: Note, text: str, stretches: Iterable[Span], footnotes: set[str]) -> set[str]:
    """The reference labels used, external links' too: what parsing doesn't find unused behind the stretches."""
    newline = newline_of(text)
    parts = [text[start:end] for start, end in stretches]
    for d in note.footnote_definitions:
        inside = any(s.start <= d.start < s.end for s in stretches)
        if d.label.casefold() in footnotes and not inside:
            parts.append(text[d.start : d.end])
    parts += [text[d.start : d.end] for d in note.definitions]
    body = (newline * 2).join(parts)
    if body.startswith("---"):
        body = newline + body  # no frontmatter
    found = parse(note.path, body)
    unused = {p.start for p in found.problems if p.code == "unused-reference"}
    known = {label_key(d.label): d for d in reversed(found.definitions)}
    return {key for key, d in known.items() if d.start not in unused and d.dest.strip() not in ("#", "<>", "")}


def _start(definition: Definition) -> int:
    return definition.start
