"""Fuzzy search by name: the order of its answers, and that it stays linear."""

from collections.abc import Callable

from support.steps import check_linear
from vaultls.vault.search import Match, Names, rank

NAMES = [
    "The sublime",
    "Sublimation",
    "On the subtle lime",
    "Élan vital",
    "subl",
    "Notes\non two lines",
    "Marx/Engels",
    "🏳️‍🌈 flags",
]


def ranked(query: str, limit: int = 10) -> list[str]:
    return [NAMES[i] for i in rank(query, NAMES, limit)]


def test_exact_prefix_word_inside_letters() -> None:
    assert ranked("subl") == ["subl", "Sublimation", "The sublime", "On the subtle lime"]
    assert ranked("ubl") == ["subl", "The sublime", "Sublimation", "On the subtle lime"]


def test_case_diacritics_and_separators() -> None:
    assert ranked("elan") == ["Élan vital"]
    assert ranked("ÉLAN V") == ["Élan vital"]
    assert ranked("marx engels") == ["Marx/Engels"]
    assert rank("old ways", ["the *old* [[B|ways]]", "*Old* ways"], 5) == [1, 0]
    assert ranked("two") == ["Notes\non two lines"]
    assert ranked("🏳") == ["🏳️‍🌈 flags"]


def test_the_shorter_first_and_the_limit() -> None:
    names = ["abc long", "abc", "abc longer", "ab"]
    assert rank("abc", names, 10) == [1, 0, 2]
    assert rank("abc", names, 2) == [1, 0]
    assert rank("", names, 2) == [0, 1]
    assert rank("...", names, 2) == []


def test_equal_names_are_all_found() -> None:
    names = ["abc", "b", "abc", "abcd", "abc"]
    assert rank("abc", names, 10) == [0, 2, 4, 3]
    assert rank("abc", names, 2) == [0, 2]
    assert rank("bcd", names, 2) == [3]
    assert rank("", names, 4) == [0, 1, 2, 3]


def test_nothing_to_search() -> None:
    assert rank("a", [], 5) == []
    assert rank("a", [""], 5) == []
    assert rank("", [], 5) == []
    assert rank("x" * 10_000, ["x" * 20_000], 5) == [0]


def test_a_hostile_name_costs_linear_time() -> None:
    def run(n: int) -> Callable[[], list[list[Match]]]:
        names = Names(["ab" * (50 * n) + "\n" * n] * 3)
        return lambda: [names.matches(query, 5) for query in ("ab" * 9 + "z", "z" * 60)]

    check_linear(run, 100)
    assert run(1000)() == [[], []]  # a search that tries every way to match would not come to an end
