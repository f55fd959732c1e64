"""Fuzzy search by name: the order of its answers, and that it stays linear."""

import time

from vaultls.vault.search import Names, rank

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


def test_nothing_to_search() -> None:
    assert rank("a", [], 5) == []
    assert rank("a", [""], 5) == []
    assert rank("", [], 5) == []
    assert rank("x" * 10_000, ["x" * 20_000], 5) == [0]


def test_a_hostile_name_costs_linear_time() -> None:
    names = Names(["ab" * 50_000 + "\n" * 1000] * 3)
    start = time.perf_counter()
    assert names.matches("abababababababababz", 5) == []
    assert names.matches("z" * 60, 5) == []
    assert time.perf_counter() - start < 0.5
