"""A stretch of a note moved to a note of its own: its links lead where they led, links into it follow, definitions go along.

Both notes are parsed as they will be, and a link that would lead elsewhere is written anew. In the end each is looked at
again: either no link is lost, or nothing is done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from vaultls.features.actions._anchored import Anchored, anchored
from vaultls.features.actions._asked import Asked
from vaultls.features.actions._parting import Edits, Parting
from vaultls.features.actions._readdress import Goal, Readdress
from vaultls.features.answer import Changes, Create, Edit, Refusal
from vaultls.syntax.note import Block, Heading, Link, Note
from vaultls.syntax.parse import parse
from vaultls.text.edit import apply_edits
from vaultls.text.span import Span
from vaultls.vault.anchors import Anchors
from vaultls.vault.follow import Follow
from vaultls.vault.resolve import Resolution
from vaultls.vault.vault import Vault

Fact = Heading | Block
Edited = Callable[[str, tuple[tuple[Span, str], ...]], Note]
"""A note of the vault with some edits made."""

_ROUNDS = 4


class Plan(NamedTuple):
    """`span` of the asking note goes to the new note `path`, with `own` edits in it; `rest`, which holds one link, stays in its place."""

    span: Span
    path: str
    rest: str
    own: Sequence[tuple[Span, str]] = ()
    whole: bool = False  # whether the first heading is all of the new note


class _Edits(NamedTuple):
    """Of links: in the old note, in the new one by their place in the old text, and in other notes."""

    home: Edits
    new: Edits
    others: dict[tuple[str, Span], str]


def extract(asked: Asked, plan: Plan) -> Changes:
    """Raises `Refusal` where something would be torn apart or a link lost."""
    parting = Parting(asked.note, asked.text(), plan.span, plan.rest, plan.own)
    others = list(anchored(asked))
    edits = _Edits({}, {}, {})

    @cache
    def edited(path: str, found: tuple[tuple[Span, str], ...]) -> Note:
        return parse(path, apply_edits(asked.text(path), found))

    for _ in range(_ROUNDS):  # a heading with a link in it has another text then, and links to it follow
        vault = _after(asked, parting, plan.path, edits, edited)
        before, edits = edits, _written(asked, parting, plan, others, vault)
        if edits == before:
            break
    _check(asked, parting, plan, _after(asked, parting, plan.path, edits, edited), others)
    home = [Edit(asked.note.path, span, text) for span, text in parting.old_edits(edits.home)]
    further = [Edit(path, span, text) for (path, span), text in edits.others.items()]
    return Changes((*home, *further), (Create(plan.path, parting.new_text(edits.new)),))


def _written(asked: Asked, parting: Parting, plan: Plan, others: list[Anchored], vault: Vault) -> _Edits:
    """What makes all links lead where they must in `vault`, the one that will be."""
    note, edits = asked.note, _Edits({}, {}, {})
    follow, goals = Follow(asked.vault, note), _Goals(asked, parting, plan.path, vault)
    write = Readdress(vault, asked.read, plan.path if plan.whole else None)
    for links, source, found in (
        (parting.old_links(), note.path, edits.home),
        (parting.new_links(), plan.path, edits.new),
    ):
        for link in links:
            found.update(write.edits(note, link, source, goals.of(follow(link))))
    for other, number, was in others:
        for span, text in write.edits(other, other.links[number], other.path, goals.of(was)):
            edits.others[other.path, span] = text
    return edits


def _after(asked: Asked, parting: Parting, new: str, edits: _Edits, edited: Edited) -> Vault:
    """The vault with these edits of links made."""
    by_path: dict[str, list[tuple[Span, str]]] = {}
    for (path, span), text in edits.others.items():
        by_path.setdefault(path, []).append((span, text))
    others = [edited(path, tuple(some)) for path, some in by_path.items()]
    both = parse(asked.note.path, parting.old_text(edits.home)), parse(new, parting.new_text(edits.new))
    return asked.vault.updated([*both, *others])


class _Goals:
    """Where links must lead in `vault`, the one that will be. Raises `Refusal` where a heading or block is lost."""

    def __init__(self, asked: Asked, parting: Parting, new: str, vault: Vault) -> None:
        self._asked = asked
        self._vault = vault
        self._anchors: dict[int, tuple[str, Fact]] = {}  # of the note that is parted, by where they say so
        for kind in (Heading, Block):
            before = _facts(parting.note, kind)
            for path, inside in ((new, True), (parting.note.path, False)):
                now = _facts(vault.notes[path], kind)
                some = [fact for fact in before if parting.has(_place(fact)) is inside]
                if len(some) != len(now):
                    raise Refusal("That would tear apart a heading or a block")
                self._anchors.update((_place(fact), (path, after)) for fact, after in zip(some, now, strict=True))

    def of(self, found: Resolution) -> Goal:
        """Of a link that leads there now."""
        target, anchor = found.target, found.anchor
        if target is None or anchor is None:
            return Goal(target, target, None)
        if target == self._asked.note.path:
            return Goal(target, *self._anchors[_place(anchor)])
        before, now = self._asked.vault.notes[target], self._vault.notes[target]
        if now is not before:
            number = next(i for i, fact in enumerate(_facts(before, type(anchor))) if fact is anchor)
            anchor = _facts(now, type(anchor))[number]
        return Goal(target, target, anchor)


def _facts(note: Note, kind: type) -> Sequence[Fact]:
    return note.headings if kind is Heading else note.blocks


def _place(fact: Fact) -> int:
    return fact.start if isinstance(fact, Heading) else fact.id_start


def _check(asked: Asked, parting: Parting, plan: Plan, vault: Vault, others: list[Anchored]) -> None:
    """Every link leads where it must, and no other has come. Raises `Refusal` if not."""
    follow, goals = Follow(asked.vault, asked.note), _Goals(asked, parting, plan.path, vault)
    pairs: list[tuple[Note, Link, Resolution]] = []
    for path, before in ((asked.note.path, parting.old_links()), (plan.path, parting.new_links())):
        note = vault.notes[path]
        now = list(note.links)
        if path == asked.note.path:  # the link that takes the stretch's place
            if len(now) != len(before) + 1:
                raise Refusal("That would tear apart a link")
            own = now.pop(sum(link.start < plan.span.start for link in before))
            if Follow(vault, note)(own).target != plan.path:
                raise Refusal(f"No link could lead to {plan.path}")
        if len(now) != len(before):
            raise Refusal("That would tear apart a link")
        pairs += [(note, link, follow(was)) for link, was in zip(now, before, strict=True)]
    pairs += [(vault.notes[o.note.path], vault.notes[o.note.path].links[o.number], o.found) for o in others]
    anchors: dict[str, Anchors] = {}
    follows = {note.path: Follow(vault, note, anchors) for note, _, _ in pairs}
    first = next(iter(vault.notes[plan.path].headings), None) if plan.whole else None
    for note, link, was in pairs:
        goal, found = goals.of(was), follows[note.path](link)
        waited = goal.path is None and found.target == plan.path  # for a note of this name
        whole = first is not None and goal.anchor is first and found.anchor is None
        if not waited and (found.target != goal.path or not (found.anchor is goal.anchor or whole)):
            raise Refusal(f"{link.raw} in {note.path} could not lead there any more")
