"""Headings after `[[note#`, blocks after `#^`."""

from __future__ import annotations

import pytest

from features.completion.check import typed
from support.steps import check_linear
from vaultls.features.completion.anchors import subpaths
from vaultls.syntax.parse import parse


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[[Life of Trotsky#Lif<|>", "[[Life of Trotsky#Life]]"),
        ("[[Life of Trotsky#these n<|>]]", "[[Life of Trotsky#On these notes]]"),
        ("[[Lev Bronstein#works<|>", "[[Lev Bronstein#Works]]"),
        ("[[Life of Trotsky#Works#ex<|>", "[[Life of Trotsky#Exile in Turkey]]"),
        ("[[Life of Trotsky#^<|>", "[[Life of Trotsky#^prinkipo]]"),
        ("# Here we are\n[[#we<|>", "# Here we are\n[[#Here we are]]"),
        ("text ^mine\n\n[[#^<|>]]", "text ^mine\n\n[[#^mine]]"),
        ("text ^mine\n\n[[^m<|>", "text ^mine\n\n[[#^mine]]"),
    ],
)
def test_first_item(line: str, expected: str) -> None:
    asked = typed(line)
    assert asked.first == expected, asked.labels


def test_blocks_by_their_text() -> None:
    asked = typed("One thing. ^a1\n\nAnother ^b2\n\n[[#^anoth<|>")
    assert asked.labels == ["b2"]
    assert asked.details == ["Another"]
    assert typed("[[Life of Trotsky#^<|>").details == ["text"]


def test_second_of_two_equal_headings_by_its_parent() -> None:
    assert "[[Life of Trotsky#Works#Exile in Turkey]]" in typed("[[Life of Trotsky#ex<|>").texts


def test_many_equal_headings() -> None:
    check_linear(lambda n: lambda: list(subpaths(parse("a.md", "# A\n## B\n" * n))), 200)
