"""Headings and block ids that a note has twice."""

import pytest

from features.diagnostics.check import check
from vaultls.features.answer import Place
from vaultls.text.span import Span

SAME = "There is a heading “A” here already"


@pytest.mark.parametrize(
    "source",
    [
        f"-- a.md --\n# A\n# B\n# a!\n  ^^ {SAME}\n# A\n  ^ {SAME}\n",
        # under another parent it is another heading
        f"-- a.md --\n# T\n## A\n## B\n### A\n## A\n   ^ {SAME}\n# U\n## A\n",
        "-- a.md --\n#\n#\n",
    ],
)
def test_duplicate_heading(source: str) -> None:
    check(source, "duplicate-heading")


def test_the_first_heading_is_related() -> None:
    found = check(f"-- a.md --\n# A\n# A\n  ^ {SAME}\n", "duplicate-heading")
    assert [r.place for r in found[0].related] == [Place("a.md", Span(2, 3))]


def test_duplicate_block_id() -> None:
    found = check(
        "-- a.md --\none ^x\n\ntwo ^X\n     ^ The block id “x” is taken already\n\nthree ^y\n", "duplicate-block-id"
    )
    assert [r.place for r in found[0].related] == [Place("a.md", Span(5, 6))]
