"""How often a note and its headings are linked to: as many as the links one by one, in every snapshot."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest

from support.steps import check_linear
from support.vaults import demo
from vaultls.config import Config
from vaultls.syntax.note import Heading, Note
from vaultls.syntax.parse import parse
from vaultls.vault import counts
from vaultls.vault.counts import Counts, link_counts
from vaultls.vault.links import backlinks, own_links
from vaultls.vault.resolve import resolve
from vaultls.vault.vault import Vault

SAID = [
    "[[hub]]",
    "[[hub#A]]",
    "[[x/hub#A|t]]",
    "[t](hub.md#a-1)",
    "[[al#B]]",
    "[[p/al]]",
    "[[hub#^id]]",
    "[[hub#No]]",
    "[[a0]]",
]
HUB = "# A\n## B\n[[#B]] [[#A]]\n# A\ntext ^id\n"


def one_by_one(vault: Vault, note: Note) -> Counts:
    found = list(backlinks(vault, note.path))
    anchors = (resolve(vault, b.note, b.link).anchor for b in [*found, *own_links(note)])
    return Counts(len(found), Counter(a.start for a in anchors if isinstance(a, Heading)))


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize("seed", range(6))
def test_every_snapshot(seed: int, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "FEW", few)
    rnd = random.Random(seed)

    def note(path: str) -> Note:
        front = rnd.choice(["", "", "---\nalias: al\n---\n", "---\nalias: p/al\n---\n", "---\nalias: q/al\n---\n"])
        return parse(path, front + (HUB if "hub" in path else " ".join(rnd.choices(SAID, k=rnd.randrange(5)))))

    paths = ["hub.md", *(f"x/a{i}.md" for i in range(12)), *(f"a{i}.md" for i in range(12))]
    vault = Vault.of([], map(note, paths), Config())
    for _ in range(60):
        path = rnd.choice([*paths, "x/hub.md"])
        vault = vault.updated(removed=[path]) if rnd.random() < 0.2 else vault.updated([note(path)])
        for hub in ("hub.md", "x/hub.md", "a0.md"):
            if hub in vault.notes:
                assert link_counts(vault, vault.notes[hub]) == one_by_one(vault, vault.notes[hub])


def test_the_demo_vault() -> None:
    vault = demo().vault()
    for note in vault.notes.values():
        assert link_counts(vault, note) == one_by_one(vault, note), note.path


def test_a_keystroke_at_a_hub_costs_no_look_at_all_its_links() -> None:
    def run(n: int) -> Callable[[], Counts]:
        notes = [parse("hub.md", "# Hub\n"), *(parse(f"{i}.md", "[[hub]] [[hub#Hub]]") for i in range(n))]
        vault = Vault.of([], notes)
        link_counts(vault, vault.notes["hub.md"])
        new = vault.updated([parse("hub.md", "# Hub\ntyped"), parse("3.md", "[[hub]]")])
        assert link_counts(new, new.notes["hub.md"]).note == 2 * n - 1
        return lambda: link_counts(new, new.notes["hub.md"])

    check_linear(run, 1000, factor=1.2)
