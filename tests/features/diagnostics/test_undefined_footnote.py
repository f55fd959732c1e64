"""Footnotes without a text."""

from features.diagnostics.check import check


def test_undefined_footnote() -> None:
    check(
        "-- a.md --\none[^1] two[^b] three^[inline] `[^c]`\n           ^^^^ No footnote “b” in this note\n\n[^1]: text\n",
        "undefined-footnote",
    )
