"""Aliases that other notes have, and aliases that are names."""

import pytest

from features.diagnostics.check import check
from vaultls.features.answer import Place
from vaultls.text.span import Span

CODE = "duplicate-alias"
OTHER = "-- Ahab.md --\n---\nalias: the whale\n---\n"


@pytest.mark.parametrize(
    "source",
    [
        f"-- a.md --\n---\naliases: [The Whale, Moby]\n          ^^^^^^^^^ “The Whale” is also an alias of “Ahab”\n---\n{OTHER}",
        f'-- a.md --\n---\naliases:\n  - "The Whale"\n    ^^^^^^^^^^^ “The Whale” is also an alias of “Ahab”\n---\n{OTHER}',
        f"-- a.md --\n---\nalias: Ahab\n       ^^^^ “Ahab” is the name of Ahab.md, where links lead\n---\n{OTHER}",
        f"-- a.md --\n---\nalias: The Whale\n       ^^^^^^^^^ “The Whale” is also an alias of “Ahab” and of others\n---\n{OTHER}-- Z.md --\n---\nalias: The Whale\n---\n",
    ],
)
def test_duplicates(source: str) -> None:
    check(source, CODE)


@pytest.mark.parametrize(
    "source",
    [
        f"-- a.md --\n---\nalias: Moby\n---\n{OTHER}",
        f"-- a.md --\n---\nalias: a\n---\n{OTHER}",  # its own name
        f"-- a.md --\n---\nalias: other/the whale\n---\n{OTHER}",
        f'-- a.md --\n---\nalias: ""\n---\n{OTHER}',
        f"-- a.md --\n# The Whale\n{OTHER}",
    ],
)
def test_none(source: str) -> None:
    check(source, CODE)


def test_the_others_are_related() -> None:
    found = check(
        f"-- a.md --\n---\nalias: The Whale\n       ^^^^^^^^^ “The Whale” is also an alias of “Ahab”\n---\n{OTHER}",
        CODE,
    )
    assert [r.place for r in found[0].related] == [Place("Ahab.md", Span(11, 20))]
