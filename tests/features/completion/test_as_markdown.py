"""Proposals after `[[` where the settings ask for Markdown links."""

from __future__ import annotations

import pytest

from features.completion.check import VAULT, ask, typed
from vaultls.config import Config

MARKDOWN = Config(link_format="markdown")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("see [[Life<|>", "see [Life of Trotsky](<Life of Trotsky.md>)"),
        ("see [[Life<|>]] more", "see [Life of Trotsky](<Life of Trotsky.md>) more"),
        ("[[Life<|>|he]] more", "[he](<Life of Trotsky.md>) more"),
        ("[[li<|>fe]]", "[Life of Trotsky](<Life of Trotsky.md>)"),
        ("[[lev<|>", "[Lev Bronstein](<Life of Trotsky.md>)"),
        ("![[light<|>", "![lighthouse.png](lighthouse.png)"),
        ("[[a/sa<|>", "[Same](a/Same.md)"),
        ("[[Not wr<|>", "[Not written yet](<Not written yet.md>)"),
        ("[[Life of Trotsky#these<|>", "[On these notes](<Life of Trotsky.md#on-these-notes>)"),
        ("[[Life of Trotsky#^pri<|>", "[prinkipo](<Life of Trotsky.md#^prinkipo>)"),
        ("# Here we are\n[[#we<|>", "# Here we are\n[Here we are](#here-we-are)"),
        ("[[##works<|>", "[Works](<Life of Trotsky.md#works>)"),
        ("[[tod<|>", "[2026-10-03](2026-10-03.md)"),
        ('---\nauthor: "[[Life<|>"\n---\n', '---\nauthor: "[[Life of Trotsky]]"\n---\n'),
    ],
)
def test_first_item(line: str, expected: str) -> None:
    assert typed(line, MARKDOWN).first == expected


def test_equal_headings_have_numbers() -> None:
    texts = typed("[[Life of Trotsky#exile<|>", MARKDOWN).texts
    assert texts == [
        "[Exile in Turkey](<Life of Trotsky.md#exile-in-turkey>)",
        "[Exile in Turkey](<Life of Trotsky.md#exile-in-turkey-1>)",
    ]


def test_the_style_of_links() -> None:
    config = Config(link_format="markdown", link_style="relative")
    assert ask(f"{VAULT}-- a/z.md --\n[[C#<|>", config).items == ()
    assert ask(f"{VAULT}-- a/z.md --\n[[资<|>", config).first == "[资本论](../资本论.md)"
