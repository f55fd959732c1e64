"""Changes that come in another order than they were made in."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from vaultls.lsp.recent import MOST, Part, Recent
from vaultls.text.lines import Lines


def at(character: int, new: str) -> Part:
    return ((0, character), (0, character)), new


TYPED = [at(0, "[]"), at(1, "[]"), at(2, "U"), at(3, "t"), at(4, "o")]
WHOLE = "[[Uto]]"


def told(order: list[int], first: int | None = 0, step: int = 1) -> tuple[str, int | None]:
    recent, text, version = Recent(first), "", first
    for i in order:
        text, version = recent.change(text, Lines.of(text), (first or 0) + step * (i + 1), [TYPED[i]], "utf-16")
    return text, version


@pytest.mark.parametrize("order", [*permutations(range(5))])
def test_every_order_makes_the_text_that_was_typed(order: tuple[int, ...]) -> None:
    assert told(list(order)) == (WHOLE, 5)


def test_versions_may_skip() -> None:
    assert told([0, 1, 2, 3, 4], step=10) == (WHOLE, 50)


def test_versions_that_run_backwards_or_stand_still_are_taken_as_they_come() -> None:
    recent, text = Recent(7), ""
    for version, part in zip([3, 3, 2, 1, 1], TYPED, strict=True):
        text, said = recent.change(text, None, version, [part], "utf-16")
        assert said == version
    assert text == WHOLE


def test_without_versions() -> None:
    recent, text = Recent(None), ""
    for part in TYPED:
        text, said = recent.change(text, None, None, [part], "utf-16")
        assert said is None
    assert text == WHOLE


def test_long_after_the_last_ones() -> None:
    rnd = random.Random(4)
    recent, text, wanted = Recent(0), "", ""
    waiting: list[tuple[int, Part]] = []
    for version in range(1, 400):
        place = rnd.randrange(len(wanted) + 1)
        new = rnd.choice(["a", "bc", "😀"])
        # positions count UTF-16 units
        waiting.append((version, at(len(wanted[:place].encode("utf-16-le")) // 2, new)))
        wanted = wanted[:place] + new + wanted[place:]
        if len(waiting) == 3:
            rnd.shuffle(waiting)
            for number, part in waiting:
                text, _ = recent.change(text, None, number, [part], "utf-16")
            waiting = []
            assert text == wanted
            assert len(recent._changes) <= MOST


def test_a_whole_text_that_comes_late_is_changed_by_what_came_before() -> None:
    recent = Recent(1)
    text, _ = recent.change("old", None, 3, [at(0, "# ")], "utf-16")
    text, version = recent.change(text, None, 2, [(None, "new")], "utf-16")
    assert (text, version) == ("# new", 3)
