"""What notes say and how many of them: the same after any changes as from the start."""

from __future__ import annotations

import random

from vaultls.syntax.parse import parse
from vaultls.vault.properties import plain_values, property_keys
from vaultls.vault.tally import tally, tally_like
from vaultls.vault.vault import Vault


def vault(**values: str) -> Vault:
    notes = [parse(f"{name}.md", f"---\ngenre: [{said}]\n---\n") for name, said in values.items()]
    return Vault.of([], notes)


def test_those_of_most_notes_first() -> None:
    found = tally(vault(a="Novel, essay", b="novel, Novel", c="poem"), plain_values, "genre")
    assert [(word.shown, word.notes) for word in found] == [("Novel", 2), ("essay", 1), ("poem", 1)]


def test_one_note_left_out() -> None:
    v = vault(a="Novel, essay", b="novel", c="poem")
    assert [(w.shown, w.notes) for w in tally(v, plain_values, "genre", but="a.md")] == [("Novel", 1), ("poem", 1)]
    assert [w.shown for w in tally_like(v, plain_values, "genre", "", 9, but="c.md")] == ["Novel", "essay"]


def test_the_best_matches_first_and_of_equals_the_most_said() -> None:
    v = vault(a="short novel, novella, fable", b="novelty, fable, nov")
    assert [w.shown for w in tally_like(v, plain_values, "genre", "nov", 3)] == ["nov", "novella", "novelty"]
    assert [w.shown for w in tally_like(v, plain_values, "genre", "", 2)] == ["fable", "nov"]
    assert tally_like(v, plain_values, "other", "nov", 3) == []


def test_changes_count_as_a_rebuild_does() -> None:
    words = ["Novel", "novel", "essay", "Émile", "poem", "epic"]
    chance = random.Random(3)

    def note() -> str:
        return f"---\ngenre: [{', '.join(chance.sample(words, chance.randrange(4)))}]\n{chance.choice(words)}: x\n---\n"

    v = Vault.of([], [parse(f"{i}.md", note()) for i in range(30)])
    for _ in range(60):
        i = chance.randrange(40)
        v = v.updated(removed=[f"{i}.md"]) if chance.random() < 0.3 else v.updated([parse(f"{i}.md", note())])
        rebuilt = Vault.of([], v.notes.values())
        for words_of, about in ((plain_values, "genre"), (property_keys, "")):
            but = chance.choice([None, "3.md", "no.md"])
            mine = {w.key: w.notes for w in tally(v, words_of, about, but)}
            assert mine == {w.key: w.notes for w in tally(rebuilt, words_of, about, but)}
            query = chance.choice(["", "e", "no"])
            liked = tally_like(v, words_of, about, query, 9, but)
            assert {w.key: w.notes for w in liked} == {
                w.key: w.notes for w in tally_like(rebuilt, words_of, about, query, 9, but)
            }
