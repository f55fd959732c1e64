import pytest

from features.actions.check import check, titles
from vaultls.config import Config

TITLE = "Move the selection to a new note"
OF = "extract_selection"


def test_words_of_a_line() -> None:
    check(
        "-- a.md --\n😀 It was the best of times, it\n  ^^^^^^^^^^^^^^^^^^^^^^^^ here\nwas not\n",
        TITLE,
        "-- a.md --\n😀 [[It was the best of times]], it\nwas not\n-- It was the best of times.md --\nIt was the best of times\n",
    )


def test_whole_lines() -> None:
    check(
        "-- a.md --\n# A\none\ntwo **words**: and\n ^ here[\nthree\n  ^ here]\nfour\n",
        TITLE,
        "-- a.md --\n# A\none\n[[two words and]]\nfour\n-- two words and.md --\ntwo **words**: and\nthree\n",
    )


def test_a_line_end_at_the_end_is_no_line() -> None:
    check("-- a.md --\none\n^ here[\ntwo\n^ here]\n", TITLE, "-- a.md --\n[[one]]\ntwo\n-- one.md --\none\n")


def test_items_and_quotes() -> None:
    check(
        "-- a.md --\n- one\n- [ ] two\n^ here[\n  - three\n         ^ here]\n- four\n",
        TITLE,
        "-- a.md --\n- one\n- [[two]]\n- four\n-- two.md --\n- [ ] two\n  - three\n",
    )
    check(
        "-- a.md --\n> [!note] One\n> two\n^ here[\n> three\n       ^ here]\n",
        TITLE,
        "-- a.md --\n> [!note] One\n> [[two]]\n-- two.md --\n> two\n> three\n",
    )
    check("-- a.md --\n- one two\n  ^^^^^^^ here\n", TITLE, "-- a.md --\n- [[one two]]\n-- one two.md --\none two\n")


def test_a_cell() -> None:
    check(
        "-- a.md --\n| a | bee |\n      ^^^ here\n|---|---|\n",
        TITLE,
        "-- a.md --\n| a | [[bee]] |\n|---|---|\n-- bee.md --\nbee\n",
    )


def test_sections() -> None:
    check(
        "-- a.md --\n# A\ntext\n### One\n^ here[\n#### Two [[#A]] [[#One]]\nend\n   ^ here]\n\n# B\n[[#Two A One]] [[#One#Two A One]] [x][r]\n\n[r]: a.md#one\n",
        TITLE,
        "-- a.md --\n# A\ntext\n\n[[One]]\n\n# B\n[[One#Two a A One]] [[One#Two a A One]] [x][r]\n\n[r]: One.md\n-- One.md --\n# One\n## Two [[a#A]] [[#One]]\nend\n",
    )


def test_links_and_footnotes() -> None:
    check(
        "-- d/a.md --\n# A\n\none [[#A]] ![[#^id]] x[^1] ^id\n^ here[\n\ntwo\n   ^ here]\n\n[^1]: note\n-- b.md --\n[[a#^id]]\n",
        TITLE,
        "-- d/a.md --\n# A\n\n[[one A id x 1]]\n\n-- one A id x 1.md --\none [[a#A]] ![[#^id]] x[^1] ^id\n\ntwo\n\n[^1]: note\n-- b.md --\n[[one A id x 1#^id]]\n",
    )


def test_the_links_style() -> None:
    check(
        "-- d/a.md --\none (two) three\n    ^^^^^ here\n",
        TITLE,
        "-- d/a.md --\none [(two)](d/(two).md) three\n-- d/(two).md --\n(two)\n",
        Config(new_notes_folder=".", link_format="markdown", link_style="absolute"),
    )


@pytest.mark.parametrize(
    "drawn",
    [
        "---\na: b\n^^ here\n---\n",
        "one [[two]]\n^^^^^^ here\n",
        "one\n^ here[\n```\ncode\n    ^ here]\n```\n",
        "  one\n^^ here\n",
        "| a |\n^ here[\n|---|\n     ^ here]\n| b |\n",
        "one #tag\n     ^^ here\n",
        "one x[^1]\n       ^^ here\n\n[^1]: x\n",
        "text `code` text\n     ^^^ here\n",
    ],
)
def test_what_it_would_cut(drawn: str) -> None:
    assert titles(f"-- a.md --\n{drawn}", of=OF) == []
