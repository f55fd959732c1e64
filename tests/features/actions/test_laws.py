"""What holds for every quick fix, on whole vaults: its problem is gone, no worse one has come, and dead zones are as they were."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from typing import NamedTuple

import pytest

from support.picture import changed
from support.vaults import Texts, demo, generated, linked
from vaultls.config import Config
from vaultls.features.actions import Asked, actions, changes_of, problems_at
from vaultls.features.answer import Action, Changes, Diagnostic, Refusal
from vaultls.features.diagnostics import diagnose
from vaultls.syntax.note import Heading, Note
from vaultls.syntax.outline import section_end
from vaultls.syntax.parse import parse
from vaultls.text.span import Span
from vaultls.vault.follow import Follow
from vaultls.vault.names import is_note
from vaultls.vault.resolve import resolve
from vaultls.vault.vault import Vault

NOW = datetime(2026, 10, 3, 9, 5, tzinfo=timezone.utc)

ODD = Texts(
    {
        "a.md": "---\naliases: [Ay, Both]\n---\n#\u00a0A\n[[Be]] [[d/c#Nothing]] ![[dup#^no]] [[dup]] x[^1] [y][ref]\n\n"
        "## Empty\n\n> ## Quoted\n\n- item [[Be]]\n- [[dup]] more ^id\n- other ^id\n\n| [[Be]] | [[dup]] |\n|---|---|\n| [[Both]] | x |\n"
        "\n```\n[[dup]] [^1]\n```\n## Empty\n\n[unused]: b.md\n[used]: b.md\n[used]: a.md\n[x][used]\n",
        "b.md": "---\nalias: Be\nup: '[[Ay]]'\ndown: \"[[dup]]\"\n---\n\n# B\r\n## No text\r\n### Deep\r\n[[a#A]] [x](dup.md#nothing) [[#Deap]] [[none]] 😀 [[none#One]]\r\n",
        "d/c.md": "\ufeffSetext\n======\n[[../b#^x]] [[Be]] `[[dup]]` %% [[dup]] %% [[dup#H]]\n\nOther\n---\n",
        "d/dup.md": "## H\ntext ^now\n",
        "e/dup.md": "",
    }
)
VAULTS: dict[str, Callable[[], Texts]] = {
    "demo": demo,
    "odd": lambda: ODD,
    "linked 1": lambda: linked(1),
    "linked 2": lambda: linked(2),
    "tags": lambda: generated(3),
}


class State(NamedTuple):
    files: Mapping[str, str]
    vault: Vault
    problems: dict[str, list[Diagnostic]]

    @classmethod
    def of(cls, files: Mapping[str, str]) -> State:
        vault = Vault.of(files, [parse(p, text) for p, text in files.items() if is_note(p)], Config())
        return cls(files, vault, {path: diagnose(vault, vault.notes[path]) for path in vault.notes})

    def ask(self, path: str, span: Span) -> Asked:
        note, problems = self.vault.notes[path], tuple(self.problems[path])
        return Asked(self.vault, note, span, self.files.get, NOW, problems, problems_at(note, problems, span))

    def after(self, changes: Changes) -> State:
        files = changed(self.files, changes)
        notes = [parse(p, text) for p, text in files.items() if self.files.get(p) != text]
        vault = self.vault.updated(notes)
        return State(files, vault, {path: diagnose(vault, vault.notes[path]) for path in vault.notes})


def counted(problems: list[Diagnostic], *severities: str) -> Counter[tuple[str, str]]:
    return Counter(
        (d.code, d.message.partition(";")[0]) for d in problems if not severities or d.severity in severities
    )


def check_dead_zones(state: State, changes: Changes) -> None:
    """No edit reaches into one; the frontmatter's are checked by its links."""
    for edit in changes.edits:
        for zone in state.vault.notes[edit.path].zones:
            if zone.kind not in ("frontmatter", "url"):
                said = state.files[edit.path][zone.start : zone.end]
                links = state.vault.notes[edit.path].links
                whole = any(
                    (link.start, link.end) == edit.span and zone.end <= link.end for link in links
                )  # a link's text
                inside = not whole and zone.start < edit.span.end and edit.span.start < zone.end
                assert not inside or "vaultls-ignore" in said, edit


