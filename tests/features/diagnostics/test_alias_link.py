"""Links that only an alias resolves."""

import pytest

from features.diagnostics.check import check

NOTE = "-- dir/Note.md --\n---\naliases: [Other, second name]\n---\n# Heading\n"
MESSAGE = "is an alias of “Note”; Obsidian would make a new note"


@pytest.mark.parametrize(
    ("link", "fix"),
    [
        ("[[Other]]", "[[Note|Other]]"),
        ("[[Other|shown]]", "[[Note|shown]]"),
        ("![[Other#Heading]]", "![[Note#Heading|Other]]"),
    ],
)
def test_alias_link(link: str, fix: str) -> None:
    at = " " * link.index("Other")
    found = check(f"-- a.md --\n{link}\n{at}^^^^^ “Other” {MESSAGE}\n{NOTE}", "alias-link")
    assert found[0].data == {"target": "dir/Note.md", "fix": fix}


def test_two_notes_of_the_name() -> None:
    found = check(f"-- a.md --\n[[Other]]\n  ^^^^^ “Other” {MESSAGE}\n{NOTE}-- x/Note.md --\n", "alias-link")
    assert found[0].data == {"target": "dir/Note.md", "fix": "[[dir/Note|Other]]"}


def test_a_file_of_the_name_comes_before_an_alias() -> None:
    check(f"-- a.md --\n[[Other]] [[Note]]\n{NOTE}-- Other.md --\n", "alias-link")
