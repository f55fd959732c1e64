"""Daily notes: a day's name in moment.js's letters."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from vaultls.config import Config
from vaultls.vault.days import day_name, day_path, is_day_format, moment_text

DAY = date(2026, 10, 3)  # a Saturday


@pytest.mark.parametrize(
    ("format_", "expected"),
    [
        ("YYYY-MM-DD", "2026-10-03"),
        ("YYYY/MM-MMMM/YYYY-MM-DD-dddd", "2026/10-October/2026-10-03-Saturday"),
        ("YY.M.D", "26.10.3"),
        ("Do MMM gggg", "3rd Oct 2026"),
        ("[Day] DDDD [of] YYYY", "Day 276 of 2026"),
        ("[YYYY] YYYY", "YYYY 2026"),
        (r"\D D", "D 3"),
        ("ddd dd d e E", "Sat Sa 6 6 6"),
        ("Q Qo Mo DDD DDDo", "4 4th 10th 276 276th"),
        ("GGGG-[W]WW", "2026-W40"),
        ("w wo ww gg GG W Wo do", "40 40th 40 26 26 40 40th 6th"),
        ("YYYY年M月D日", "2026年10月3日"),
    ],
)
def test_the_letters(format_: str, expected: str) -> None:
    assert day_name(format_, DAY) == expected
    assert is_day_format(format_)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 1), "2026-1 2026-1"),
        (date(2027, 1, 1), "2027-1 2026-53"),
        (date(2026, 12, 27), "2027-1 2026-52"),
        (date(2026, 12, 26), "2026-52 2026-52"),
        (date(2023, 1, 1), "2023-1 2022-52"),
        (date(1, 1, 1), "0001-1 0001-1"),
        (date(9999, 12, 31), "9999-53 9999-52"),
    ],
)
def test_weeks_at_the_turn_of_the_year(day: date, expected: str) -> None:
    assert day_name("gggg-w GGGG-W", day) == expected


def test_weeks_begin_on_sunday_and_on_monday() -> None:
    for i in range(800):
        day = date(2026, 1, 1) + timedelta(days=i)
        before = day - timedelta(days=1)
        assert (day_name("gggg w", day) != day_name("gggg w", before)) is (day.isoweekday() == 7)
        assert (day_name("GGGG W", day) != day_name("GGGG W", before)) is (day.isoweekday() == 1)


@pytest.mark.parametrize("number", [(1, "1st"), (2, "2nd"), (11, "11th"), (13, "13th"), (21, "21st"), (23, "23rd")])
def test_endings(number: tuple[int, str]) -> None:
    assert day_name("Do", date(2026, 1, number[0])) == number[1]


@pytest.mark.parametrize(
    "format_",
    ["", "HH", "YYYY-MM-DD HH:mm", "YYYY//DD", "/YYYY", "YYYY/", "../YYYY", "YYYY#MM", "[a|b]", "YYYY\nMM", "YYYY:MM"],
)
def test_what_names_no_note(format_: str) -> None:
    assert not is_day_format(format_)


@pytest.mark.parametrize(
    ("format_", "expected"),
    [
        ("YYYY-MM-DD HH:mm", "2026-10-03 09:05"),
        ("[at] H:m:s.SSS h hh k kk a A", "at 9:5:7.012 9 09 9 09 am AM"),
        ("S SSSSSSSS Z ZZ X", "0 01230000 +02:00 +0200 1791011107"),
    ],
)
def test_times(format_: str, expected: str) -> None:
    moment = datetime(2026, 10, 3, 9, 5, 7, 12300, timezone(timedelta(hours=2)))
    assert moment_text(format_, moment) == expected


def test_noon_and_midnight() -> None:
    assert moment_text("h k A", datetime(2026, 10, 3, 0, 1)) == "12 24 AM"
    assert moment_text("h k A", datetime(2026, 10, 3, 12, 1)) == "12 12 PM"


def test_the_path() -> None:
    assert day_path(Config(), DAY) == "2026-10-03.md"
    assert day_path(Config(daily_notes_folder="Log", daily_notes_format="YYYY/DD"), DAY) == "Log/2026/03.md"
