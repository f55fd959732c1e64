"""Links in double brackets, as they read."""

import pytest

from vaultls.syntax.wikilink import as_read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("On [[dir/B|the whale]] and [[C]]", "On the whale and C"),
        ("[[B#Heading]], ![[pic.png|300]]", "B#Heading, 300"),
        ("[[B|see [1] there]]", "see [1] there"),
        ("[[B|]] [[#H]]", "B #H"),
        ("[[B\nC]] [B] [[B|a\nb]]", "[[B\nC]] [B] [[B|a\nb]]"),
        ("no link", "no link"),
    ],
)
def test_as_read(text: str, read: str) -> None:
    assert as_read(text) == read
