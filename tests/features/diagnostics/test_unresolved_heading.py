"""Links to headings that aren't there."""

import pytest

from features.diagnostics.check import check


@pytest.mark.parametrize(
    "source",
    [
        "-- a.md --\n[[dir/B#No such|x]]\n        ^^^^^^^ “B” has no heading “No such”\n-- dir/B.md --\n# Heading\n",
        "-- a.md --\n[[#Empires or Ovens]]\n   ^^^^^^^^^^^^^^^^ This note has no heading “Empires or Ovens”; did you mean “Empires, Ovens”?\n# Empires, Ovens\ntext\n",
        "-- a.md --\n[[B#Haeding]] ![[B#Haeding]]\n    ^^^^^^^ “B” has no heading “Haeding”; did you mean “Heading”?\n                   ^^^^^^^ “B” has no heading “Haeding”; did you mean “Heading”?\n-- B.md --\n# Heading\n",
        "-- a.md --\n[x](B.md#hading-one)\n         ^^^^^^^^^^ “B” has no heading “hading-one”; did you mean “Heading one”?\n-- B.md --\n# Heading one\n",
        # a chain: C is not under A
        "-- a.md --\n[[B#A#C]]\n    ^^^ “B” has no heading “A#C”\n-- B.md --\n# A\n# Other\n## D\n",
        # punctuation, case and composed characters don't count; slugs; a link in a heading is its display text
        "-- a.md --\n[[B#what s new]] [[B#café]] [x](B.md#whats-new) [[B#see this]]\n-- B.md --\n# What: s new!\n# Cafe\u0301\n# What's new\n# See [[C|this]]\n",
        # a missing note is one finding, of another code
        "-- a.md --\n[[No#Heading]]\n",
        "-- a.md --\n![[x.pdf#page=3]]\n-- x.pdf --\n",
    ],
)
def test_unresolved_heading(source: str) -> None:
    check(source, "unresolved-heading")


def test_data_for_a_quick_fix() -> None:
    found = check(
        "-- a.md --\n[[B#Haeding]]\n    ^^^^^^^ “B” has no heading “Haeding”; did you mean “Heading”?\n-- B.md --\n# Heading\n",
        "unresolved-heading",
    )
    assert found[0].data == {"note": "B.md", "heading": "Haeding", "nearest": "Heading"}
