"""Which references fit; what is said of the others is in the tests of their diagnostics."""

from __future__ import annotations

import pytest

from support.steps import check_linear
from vaultls.syntax.parse import parse


@pytest.mark.parametrize(
    "text",
    ["[a]: b\n", "[a]: b 'ti\ntle'\n", "[a]: b\n 'ti\n tle'\n", "[a]:\nb\n'ti\ntle'\n", "> [a]: b\n> 'ti\n> tle'\n"],
)
def test_a_definition_of_several_lines_is_one(text: str) -> None:
    assert [d.label for d in parse("a.md", text).definitions] == ["a"]
    assert [p.code for p in parse("a.md", text + "\n[a]\n").problems] == []


@pytest.mark.parametrize(
    "text", ["[some text][x] ", "[[[some text][x]", "[a [b][x] c][x] ", "![][x]\n\n[x]: y\n", "][x"]
)
def test_linear(text: str) -> None:
    check_linear(lambda n: lambda: parse("a.md", text * n), 300)
    parse("a.md", text * 20_000)