def check_fix(state: State, path: str, problem: Diagnostic, action: Action, changes: Changes) -> None:
    check_dead_zones(state, changes)
    after = state.after(changes)
    before, now = counted(state.problems[path]), counted(after.problems[path])
    key = problem.code, problem.message.partition(";")[0]
    assert now[key] < before[key], (action.title, problem)
    # A link to a note that is there now may name a heading or block that isn't.
    may = {"unresolved-heading", "unresolved-block"} if problem.code == "unresolved-link" else set()
    for other in state.vault.notes:
        worse = counted(after.problems[other], "error", "warning") - counted(state.problems[other], "error", "warning")
        assert {code for code, _ in worse} <= may, (action.title, problem, worse)
    if action.creates:
        assert not any(code == "unresolved-heading" for code, _ in now - before), (action.title, problem)


@pytest.mark.parametrize("make", VAULTS.values(), ids=VAULTS)
def test_quick_fixes(make: Callable[[], Texts]) -> None:
    state = State.of(make())
    places = [(path, problem) for path, problems in state.problems.items() for problem in problems]
    done: Counter[str] = Counter()
    for path, problem in random.Random(5).sample(places, min(80, len(places))):
        question = state.ask(path, problem.span)
        for offer in actions(question, ("quickfix",)):
            if problem not in offer.action.solves or offer.action.unable:
                continue
            try:
                changes = changes_of(question, offer.action)
            except Refusal:
                continue
            done[offer.name] += 1
            check_fix(state, path, problem, offer.action, changes)
    assert done.total() > 8, done


@pytest.mark.parametrize("make", VAULTS.values(), ids=VAULTS)
def test_fix_all(make: Callable[[], Texts]) -> None:
    state = State.of(make())
    for path in state.vault.notes:
        question = state.ask(path, Span(0, 0))
        for offer in actions(question, ("source",)):
            changes = changes_of(question, offer.action)
            check_dead_zones(state, changes)
            after = state.after(changes)
            left = {d.code for d in after.problems[path]}
            assert not left & {"nbsp-heading", "alias-link"}, path
            worse = counted(after.problems[path], "error", "warning") - counted(
                state.problems[path], "error", "warning"
            )
            assert not worse, path


def leads(state: State, path: str) -> list[tuple[object, ...]]:
    """Where each link of a note leads."""
    note = state.vault.notes[path]
    found = [resolve(state.vault, note, link) for link in note.links]
    return [(r.target, r.anchor if r.target != path else r.anchor and type(r.anchor), r.target is None) for r in found]


@pytest.mark.parametrize("make", VAULTS.values(), ids=VAULTS)
def test_converted_links_lead_where_they_led(make: Callable[[], Texts]) -> None:
    state = State.of(make())
    done = 0
    for path, note in state.vault.notes.items():
        before = leads(state, path)
        now = state
        for titles in ("Markdown link", "wikilink", "Markdown link"):
            question = now.ask(path, Span(0, note.lines.length * 2))
            for offer in actions(question, ("refactor.rewrite",)):
                if offer.name == "convert_links" and titles in offer.action.title:
                    changes = changes_of(question, offer.action)
                    check_dead_zones(now, changes)
                    now = now.after(changes)
                    done += len(changes.edits)
                    assert leads(now, path) == before, path
                    assert [d for d in now.problems[path] if d.severity in ("error", "warning")].__len__() == len(
                        [d for d in state.problems[path] if d.severity in ("error", "warning")]
                    )
    assert done > 20


def ends(vault: Vault, note: Note, at: int, until: int, new: str) -> Counter[tuple[object, ...]]:
    """Where all links lead, by file and by the text of the heading or the id; what lies between two offsets of `note` as in `new`."""
    found: Counter[tuple[object, ...]] = Counter()
    for source in vault.notes.values():
        follow = Follow(vault, source)
        for link in source.links:
            target, anchor = follow(link).target, follow(link).anchor
            place = anchor.start if isinstance(anchor, Heading) else anchor.id_start if anchor else -1
            if target == note.path and at <= place < until:
                target = new
            top = target == new and isinstance(anchor, Heading) and place in (at, 0)
            said = None if anchor is None or top else anchor.text if isinstance(anchor, Heading) else anchor.id
            found[link.kind, target, said] += 1
    return found


