"""Callout types after `> [!`."""

from __future__ import annotations

import pytest

from features.completion.check import ask

VAULT = "-- a.md --\n> [!recipe] Soup\n\n> [!warning]- Hot\n\n> [!Recipe|wide]\n-- b.md --\n> [!recipe]\n-- z.md --\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("> [!<|>", "> [!recipe] "),
        ("> [!w<|>", "> [!warning] "),
        ("> [!warn<|>] Title", "> [!warning] Title"),
        ("> [!n<|>ote]- Title", "> [!note]- Title"),
        ("> [!tl<|>", "> [!tldr] "),
        (">[!qu<|>", ">[!quote] "),
        ("> > [!bu<|>", "> > [!bug] "),
        ("- > [!bu<|>", "- > [!bug] "),
        ("> - [!bu<|>", "> - [!bug] "),
    ],
)
def test_first_item(line: str, expected: str) -> None:
    assert ask(VAULT + line).first == expected


@pytest.mark.parametrize("line", ["[!no<|>", "text > [!no<|>", "> text [!no<|>", "> [!note] <|>", "> [no<|>"])
def test_nothing(line: str) -> None:
    assert ask(VAULT + line).items == ()


def test_details() -> None:
    asked = ask(VAULT + "> [!<|>")
    said = dict(zip(asked.labels, asked.details, strict=True))
    assert asked.labels[:4] == ["recipe", "warning", "note", "abstract"]
    assert said["recipe"] == "2 notes"
    assert said["warning"] == "1 note"
    assert said["note"] == ""
    assert said["faq"] == "same as question"
    assert len(asked.labels) == len(set(asked.labels))
