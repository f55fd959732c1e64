"""Paragraphs and list items, with the ids that they have."""

from __future__ import annotations

import pytest

from support.steps import check_linear
from vaultls.syntax.passages import passages

TEXT = """\
---
a: b
---
# Head
para one
line two

- item one
  more
- item two ^x
  - nested

> quote
> two ^q

| a | b |
|---|---|
| 1 | 2 |

[^1]: foot

```
code
```
alone

^below

%%
comment
%%
Setext
===
last
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_passages(newline: str) -> None:
    text = TEXT.replace("\n", newline)
    found = [(text[p.start : p.words_end].replace(newline, "\n"), p.id) for p in passages(text)]
    assert found == [
        ("para one\nline two", None),
        ("- item one\n  more", None),
        ("- item two", "x"),
        ("- nested", None),
        ("> quote\n> two", "q"),
        ("alone", "below"),
        ("last", None),
    ]
    assert all(not text[p.end - 1].isspace() for p in passages(text))


def test_nothing() -> None:
    assert list(passages("")) == list(passages("---\na: b\n---\n")) == list(passages("# A\n")) == []


def test_linear() -> None:
    check_linear(lambda n: lambda: list(passages("one ^a\n\n^b\n\n- x\n" * n)), 300)
