"""Changes by position equal a naive model in all three encodings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultls.text.edit import apply_change, apply_edits
from vaultls.text.lines import Encoding, Lines
from vaultls.text.span import Span

ENCODINGS: list[Encoding] = ["utf-8", "utf-16", "utf-32"]
TEXTS = st.text(st.sampled_from("ab \n\r\u2028\x0c\u00e9\u4e2d\U0001f600\u200d"), max_size=40)
SMALL = st.integers(0, 12)


def units(text: str, encoding: Encoding) -> int:
    return (
        len(text.encode(encoding + ("" if encoding == "utf-8" else "-le")))
        // {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    )


def naive(text: str, line: int, column: int, encoding: Encoding) -> int:
    """The offset of a position, counted character by character."""
    starts = [0, *(m.end() for m in re.finditer("\r\n|\r|\n", text))]
    if line >= len(starts):
        return len(text)
    at = starts[line]
    while at < len(text) and text[at] not in "\r\n":
        column -= units(text[at], encoding)
        if column < 0:
            break
        at += 1
    return at


@given(TEXTS, st.lists(st.tuples(SMALL, SMALL, SMALL, SMALL, TEXTS), max_size=6), st.sampled_from(ENCODINGS))
def test_a_row_of_changes_equals_the_model(
    text: str, changes: list[tuple[int, int, int, int, str]], encoding: Encoding
) -> None:
    expected = text
    for line, column, last, end, new in changes:
        a, b = sorted((naive(expected, line, column, encoding), naive(expected, last, end, encoding)))
        expected = expected[:a] + new + expected[b:]
        text = apply_change(text, Lines.of(text), ((line, column), (last, end)), new, encoding)
        assert text == expected


def test_a_position_inside_a_surrogate_pair_is_the_start_of_its_character() -> None:
    text = "\U0001f600b"
    assert apply_change(text, Lines.of(text), ((0, 1), (0, 2)), "", "utf-16") == "b"


def test_a_change_without_range_is_the_whole_text() -> None:
    assert apply_change("old", Lines.of("old"), None, "new", "utf-16") == "new"


def test_edits_by_offset() -> None:
    edits = [(Span(4, 6), "X"), (Span(0, 1), ""), (Span(6, 6), "1"), (Span(6, 6), "2")]
    assert apply_edits("abcdefg", edits) == "bcdX12g"


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply_edits("abcdef", [(Span(0, 3), ""), (Span(2, 4), "")])
