"""Labels of link references after `][`."""

from __future__ import annotations

import pytest

from features.completion.check import ask

NOTE = "-- z.md --\n[Source]: https://example.org/a\n[other one]: <b c.md> 'title'\n\n"


@pytest.mark.parametrize(
    ("line", "labels", "first"),
    [
        ("[text][<|>", ["Source", "other one"], "[text][Source]"),
        ("[text][so<|>", ["Source"], "[text][Source]"),
        ("[text][oth<|>]", ["other one"], "[text][other one]"),
        ("![alt][oth<|>er] more", ["other one"], "![alt][other one] more"),
        ("[text][other o<|>", ["other one"], "[text][other one]"),
        ("[[Note]][<|>", [], None),
        ("[text] [<|>", [], None),
        ("`[a][<|>`", [], None),
    ],
)
def test_labels(line: str, labels: list[str], first: str | None) -> None:
    asked = ask(NOTE + line)
    assert asked.labels == labels
    assert asked.first == (None if first is None else asked.picture.files["z.md"].rpartition("\n")[0] + "\n" + first)


def test_their_destinations() -> None:
    assert ask(NOTE + "[text][<|>").details == ["https://example.org/a", "<b c.md>"]


def test_nothing_in_a_note_without_references() -> None:
    assert ask("-- z.md --\na[0][<|>").items == ()
