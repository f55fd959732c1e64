"""Days in `[[`; the day of these tests is Saturday, October 3, 2026."""

from __future__ import annotations

from datetime import date

import pytest

from features.completion.check import ask
from vaultls.config import Config

VAULT = "-- Log/2026-10-01.md --\n-- 2026-10-04.md --\n-- Today and tomorrow.md --\n-- z.md --\n"


@pytest.mark.parametrize(
    ("line", "label", "expected"),
    [
        ("[[tod<|>", "today", "[[2026-10-03]]"),
        ("[[Today<|>]]", "today", "[[2026-10-03]]"),
        ("[[tom<|>", "tomorrow", "[[2026-10-04]]"),
        ("[[yest<|>|text]]", "yesterday", "[[2026-10-02|text]]"),
        ("[[2026-<|>", "2026-10-03", "[[2026-10-03]]"),
        ("[[2026-10-1<|>", "2026-10-12", "[[2026-10-12]]"),
        ("[[2025-02-<|>", "2025-02-28", "[[2025-02-28]]"),
        ("![[tod<|>", "today", "![[2026-10-03]]"),
    ],
)
def test_days(line: str, label: str, expected: str) -> None:
    asked = ask(VAULT + line)
    assert label in asked.labels
    assert asked.taking(label) == expected


def test_the_nearest_first_and_none_twice() -> None:
    asked = ask(VAULT + "[[2026-<|>")
    assert asked.labels[:5] == ["2026-10-03", "2026-10-04", "2026-10-02", "2026-10-05", "2026-10-01"]
    assert len(asked.texts) == len(set(asked.texts))
    assert asked.details[:2] == ["Saturday", "Sunday"]


def test_notes_come_below() -> None:
    asked = ask(VAULT + "[[tod<|>")
    assert asked.labels == ["today", "Today and tomorrow"]
    assert asked.details[0] == "2026-10-03"


@pytest.mark.parametrize("line", ["[[t<|>", "[[<|>", "[[z#tod<|>", "tod<|>", "[[2019-13-<|>", "[[0000-00-<|>"])
def test_no_day(line: str) -> None:
    assert not any(item.kind == "day" for item in ask(VAULT + line).items)


@pytest.mark.parametrize(
    ("config", "line", "expected"),
    [
        (Config(daily_notes_folder="Log"), "[[2026-10-01<|>", "[[2026-10-01]]"),
        (Config(daily_notes_folder="Log", link_style="absolute"), "[[2026-10-01<|>", "[[Log/2026-10-01]]"),
        (Config(daily_notes_format="YYYY/MM/YYYY-MM-DD"), "[[tod<|>", "[[2026-10-03]]"),
        (Config(daily_notes_format="YYYY/MM/DD"), "[[tod<|>", "[[2026/10/03]]"),
        (Config(daily_notes_format="DD.MM.YYYY"), "[[2026-10-2<|>", "[[20.10.2026]]"),
        (Config(daily_notes_format="DD.MM.YYYY"), "[[03.1<|>", "[[03.10.2026]]"),
        (Config(daily_notes_format="dddd, Do MMMM YYYY"), "[[tod<|>", "[[Saturday, 3rd October 2026]]"),
    ],
)
def test_settings(config: Config, line: str, expected: str) -> None:
    assert ask(VAULT + line, config).first == expected


@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_ends_of_time(today: date) -> None:
    asked = ask(f"-- z.md --\n[[{today.isoformat()}<|>", today=today)
    assert asked.first == f"[[{today.isoformat()}]]"
    assert ask("-- z.md --\n[[9999-12-<|>").items
