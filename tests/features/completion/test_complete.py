"""All sources together: nothing outside of them, and the preview."""

from __future__ import annotations

import pytest

from features.completion.check import VAULT, ask, typed
from vaultls.features.completion import preview


@pytest.mark.parametrize(
    "line",
    [
        "te<|>xt",
        "[[Life]]<|>",
        "[[Life|te<|>",
        "`[[Li<|>`",
        "```\n[[Li<|>\n```",
        "C#<|>",
        "# <|>Heading",
        "## He<|>",
        "[x](https:<|>",
        "---\nauthor: po<|>\n---\n",
        "a#po<|>",
        "%%\n[[Li<|>\n%%\n",
    ],
)
def test_nothing(line: str) -> None:
    assert typed(line).items == ()


def test_preview() -> None:
    asked = typed("[[Life of Trotsky#wor<|>")
    p = asked.picture
    assert preview(p.vault, asked.items[0].data, p.read).startswith("# Works\n## Exile in Turkey")
    assert "# Life" in preview(p.vault, {"path": "Life of Trotsky.md"}, p.read)
    assert preview(p.vault, {"path": "img/lighthouse.png"}, p.read) == "`img/lighthouse.png`"
    assert "Notes" in preview(p.vault, {"tag": "politics"}, p.read)
    assert preview(p.vault, None, p.read) == preview(p.vault, {"path": 3}, p.read) == ""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "source",
    [
        "-- z.md --\n---\naliases: x\nau<|>\n---\n",
        "-- z.md --\n---\ngenre:\n  - no<|>\n---\n",
        "-- z.md --\ntext\n[[Li<|>\nmore\n",
        "-- z.md --\ntext\n[x](Li<|>\nmore\n",
        "-- z.md --\n# A\n[[^^<|>\n\nmore\n",
    ],
)
def test_line_ends(source: str, newline: str) -> None:
    """Every source finds the same, and replaces the same, whatever ends a line."""
    lf, other = ask(VAULT + GENRE + source), ask(VAULT + GENRE + source, newline=newline)
    assert lf.items
    assert other.labels == lf.labels
    assert [text.replace(newline, "\n") for text in other.texts] == lf.texts


GENRE = "-- y.md --\n---\nauthor: x\ngenre: novel\n---\n"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("`[[Li<|>`", True),
        ("`a` [[Li<|>", False),
        ("`` a ` [[Li<|> ``", True),
        ("`` a ` [[Li<|> `", True),
        ("``` [[Li<|> `` x `", False),
        ("`a` [[Li<|> `b`", False),
        ("`a [[Li<|>", False),
    ],
)
def test_code_spans(line: str, code: bool) -> None:
    assert (typed(line).items == ()) is code


@pytest.mark.parametrize(
    "line",
    [
        "a" * 200_000,
        "`" * 200_000 + "[[x",
        "`a " * 50_000 + "[[x",
        "[x](" * 50_000,
        "]" * 200_000 + "](",
        "[x](" + "(a" * 50_000,
        "[^a" * 50_000,
        "x][" * 50_000,
        "> " * 100_000,
        "> [!" + "a" * 200_000,
        "#a" * 100_000,
        "TAGS: " + "#a " * 50_000,
        "---\nk: [" + '"a" ' * 50_000 + "<|>\n---\n",
        "---\nk: " + "a " * 50_000 + "<|>\n---\n",
        "---\n" + "a" * 200_000 + "<|>\n---\n",
    ],
    ids=lambda line: line[:12],
)
def test_a_hostile_line_of_full_size(line: str) -> None:
    """None takes minutes, which any of them would if its time were quadratic."""
    ask("-- z.md --\n" + (line if "<|>" in line else line + "<|>"))
