import pytest

from features.actions.check import check, done, titles
from vaultls.features.answer import Refusal

TITLE = "Give this block an id"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("😀 one\ntw<|>o\n\nthree", "😀 one\ntwo ^s2oy2v\n\nthree"),
        ("- one\n- tw<|>o\n  - three", "- one\n- two ^ID\n  - three"),
        ("> quo<|>ted\n> more\n\nend", "> quoted\n> more ^ID\n\nend"),
        (
            "| a | b |\n|---|---|\n| c<|> | d |\nend | x\n\ntext",
            "| a | b |\n|---|---|\n| c | d |\nend | x\n\n^ID\n\ntext",
        ),
        ("| a<|> |\n|---|", "| a |\n|---|\n\n^ID"),
        ("```\nco<|>de\n```\ntext", "```\ncode\n```\n\n^ID\n\ntext"),
        ("$$\nx<|>\n$$\n\ntext", "$$\nx\n$$\n\n^ID\n\ntext"),
        ("one [[b]]<|>", "one [[b]] ^ID"),
    ],
)
def test_the_block_under_the_cursor(before: str, after: str) -> None:
    source = f"-- a.md --\n# H\n{before}\n"
    [edit] = done(source, TITLE).edits
    id_ = edit.text.strip()[1:]
    assert len(id_) == 6
    check(source, TITLE, f"-- a.md --\n# H\n{after.replace('ID', id_).replace('s2oy2v', id_)}\n")


def test_the_same_text_gets_another_id() -> None:
    first = done("-- a.md --\nsa<|>me\n", TITLE).edits[0].text.strip()
    second = done(f"-- a.md --\nsame {first}\n\nsa<|>me\n", TITLE).edits[0].text.strip()
    assert first != second


@pytest.mark.parametrize(
    "text", ["# H<|>\n", "has one<|> ^id\n", "---\na: <|>b\n---\n", "a\n<|>\nb\n", "%%\nx<|>\n%%\n", "> \n> <|>\n"]
)
def test_what_needs_none(text: str) -> None:
    assert titles(f"-- a.md --\n{text}", of="give_block_id") == []


def test_what_can_have_none() -> None:
    with pytest.raises(Refusal):
        done("-- a.md --\n[^1]: note<|>\n", TITLE)
    with pytest.raises(Refusal):
        done("-- a.md --\n---<|>\n", TITLE)