@pytest.mark.parametrize("make", VAULTS.values(), ids=VAULTS)
def test_no_link_is_lost_when_a_section_becomes_a_note(make: Callable[[], Texts]) -> None:
    state = State.of(make())
    places = [(path, h) for path, note in state.vault.notes.items() for h in note.headings]
    done = 0
    for path, heading in random.Random(9).sample(places, min(40, len(places))):
        question = state.ask(path, Span(heading.start, heading.start))
        for offer in actions(question, ("refactor.extract",)):
            try:
                changes = changes_of(question, offer.action)
            except Refusal:
                continue
            done += 1
            after = state.after(changes)
            [new], note = changes.creates, state.vault.notes[path]
            until = section_end(note, note.headings.index(heading))
            before = ends(state.vault, note, heading.start, until, new.path)
            now = ends(after.vault, after.vault.notes[path], 0, 0, new.path)
            waiting = {key for key in before if key[1] is None}
            assert Counter({k: n for k, n in now.items() if k not in waiting and k[1] is not None}) - before <= Counter(
                {("wikilink", new.path, None): 1}
            ), (path, heading)
            assert not {k: n for k, n in (before - now).items() if k[1] is not None}, (path, heading)
            worse = sum(len(p) for p in after.problems.values()) - sum(len(p) for p in state.problems.values())
            assert worse <= 3, (path, heading)  # an empty section, equal headings
    assert done > 3


@pytest.mark.parametrize("make", VAULTS.values(), ids=VAULTS)
def test_no_link_is_lost_when_a_selection_becomes_a_note(make: Callable[[], Texts]) -> None:
    def links(now: State) -> Counter[tuple[str, bool]]:
        vault = now.vault
        return Counter((k.kind, Follow(vault, n)(k).target is not None) for n in vault.notes.values() for k in n.links)

    state, rnd = State.of(make()), random.Random(4)
    before = links(state)
    done = refused = 0
    for path in rnd.sample(sorted(state.vault.notes), min(12, len(state.vault.notes))):
        lines = state.vault.notes[path].lines
        for _ in range(4):
            first = rnd.randrange(len(lines))
            span = Span(lines.start(first), lines.end(min(len(lines) - 1, first + rnd.randrange(6))))
            question = state.ask(path, span)
            for offer in actions(question, ("refactor.extract",)):
                try:
                    changes = changes_of(question, offer.action)
                except Refusal:
                    refused += 1
                    continue
                done += 1
                gained = links(state.after(changes)) - before
                assert gained <= Counter({("wikilink", True): 1}), (path, span)
                assert not (before - links(state.after(changes))).total(), (path, span)
    assert done > 3 * refused


@pytest.mark.parametrize("make", [demo, lambda: linked(1), lambda: linked(2)], ids=["demo", "linked 1", "linked 2"])
def test_links_of_others_stay_when_an_embed_becomes_text(make: Callable[[], Texts]) -> None:
    state = State.of(make())
    embeds = [(path, link) for path, note in state.vault.notes.items() for link in note.links if link.kind == "embed"]
    done = refused = 0
    for path, link in random.Random(2).sample(embeds, min(25, len(embeds))):
        question = state.ask(path, Span(link.start, link.start))
        for offer in actions(question, ("refactor.inline",)):
            try:
                changes = changes_of(question, offer.action)
            except Refusal as refusal:
                refused += "lead" in str(refusal)
                continue
            done += 1
            check_dead_zones(state, changes)
            after = state.after(changes)
            for other in state.vault.notes:
                if other != path:
                    before, now = leads(state, other), leads(after, other)
                    assert [(target, gone) for target, _, gone in before] == [(target, gone) for target, _, gone in now]
    assert done > 5 * refused
