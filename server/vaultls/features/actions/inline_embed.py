"""The embed under the cursor replaced by what it shows: a note without its frontmatter, a section, a block without its id."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from vaultls.features.actions._anchored import anchored
from vaultls.features.actions._asked import Asked, blank_line_behind, newline_of
from vaultls.features.actions._inlining import GoalOf, Inlined, inlined
from vaultls.features.actions._readdress import Goal, Readdress
from vaultls.features.answer import Action, ActionKind, Changes, Edit, Refusal
from vaultls.features.quote import anchor_span
from vaultls.syntax.note import Block, Link, Note
from vaultls.syntax.parse import parse
from vaultls.syntax.tables import tables
from vaultls.text.edit import apply_edits
from vaultls.text.span import Span
from vaultls.vault.follow import Follow
from vaultls.vault.resolve import Resolution
from vaultls.vault.vault import Vault

KIND: ActionKind = "refactor.inline"

_ROUNDS = 3


def find(asked: Asked) -> Iterator[Action]:
    start, end = asked.span
    follow = Follow(asked.vault, asked.note)
    for link in asked.note.links:
        if link.kind != "embed" or not (link.start <= start and end <= link.end):
            continue
        found = follow(link)
        there = follow.note(found.target) if found.target is not None else None
        if there is None or found.status.startswith("broken"):
            continue
        span = anchor_span(there, found.anchor)
        if there is asked.note and span.start <= link.start < span.end:
            continue  # it shows itself
        yield Action("Put the embedded text here", KIND, partial(_inline, asked, link, there, span))


def _inline(asked: Asked, link: Link, there: Note, span: Span) -> Changes:
    """First without other links, which tells where headings will be; then with all that must follow."""
    path = asked.note.path
    below = next((h for h in reversed(asked.note.headings) if h.start < link.start), None)
    vault = asked.vault
    goal: GoalOf = _same
    following: dict[tuple[str, Span], str] = {}
    before: object = None
    for _ in range(_ROUNDS):
        made = inlined(asked, vault, goal, there, span, below)
        own = [Edit(path, s, new) for s, new in _placed(asked, link, made)]
        vault = _after(asked, [*own, *_edits(following)])
        goal = _goals(asked, link, vault, made)
        following = _following(asked, link, vault, goal)
        if (made, following) == before:
            break
        before = made, following
    changes = [*own, *_edits(following)]
    _check(asked, link, _after(asked, changes), made)
    return Changes(tuple(changes))


def _edits(found: dict[tuple[str, Span], str]) -> list[Edit]:
    return [Edit(path, span, text) for (path, span), text in found.items()]


def _after(asked: Asked, edits: list[Edit]) -> Vault:
    by_path: dict[str, list[tuple[Span, str]]] = {}
    for path, span, text, _ in edits:
        by_path.setdefault(path, []).append((span, text))
    return asked.vault.updated([parse(path, apply_edits(asked.text(path), some)) for path, some in by_path.items()])


def _placed(asked: Asked, link: Link, made: Inlined) -> list[tuple[Span, str]]:
    """The text in place of the embed: several lines only where it stands alone, in the quote or below the indent that it has."""
    lines, text, newline = asked.note.lines, asked.text(), newline_of(asked.text())
    line = lines.line(link.start)
    before, behind = text[lines.start(line) : link.start], text[link.end : lines.end(line)]
    said = made.text
    single = "\n" not in said and "\r" not in said and not made.headings
    in_table = any(table.start <= link.start < table.end for table in tables(text))
    if in_table and (not single or "|" in said.replace("\\|", "")):
        raise Refusal("A table's cell can't hold what it shows")
    found = [(Span(link.start, link.end), said)]
    if not single:
        if before.strip(" \t>\ufeff") or behind.strip():
            raise Refusal("What it shows has several lines, and the embed doesn't stand alone on its own")
        found = [
            (Span(lines.start(line) + before.startswith("\ufeff"), link.end), _as_block(asked, line, said, newline))
        ]
    if made.definitions:
        end = len(text)
        lead = blank_line_behind(apply_edits(text, found), newline)
        found.append((Span(end, end), lead + newline.join(made.definitions) + newline))
    return found


def _same(found: Resolution) -> Goal:
    return Goal(found.target, found.target, found.anchor)


def _goals(asked: Asked, embed: Link, vault: Vault, made: Inlined) -> GoalOf:
    """Where links must lead in `vault`: headings behind the embed have others before them. Raises `Refusal` where one is lost."""
    if len(vault.notes[asked.note.path].headings) != len(asked.note.headings) + made.headings:
        raise Refusal("What it shows would be something else here")

    def goal(found: Resolution) -> Goal:
        target, anchor = found.target, found.anchor
        if target is None or anchor is None or vault.notes[target] is asked.vault.notes[target]:
            return _same(found)
        before, now = asked.vault.notes[target], vault.notes[target]
        if isinstance(anchor, Block):
            return Goal(target, target, next((b for b in now.blocks if b.id == anchor.id), None))
        more = made.headings if target == asked.note.path and anchor.start > embed.start else 0
        return Goal(target, target, now.headings[more + next(i for i, h in enumerate(before.headings) if h is anchor)])

    return goal


def _as_block(asked: Asked, line: int, said: str, newline: str) -> str:
    """Lines in place of one, with what it begins with, and blank ones between them and what stands around."""
    lines, text = asked.note.lines, asked.text()

    def row(number: int) -> str:
        return text[lines.start(number) : lines.end(number)].strip(" \t>") if 0 <= number < len(lines) else ""

    here = text[lines.start(line) : lines.end(line)].removeprefix("\ufeff")
    prefix = here[: len(here) - len(here.lstrip(" \t>"))]
    titles = {lines.line(callout.start) for callout in asked.note.callouts}
    rows = [
        *([""] if row(line - 1) and line - 1 not in titles else []),
        *said.split(newline),
        *([""] if row(line + 1) else []),
    ]
    return newline.join((prefix + row).rstrip() for row in rows)


def _following(asked: Asked, embed: Link, vault: Vault, goal: GoalOf) -> dict[tuple[str, Span], str]:
    """Links of this note and to its headings that would find a new heading of that text."""
    write, follow, path = Readdress(vault, asked.read), Follow(asked.vault, asked.note), asked.note.path
    found: dict[tuple[str, Span], str] = {}
    for link in asked.note.links:
        if link.start != embed.start:
            found.update(((path, s), text) for s, text in write.edits(asked.note, link, path, goal(follow(link))))
    for note, number, was in anchored(asked):
        found.update(((note.path, s), text) for s, text in write.edits(note, note.links[number], note.path, goal(was)))
    return found


def _check(asked: Asked, embed: Link, vault: Vault, made: Inlined) -> None:
    """Every link leads where it must, and what has come leads where it led. Raises `Refusal` if not."""
    goal, follow, now = _goals(asked, embed, vault, made), Follow(asked.vault, asked.note), vault.notes[asked.note.path]
    before = [follow(k) for k in asked.note.links if k.start < embed.start]
    behind = [follow(k) for k in asked.note.links if k.start > embed.start]
    then = Follow(vault, now)
    for link, was in zip(now.links, [*before, *made.leads, *behind], strict=False):
        found, wanted = then(link), goal(was)
        if found.target != wanted.path or found.anchor is not wanted.anchor:
            raise Refusal(f"{link.raw} could not lead there")
    if len(now.links) < len(before) + len(made.leads) + len(behind):
        raise Refusal("What it shows would be something else here")
