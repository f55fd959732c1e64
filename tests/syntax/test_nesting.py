"""Quotes and items take the lines that markdown-it-py gives them: on the specification, the demo vault and built documents."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from support.spec import examples
from support.steps import check_linear
from syntax.documents import documents
from syntax.oracle import MARKDOWN, blanked
from vaultls.syntax.block_facts import Nest
from vaultls.syntax.nesting import nesting
from vaultls.syntax.parse import parse, scanned

SEEDS = sorted(Path(__file__).parents[2].joinpath("seeds").rglob("*.md"))
CI = bool(os.environ.get("CI"))
COUNT = 2500 if CI else 300


def ours(text: str) -> list[Nest]:
    plain, lines, _, blocks = scanned(text)
    rows = plain.split("\n")
    return [nest._replace(last=_last(rows, nest.first, nest.last + 1)) for nest in nesting(plain, lines, blocks)]


def oracle(text: str) -> list[Nest]:
    source = blanked(parse("a.md", text), text)
    rows = source.split("\n")
    found = []
    for token in MARKDOWN.parse(source):
        if token.type in ("list_item_open", "blockquote_open"):
            assert token.map
            first, end = token.map
            found.append(Nest(first, _last(rows, first, end), "item" if token.type == "list_item_open" else "quote"))
    return found


def _last(rows: list[str], first: int, end: int) -> int:
    """The last line with more than marks of quotes, which an empty line of the outermost quote may have or not."""
    return max((i for i in range(first, min(end, len(rows))) if rows[i].strip(" \t>")), default=first)


def test_specification() -> None:
    for text in examples():
        assert ours(text) == oracle(text), text


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name)
def test_demo_vault(path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert ours(text) == oracle(text)


def test_built_documents() -> None:
    @settings(
        max_examples=COUNT,
        deadline=None,
        database=None,
        derandomize=CI,
        suppress_health_check=list(HealthCheck),
    )
    @given(documents)
    def agree(text: str) -> None:
        assert ours(text) == oracle(text)

    agree()


def test_linear() -> None:
    def run(n: int) -> Callable[[], list[Nest]]:
        text = "- item\n  text\n  - inner\n\n> quote\nlazy\n> > deep\n\nparagraph\n\n" * n
        plain, lines, _, blocks = scanned(text)
        return lambda: nesting(plain, lines, blocks)

    assert len(run(10)()) == 40
    check_linear(run, 200)


@pytest.mark.parametrize("text", ["> " * 3000 + "x\n", "- " * 3000 + "x\n", "- a\n" + "  b\n" * 3000, "> a\n\n" * 3000])
def test_odd_shapes(text: str) -> None:
    ours(text)
