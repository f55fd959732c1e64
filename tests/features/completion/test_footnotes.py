"""Footnotes after `[^`."""

from __future__ import annotations

import pytest

from features.completion.check import ask

NOTE = "-- z.md --\none[^1] two[^Two] three[^open] four[^later]\n\n[^1]: The first *text*.\n[^Two]: Second\n\n"


@pytest.mark.parametrize(
    ("line", "labels", "first"),
    [
        ("see[^<|>", ["1", "Two"], "see[^1]"),
        ("see[^t<|>", ["Two"], "see[^Two]"),
        ("see[^<|>]", ["1", "Two"], "see[^1]"),
        ("see[^<|>1] more", ["1", "Two"], "see[^1] more"),
        ("> see[^tw<|>", ["Two"], "> see[^Two]"),
        # a definition is for what has none
        ("[^<|>", ["open", "later"], "[^open]: "),
        ("[^la<|>", ["later"], "[^later]: "),
        ("[^<|>]: text", ["open", "later"], "[^open]: text"),
        ("> [^<|>", ["open", "later"], "> [^open]: "),
        ("`[^<|>`", [], None),
        ("[[^<|>", [], None),
        ("see[^none<|>", [], None),
    ],
)
def test_labels(line: str, labels: list[str], first: str | None) -> None:
    asked = ask(NOTE + line)
    assert asked.labels == labels
    assert asked.first == (None if first is None else asked.picture.files["z.md"].rpartition("\n")[0] + "\n" + first)


def test_their_texts() -> None:
    assert ask(NOTE + "see[^<|>").details == ["The first *text*.", "Second"]
