"""Names of properties and their values, as other notes have them."""

from __future__ import annotations

import pytest

from features.completion.check import Asked, ask

VAULT = """\
-- Emma.md --
---
Author: "[[Jane Austen]]"
genre: [novel, comedy of manners]
rating: 5
read: true
aliases: [Woodhouse]
tags: [book]
---
-- Persuasion.md --
---
author: "[[Jane Austen]]"
genre:
  - Novel
  - "love: a story"
rating: 4
---
-- Candide.md --
---
author: Voltaire
genre: satire
note: It's all for the best
---
"""


def typed(front: str) -> Asked:
    return ask(VAULT + f"-- z.md --\n---\n{front}\n---\n")


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        # names
        ("au<|>", "author: "),
        ("Gen<|>", "genre: "),
        ("ge<|>: x", "genre: x"),
        ("ra<|>tin: 3", "rating: 3"),
        ("title: x\nau<|>", "title: x\nauthor: "),
        # values
        ("author: <|>", 'author: "[[Jane Austen]]"'),
        ("author: jan<|>", 'author: "[[Jane Austen]]"'),
        ('author: "jan<|>"', 'author: "[[Jane Austen]]"'),
        ("author: 'jan<|>", "author: '[[Jane Austen]]'"),
        ("author: Vol<|>", "author: Voltaire"),
        ("author: Vol<|>taire the elder", "author: Voltaire"),
        ("author: Vol<|> # a comment", "author: Voltaire # a comment"),
        ("Author:<|>", 'Author: "[[Jane Austen]]"'),
        ("rating: <|>", "rating: 4"),
        ("read: t<|>", "read: true"),
        ("note: it<|>", "note: It's all for the best"),
        ("note: 'it<|>", "note: 'It''s all for the best'"),
        # lists
        ("genre: [<|>]", "genre: [novel]"),
        ("genre: [poem, no<|>]", "genre: [poem, novel]"),
        ("genre: [no<|>", "genre: [novel"),
        ("genre: [no<|>ve, poem]", "genre: [novel, poem]"),
        ("genre: [poem, lov<|>]", 'genre: [poem, "love: a story"]'),
        ('genre: [poem, "lov<|>"]', 'genre: [poem, "love: a story"]'),
        ("genre:\n  - no<|>", "genre:\n  - novel"),
        ("genre:\n- poem\n- com<|>", "genre:\n- poem\n- comedy of manners"),
        ("genre: # some\n  - no<|>", "genre: # some\n  - novel"),
    ],
)
def test_first_item(front: str, expected: str) -> None:
    asked = typed(front)
    assert asked.first == f"---\n{expected}\n---\n", asked.labels


def test_counts_of_other_notes() -> None:
    asked = typed("genre: novel\nge<|>")
    assert asked.items == ()  # the note has it already
    asked = typed("<|>")
    assert list(zip(asked.labels, asked.details, strict=True))[:3] == [
        ("author", "3 notes"),
        ("genre", "3 notes"),
        ("rating", "2 notes"),
    ]
    asked = typed("genre: <|>")
    assert list(zip(asked.labels, asked.details, strict=True)) == [
        ("novel", "2 notes"),
        ("comedy of manners", "1 note"),
        ("love: a story", "1 note"),
        ("satire", "1 note"),
    ]


def test_what_a_list_has_is_not_offered_again() -> None:
    assert "novel" not in typed("genre: [Novel, <|>]").labels
    assert "novel" in typed("genre: [novel<|>]").labels


@pytest.mark.parametrize(
    "front",
    [
        "aliases: <|>",  # nobody else's
        "aliases: [Wood<|>]",
        "title: <|>",  # no other note has it
        "nested:\n  author: Vol<|>",
        "  au<|>",
        "author: x, y\n# au<|>",
        "genre: [a]<|>",
    ],
)
def test_nothing(front: str) -> None:
    assert typed(front).items == ()


def test_only_in_the_frontmatter() -> None:
    assert ask(VAULT + "-- z.md --\n---\na: b\n---\nauthor: <|>").items == ()
    assert ask(VAULT + "-- z.md --\n---\na: b\n---\nau<|>").items == ()


def test_long_texts_are_not_offered() -> None:
    long = "word " * 40
    assert ask(f"-- a.md --\n---\nsummary: {long}\n---\n-- z.md --\n---\nsummary: <|>\n---\n").items == ()
