"""Headings and blocks of the whole vault after `[[##` and `[[^^`."""

from __future__ import annotations

import pytest

from features.completion.check import ask
from vaultls.config import Config

VAULT = """\
-- Walden.md --
---
aliases: [Where I lived]
---
# Economy
## Where I lived
text ^pond
# Ponds
## Where I lived
-- dir/Same.md --
# Same thing
-- Same.md --
# Else
"""
NOTE = "-- z.md --\n# Where we are\nThe first paragraph\nover two lines.\n\n- an item\n- another one ^here\n\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[[##econ<|>", "[[Walden#Economy]]"),
        ("[[##econ<|>]]", "[[Walden#Economy]]"),
        ("[[##where<|>", "[[#Where we are]]"),
        ("[[##same<|>", "[[dir/Same#Same thing]]"),
        ("![[##econ<|>", "![[Walden#Economy]]"),
        ("[[^^pond<|>", "[[Walden#^pond]]"),
        ("[[^^walden<|>", "[[Walden#^pond]]"),
        ("[[^^another<|>]]", "[[#^here]]"),
    ],
)
def test_first_item(line: str, expected: str) -> None:
    assert ask(VAULT + NOTE + line).first == ask(VAULT + NOTE + "<|>").picture.files["z.md"] + expected


def test_one_of_equal_headings_by_its_parent() -> None:
    asked = ask(VAULT + NOTE + "[[##where i<|>")
    assert [text.rpartition("\n")[2] for text in asked.texts] == [
        "[[Walden#Where I lived]]",
        "[[Walden#Ponds#Where I lived]]",
    ]
    assert asked.details == ["Walden", "Walden"]


def test_a_block_of_this_note_without_an_id_gets_one() -> None:
    asked = ask(VAULT + NOTE + "[[^^first<|>")
    assert asked.labels == ["The first paragraph over two lines."]
    [[(span, text)]] = [item.additional for item in asked.items]
    assert span.start == span.end
    assert text.startswith(" ^")
    assert (
        asked.first
        == ask(VAULT + NOTE.replace("two lines.", f"two lines.{text}") + f"[[#{text.strip()}]]<|>").picture.files[
            "z.md"
        ]
    )
    again = ask(VAULT + NOTE + "[[^^first<|>")
    assert again.texts == asked.texts


def test_own_blocks_first_and_not_the_one_that_is_being_written() -> None:
    asked = ask(VAULT + NOTE + "some text [[^^<|>")
    assert asked.labels == ["The first paragraph over two lines.", "- an item", "- another one", "pond"]
    assert len({text for item in asked.items for _, text in item.additional}) == 2


def test_the_style_of_links() -> None:
    assert ask(VAULT + NOTE + "[[##econ<|>", Config(link_style="relative")).first.endswith("[[Walden#Economy]]")  # type: ignore[union-attr]
    absolute = ask(VAULT + "-- sub/z.md --\n[[##same<|>", Config(link_style="relative"))
    assert absolute.first == "[[../dir/Same#Same thing]]"


@pytest.mark.parametrize("line", ["[[##a|<|>", "[[##nothing of that<|>", "[[^^nothing of that<|>"])
def test_nothing(line: str) -> None:
    assert ask(VAULT + NOTE + line).items == ()
