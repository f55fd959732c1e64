"""The uses of a tag are those that a look at each note finds, in each of many snapshots of one vault."""

from __future__ import annotations

import random

import pytest

from vaultls.syntax.parse import parse
from vaultls.vault import tags
from vaultls.vault.names import tag_key
from vaultls.vault.tags import uses, uses_by_note
from vaultls.vault.vault import Vault

WRITTEN = ["#a", "#A/b", "#a/b/c", "#ab", "#b", "# H #a", "x", "`#a`"]


def text(rnd: random.Random) -> str:
    front = rnd.choice(["", "---\ntags: [a, b]\n---\n"])
    return front + "\n\n".join(rnd.sample(WRITTEN, rnd.randrange(4)))


def brute(vault: Vault, name: str) -> list[tuple[str, int]]:
    wanted = tag_key(name)
    return [
        (path, tag.start)
        for path in sorted(vault.notes)
        for tag in vault.notes[path].tags
        if f"{tag_key(tag.name)}/".startswith(f"{wanted}/")
    ]


@pytest.mark.parametrize("seed", range(20))
def test_snapshots_that_share_a_base(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tags, "MANY", 2)
    rnd = random.Random(seed)
    paths = [f"{i:02}.md" for i in range(12)]
    snapshots = [Vault.of([], [parse(path, text(rnd)) for path in paths[:8]])]
    for _ in range(12):
        changed = [parse(path, text(rnd)) for path in rnd.sample(paths, 2)]
        gone = [path for path in rnd.sample(paths, rnd.randrange(2)) if path in snapshots[-1].files]
        snapshots.append(snapshots[-1].updated(changed, (), gone))
        for vault in (snapshots[-1], rnd.choice(snapshots)):
            for name in ("a", "A/B", "b", "none"):
                assert [(note.path, tag.start) for note, tag in uses(vault, name)] == brute(vault, name)


def test_name_spans_and_headings() -> None:
    note = parse("a.md", "# T #a\n#A/b\n")
    [used] = uses_by_note(Vault.of([], [note]), "a")
    assert [tuple(span) for span in used.name_spans] == [(5, 6), (8, 11)]
    assert used.may_be_in_heading
