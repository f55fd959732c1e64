"""The links of a note in columns: those at a place are the ones that a look at each link finds."""

from __future__ import annotations

import pytest

from vaultls.syntax.link import Links
from vaultls.syntax.parse import parse

TEXTS = [
    "",
    "[[A]]",
    "[[A]][[B]] and ![[C]]",
    "x [![[a.png]] and ![b](b.png) in [[C]]](d.md) [[E]]\n\n[[F#g|h]]",
    "---\nup: '[[A]]'\n---\n[one [[two]] three](four.md)[[five]]",
]


@pytest.mark.parametrize("text", TEXTS)
def test_links_at_every_offset(text: str) -> None:
    links = parse("n.md", text).links
    for offset in range(len(text) + 2):
        assert list(links.touching(offset)) == [x for x in reversed(links) if x.start <= offset <= x.end]
        assert list(links.since(offset)) == [x for x in links if x.start >= offset]


def test_only_the_links_that_are_given_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    one = Links.__getitem__
    monkeypatch.setattr(Links, "__getitem__", lambda self, index: made.append(index) or one(self, index))
    links = parse("n.md", "[[A]] " * 1000).links
    assert [link.start for link in links.touching(6 * 700 + 2)] == [6 * 700]
    assert made == [700]
