"""Offsets and positions: against a naive model, in all three encodings, with every line end."""

from __future__ import annotations

import random
import re
from typing import get_args

import pytest

from vaultls.text.lines import Encoding, Lines

ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)


def units(text: str, encoding: Encoding) -> int:
    if encoding == "utf-32":
        return len(text)
    return len(text.encode("utf-16-le")) // 2 if encoding == "utf-16" else len(text.encode())


def model(text: str, offset: int, encoding: Encoding) -> tuple[int, int]:
    starts = [0, *(m.end() for m in re.finditer(r"\r\n?|\n", text))]
    line = max(i for i, start in enumerate(starts) if start <= offset)
    return line, units(text[starts[line] : offset], encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_round_trip(encoding: Encoding) -> None:
    rnd = random.Random(encoding)
    for alphabet in (
        "ab\n\r\u00e9\u4e2d\U0001f600",
        "ab\n\r\n",
        "a\n\U0001f600\U0001d11e",
        "\u4e2d\u6587\n\u00e9a",
        "a\n\u2028\x0c\x85b",
    ):
        for _ in range(300):
            text = "".join(rnd.choice(alphabet) for _ in range(rnd.randrange(30)))
            lines = Lines.of(text)
            assert Lines.from_plain(lines.plain()) == lines
            for offset in range(len(text) + 1):
                if text[offset - 1 : offset + 1] == "\r\n" and offset:
                    continue
                assert lines.position(offset, encoding) == model(text, offset, encoding)
                assert lines.offset(*model(text, offset, encoding), encoding) == offset
                for end in range(offset, len(text) + 1):
                    both = (*lines.position(offset, encoding), *lines.position(end, encoding))
                    assert lines.range(offset, end, encoding) == both


def test_positions_outside_are_clamped() -> None:
    lines = Lines.of("a\U0001f600b\r\nc")
    assert lines.offset(-1, 5, "utf-16") == 0
    assert lines.offset(9, 0, "utf-16") == lines.length
    assert lines.offset(0, 99, "utf-16") == 3
    assert lines.offset(0, 2, "utf-16") == 1  # inside the surrogate pair: its start
    assert [lines.offset(0, c, "utf-8") for c in range(7)] == [0, 1, 1, 1, 1, 2, 3]
    assert lines.position(99, "utf-16") == (1, 1)


def test_without_utf8() -> None:
    text = "\u00e9 \U0001f600\n\u4e2d"
    full, lean = Lines.of(text), Lines.of(text, utf8=False)
    assert lean == full
    assert lean == Lines.from_plain(lean.plain())
    assert [lean.position(o, "utf-16") for o in range(6)] == [full.position(o, "utf-16") for o in range(6)]
    with pytest.raises(ValueError, match="UTF-8"):
        lean.position(2, "utf-8")
    assert Lines.of("plain", utf8=False).position(3, "utf-8") == (0, 3)


def test_lone_surrogates_do_not_raise() -> None:
    lines = Lines.of("a\ud800b\n")
    assert lines.position(3, "utf-16") == (0, 3)
