"""Fuzzy search by name: the order of its answers, and that it stays linear."""

import random
import re
from collections.abc import Callable

from support.steps import check_bounded, check_linear, steps
from vaultls.vault.search import EXACT, INSIDE, LETTERS, PREFIX, WORD, Match, Names, rank

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


def test_what_was_asked_before_changes_no_answer() -> None:
    rnd = random.Random(4)
    for _ in range(30):
        words = ["".join(rnd.choices("abcd", k=rnd.randint(1, 4))) for _ in range(12)]
        names = [" ".join(rnd.choices(words, k=rnd.randint(1, 3))) for _ in range(rnd.choice([5, 60, 700]))]
        asked = Names(names)
        for _ in range(12):
            text = "".join(rnd.choices("abcd ", k=6))
            for end in rnd.sample(range(1, 7), 4) if rnd.random() < 0.3 else range(1, 7):
                limit, letters = rnd.choice([3, 20, 1000]), rnd.random() < 0.7
                assert asked.matches(text[:end], limit, letters) == Names(names).matches(text[:end], limit, letters)
                assert asked.matches(text[:end], limit, letters) == plainly(names, text[:end], limit, letters)


def plainly(names: list[str], query: str, limit: int, letters: bool) -> list[Match]:
    """What is found by looking at each name."""
    wanted = " ".join(query.split())
    if not wanted:
        return [] if query.strip() else [Match(EXACT, 0, i) for i in range(min(limit, len(names)))]
    pattern = re.compile(".*".join(wanted.replace(" ", "")))
    found = []
    order = list(dict.fromkeys(sorted(names, key=len)))  # equal names stand together
    for i, name in enumerate(names):
        if wanted in name:
            quality = WORD if " " + wanted in name else INSIDE
            quality = EXACT if name == wanted else PREFIX if name.startswith(wanted) else quality
        elif letters and len(wanted.replace(" ", "")) > 1 and pattern.search(name):
            quality = LETTERS
        else:
            continue
        found.append((quality, len(name), order.index(name), i))
    return [Match(quality, length, i) for quality, length, _, i in sorted(found)[:limit]]


def test_one_letter_more_looks_at_few_names() -> None:
    def run(n: int) -> Callable[[], object]:
        names = Names([f"note {i} of all" for i in range(n)] + ["quiet zebra"])
        names.matches("qz", 50)
        return lambda: names.matches("qze", 50)

    check_bounded(run, 2000)
    assert steps(run(2000)) < 100


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
