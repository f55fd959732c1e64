"""Destinations after `](`."""

from __future__ import annotations

import pytest

from features.completion.check import Asked, ask
from vaultls.config import Config

VAULT = """\
-- Life of Trotsky.md --
# Exile, in *Turkey*
## Exile in Turkey
text ^prinkipo
-- People/Same.md --
-- Ideas/Same.md --
-- Notes.md --
-- C# (tips).md --
-- img/light house.png --
-- img/Notes.png --
-- Note: a scheme.md --
-- 资本论.md --
"""


def typed(line: str, config: Config | None = None, path: str = "Ideas/z.md") -> Asked:
    return ask(f"{VAULT}-- {path} --\n{line}", config)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[x](not<|>", "[x](Notes.md)"),
        ("[x](not<|>)", "[x](Notes.md)"),
        ("[x](Not<|>es.md)", "[x](Notes.md)"),
        ("[x](Not<|>e.md 'title')", "[x](Notes.md 'title')"),
        ("[x](资<|>", "[x](资本论.md)"),
        ("an [a [b] c](not<|>) d", "an [a [b] c](Notes.md) d"),
        ("😀 [x](not<|>)", "😀 [x](Notes.md)"),
        # names that a bare destination can't hold
        ("[x](life<|>", "[x](<Life of Trotsky.md>)"),
        ("[x](life of t<|>", "[x](<Life of Trotsky.md>)"),
        ("[x](<life of<|>", "[x](<Life of Trotsky.md>)"),
        ("[x](<life of<|>>)", "[x](<Life of Trotsky.md>)"),
        ("[x](<life of<|>)", "[x](<Life of Trotsky.md>)"),
        ("[x](life%20of<|>)", "[x](Life%20of%20Trotsky.md)"),
        ("[x](tips<|>)", "[x](C%23%20%28tips%29.md)"),
        ("[x](scheme<|>)", "[x](<../Note: a scheme.md>)"),
        # paths
        ("[x](same<|>)", "[x](Same.md)"),
        ("[x](people/<|>)", "[x](People/Same.md)"),
        ("[x](./sa<|>)", "[x](./Same.md)"),
        ("[x](../not<|>)", "[x](../Notes.md)"),
        ("[x](../people/<|>)", "[x](../People/Same.md)"),
        ("[x](/not<|>)", "[x](/Notes.md)"),
        # images
        ("![](not<|>)", "![](Notes.png)"),
        ("![](light<|>)", "![](<light house.png>)"),
        ("![alt](../img/<|>)", "![alt](../img/Notes.png)"),
        ("[x](light<|>)", "[x](<light house.png>)"),
        # headings and blocks
        ("[x](../Life%20of%20Trotsky.md#<|>)", "[x](../Life%20of%20Trotsky.md#exile-in-turkey)"),
        ("[x](../Life%20of%20Trotsky.md#exile-in-turkey<|>)", "[x](../Life%20of%20Trotsky.md#exile-in-turkey)"),
        ("[x](<../Life of Trotsky.md#tur<|>>)", "[x](<../Life of Trotsky.md#exile-in-turkey>)"),
        ("[x](<../Life of Trotsky.md#^<|>>)", "[x](<../Life of Trotsky.md#^prinkipo>)"),
        ("# Here we are\n[x](#he<|>)", "# Here we are\n[x](#here-we-are)"),
        ("# 资本论\n[x](#资<|>", "# 资本论\n[x](#资本论)"),
        ("one ^a\n\n[x](#^<|>)", "one ^a\n\n[x](#^a)"),
    ],
)
def test_first_item(line: str, expected: str) -> None:
    asked = typed(line)
    assert asked.first == expected, asked.texts


def test_equal_headings_have_numbers() -> None:
    assert typed("[x](<Life of Trotsky.md#exile<|>>)").texts == [
        "[x](<Life of Trotsky.md#exile-in-turkey>)",
        "[x](<Life of Trotsky.md#exile-in-turkey-1>)",
    ]


@pytest.mark.parametrize(
    ("style", "line", "expected"),
    [
        ("shortest", "[x](not<|>)", "[x](Notes.md)"),
        ("relative", "[x](not<|>)", "[x](../Notes.md)"),
        ("relative", "[x](./not<|>)", "[x](../Notes.md)"),
        ("absolute", "[x](not<|>)", "[x](Notes.md)"),
        ("absolute", "[x](same<|>)", "[x](Ideas/Same.md)"),
        ("absolute", "[x](./same<|>)", "[x](./Same.md)"),
        ("relative", "![](light<|>)", "![](<../img/light house.png>)"),
    ],
)
def test_the_style_of_links(style, line: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    assert typed(line, Config(link_style=style)).first == expected


def test_an_image_wants_attachments_first_and_a_link_notes() -> None:
    assert typed("![](<|>)").labels[0].endswith(".png")
    assert not typed("[x](n<|>)").labels[0].endswith(".png")
    assert {"Notes", "Notes.png"} <= set(typed("[x](notes<|>)").labels)


@pytest.mark.parametrize(
    "line",
    [
        "[x](https://ex<|>)",
        "[x](mailto:<|>)",
        "(not<|>)",
        "x](not<|>)",
        "[x] (not<|>)",
        "[x](Notes.md)<|>",
        '[x](Notes.md "ti<|>")',
        "`[x](not<|>)`",
        "[x](nowhere.md#<|>)",
    ],
)
def test_nothing(line: str) -> None:
    assert typed(line).items == ()
