"""What a selection grows to, step by step."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from support.picture import picture
from support.steps import check_linear
from support.vaults import demo, generated
from vaultls.features.selection_ranges import selection_ranges
from vaultls.syntax.parse import parse

CASES = {
    "prose": (
        "One two. Three f<|>our five.\nSix.\n\nOther\n",
        ["four", "Three four five.", "One two. Three four five.", "One two. Three four five.\nSix.", "*"],
    ),
    "a sentence over two lines": (
        "One two. Three\nfo<|>ur five. Six\n",
        ["four", "four five. Six", "One two. Three\nfour five. Six", "*"],
    ),
    "between words": ("One two.<|>\n", ["One two.", "*"]),
    "a link": (
        "see [[dir/Note#Head<|>ing|shown text]] and\n",
        ["Heading", "[[dir/Note#Heading|shown text]]", "see [[dir/Note#Heading|shown text]] and", "*"],
    ),
    "a Markdown link": (
        "see [some te<|>xt](b.md) and\n",
        ["text", "some text", "[some text](b.md)", "see [some text](b.md) and", "*"],
    ),
    "an image in a link": (
        "[a ![al<|>t](i.png) b](b.md)\n",
        ["alt", "![alt](i.png)", "[a ![alt](i.png) b](b.md)", "*"],
    ),
    "a tag": ("see #a/b<|>c-d and\n", ["bc-d", "#a/bc-d", "see #a/bc-d and", "*"]),
    "items": (
        "text\n\n- one\n- two wo<|>rds\n  - three\n\n  more\n- four\n",
        [
            "words",
            "- two words",
            "- two words\n  - three\n\n  more",
            "- one\n- two words\n  - three\n\n  more\n- four",
            "*",
        ],
    ),
    "a quote": (
        "> [!note] Title\n> some te<|>xt\n\nmore\n",
        ["text", "> some text", "> [!note] Title\n> some text", "*"],
    ),
    "code": (
        "text\n\n```py\none = two<|>\nthree\n```\n",
        ["two", "one = two", "one = two\nthree", "```py\none = two\nthree\n```", "*"],
    ),
    "a code span": ("text `some co<|>de` more\n", ["code", "`some code`", "text `some code` more", "*"]),
    "sections": (
        "# A\n\ntext\n\n## B\n\nwo<|>rd here\n\n### C\n\nmore\n\n## D\n",
        [
            "word",
            "word here",
            "word here\n\n### C\n\nmore",
            "## B\n\nword here\n\n### C\n\nmore",
            "text\n\n## B\n\nword here\n\n### C\n\nmore\n\n## D",
            "# A\n\ntext\n\n## B\n\nword here\n\n### C\n\nmore\n\n## D",
            "*",
        ],
    ),
    "a heading": (
        "# A\n\n## B wo<|>rd\n\ntext\n\n# C\n",
        ["word", "B word", "## B word", "## B word\n\ntext", "# A\n\n## B word\n\ntext", "*"],
    ),
    "a property": (
        "---\na: b\nauthor: [Le Gu<|>in, Lem]\n---\ntext\n",
        [
            "Guin",
            "Le Guin",
            "author: [Le Guin, Lem]",
            "a: b\nauthor: [Le Guin, Lem]",
            "---\na: b\nauthor: [Le Guin, Lem]\n---\n",
            "*",
        ],
    ),
    "CJK": ("第一句。第二<|>句。第三句。\n", ["第二句", "第二句。", "第一句。第二句。第三句。", "*"]),
    "an empty line": ("# A\n\ntext\n<|>\nmore\n", ["text\n\nmore", "# A\n\ntext\n\nmore", "*"]),
    "empty": ("<|>", [""]),
}


def grown(source: str) -> list[str]:
    p = picture(f"-- a.md --\n{source}")
    text = p.files["a.md"]
    [chain] = selection_ranges(p.note, text, [p.offset])
    assert chain[-1] == (0, len(text))
    return [text[slice(*span)] for span in chain]


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
def test_selection_ranges(source: str, expected: list[str]) -> None:
    """`*` is the whole note."""
    found = grown(source)
    assert [*found[:-1], "*"] == expected if expected[-1] == "*" else found == expected


def test_anywhere_each_is_larger_than_the_one_before() -> None:
    for texts in (demo(), generated(7)):
        vault = texts.vault()
        for path, text in texts.items():
            offsets = range(0, len(text) + 1, 11)
            for offset, chain in zip(offsets, selection_ranges(vault.notes[path], text, offsets), strict=True):
                assert chain[-1] == (0, len(text))
                assert all(span.start <= offset <= span.end for span in chain)
                assert all(b.start <= a.start and a.end <= b.end and a != b for a, b in pairwise(chain))


def test_many_places_take_linear_time() -> None:
    def run(n: int) -> Callable[[], object]:
        text = "## A\n- item [[x]]\n  - inner\n\ntext one. Two #tag\n\n" * n
        note = parse("a.md", text)
        return lambda: selection_ranges(note, text, range(0, len(text), 40))

    check_linear(run, 60)


@pytest.mark.parametrize("text", ["a" * 200_000, "a b. " * 40_000, " " * 200_000, "- " * 2000 + "x"])
def test_long_lines(text: str) -> None:
    note = parse("a.md", text)
    assert len(selection_ranges(note, text, [0, len(text) // 2, len(text)])) == 3
