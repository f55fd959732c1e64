"""References without a definition: said where a link is meant, and not where brackets are something else."""

import pytest

from features.diagnostics.check import check

CODE = "undefined-reference"


def no(label: str) -> str:
    return f"No definition of the reference “{label}” in this note"


@pytest.mark.parametrize(
    "source",
    [
        f"-- a.md --\nRead [his report][1] twice\n                  ^ {no('1')}\n",
        f"-- a.md --\nRead [Walden Pond][thoreau]\n                   ^^^^^^^ {no('thoreau')}\n",
        f"-- a.md --\nRead [Walden Pond][]\n      ^^^^^^^^^^^ {no('Walden Pond')}\n",
        f"-- a.md --\nRead [report][] and ![][map]\n      ^^^^^^ {no('report')}\n                        ^^^ {no('map')}\n",
        f"-- a.md --\n- item ([Source][1])\n                 ^ {no('1')}\n",
        f"-- a.md --\n> # On [a walk][two]\n                ^^^ {no('two')}\n",
        # with any definition in the note, a single word will do
        f"-- a.md --\n[Walden][w] [Emma][e]\n                   ^ {no('e')}\n\n[w]: b.md\n",
        f"-- a.md --\n[Walden][W  x]\n         ^^^^ {no('W x')}\n\n[W]: b.md\n",
    ],
)
def test_meant_as_links(source: str) -> None:
    check(source, CODE)


@pytest.mark.parametrize(
    "text",
    [
        "[x][y] and [A][B]",
        "a[i][j] and list[0][1], args[][], f(x)[ab][cd ef]",
        "- [ ][ ] task\n- [x][ ] other\n- [ ] [ ]",
        "[1][2] and [1980][1]",
        "[INFO][main] started",
        "[Smith 2020][Jones 2021]",
        "[tag one][two][three]",
        "[[Note]][text] and [[Note|text]][1]",
        "[[https://example.org][Some text]]",
        "text[^1][^2] and [some text][^1]\n\n[^1]: x\n[^2]: x",
        "[see here][there](b.md)",
        "[some text](b.md)[1]",
        "[A-Za-z][0-9]+ and [^a-z][1]",
        "`[some text][1]` and $[some text][1]$",
        "```\n[some text][1]\n```",
        "\\[some text][1] and [some text\\][1]",
        "[some text]\n[1]",
        "[some text] [1]",
        "> [!note][1]",
        "[some text][`1`]",
        "[][]",
        "![][]",
        "[here it is][label]\n\n[LABEL]: b.md",
        "[some text][a\nb]\n\n[A B]: https://example.org",
        "[label][] and [label]\n\n[label]: b.md",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_not_meant_or_defined(text: str, newline: str) -> None:
    check(f"-- a.md --\n{text}\n", CODE, newline=newline)
