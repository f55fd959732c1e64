"""Days and times in the letters of Obsidian's formats, which are moment.js's (its documentation, "Format"); names of daily notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from vaultls.config import Config

# moment.js's letters and literals; those of times are known so that they can be refused.
_TOKEN = re.compile(
    r"\[([^\[\]]*)\]|\\(.)|"
    r"(Mo|M{1,4}|DDDo|Do|D{1,4}|do|d{1,4}|wo|ww?|Wo|WW?|Qo?|YYYY|YY|GGGG|GG|gggg|gg|e|E)|"
    r"(HH?|hh?|kk?|mm?|ss?|S{1,9}|ZZ?|[aAxXz])|([\s\S])"
)
_UNNAMABLE = re.compile(r'[\x00-\x1f#^\[\]|\\:*?"<>]')

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]


def day_path(config: Config, day: date) -> str:
    """The vault path of a day's note."""
    name = day_name(config.daily_notes_format, day) + ".md"
    return f"{config.daily_notes_folder}/{name}" if config.daily_notes_folder else name


def day_name(format_: str, day: date) -> str:
    """On `YYYY/MMMM/Do`: `2026/October/3rd`. Months and days have their English names, weeks begin as in moment.js's default."""

    def said(match: re.Match[str]) -> str:
        literal, escaped, token, time, other = match.groups()
        if token is not None:
            return _SAID[token](day)
        return next(text for text in (literal, escaped, time, other) if text is not None)

    return _TOKEN.sub(said, format_)


def moment_text(format_: str, moment: datetime) -> str:
    """On `[at] H:mm, D MMM`: `at 9:05, 3 Oct`."""

    def said(match: re.Match[str]) -> str:
        literal, escaped, token, time, other = match.groups()
        if token is not None:
            return _SAID[token](moment)
        if time is not None:
            return _TIME[time[:2]](moment) if time[0] != "S" else _fraction(moment, len(time))
        return next(text for text in (literal, escaped, other) if text is not None)

    return _TOKEN.sub(said, format_)


def is_day_format(format_: str) -> bool:
    """Whether every day gets a name that a note can have."""
    if any(match[4] for match in _TOKEN.finditer(format_)):
        return False  # an hour would be another with every look
    name = day_name(format_, date(2026, 10, 3))
    return not _UNNAMABLE.search(name) and all(s.strip(". ") for s in name.split("/"))


def _week(day: date) -> tuple[int, int]:
    """Year and week, where a week begins on Sunday and that of January 1 is the first."""

    def first(year: int) -> date:
        start = date(year, 1, 1)
        return start - timedelta(days=start.isoweekday() % 7) if year > 1 else start

    year = day.year + 1 if day.year < 9999 and day >= first(day.year + 1) else day.year
    return year, (day - first(year)).days // 7 + 1


def _nth(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _of_year(day: date) -> int:
    return day.timetuple().tm_yday


def _fraction(moment: datetime, digits: int) -> str:
    return f"{moment.microsecond:06}"[:digits].ljust(digits, "0")


def _offset(moment: datetime, colon: str) -> str:
    said = moment.strftime("%z") or "+0000"
    return said[:3] + colon + said[3:5]


_SAID: dict[str, Callable[[date], str]] = {
    "YYYY": lambda day: f"{day.year:04}",
    "YY": lambda day: f"{day.year % 100:02}",
    "Q": lambda day: str((day.month + 2) // 3),
    "Qo": lambda day: _nth((day.month + 2) // 3),
    "M": lambda day: str(day.month),
    "Mo": lambda day: _nth(day.month),
    "MM": lambda day: f"{day.month:02}",
    "MMM": lambda day: _MONTHS[day.month - 1][:3],
    "MMMM": lambda day: _MONTHS[day.month - 1],
    "D": lambda day: str(day.day),
    "Do": lambda day: _nth(day.day),
    "DD": lambda day: f"{day.day:02}",
    "DDD": lambda day: str(_of_year(day)),
    "DDDo": lambda day: _nth(_of_year(day)),
    "DDDD": lambda day: f"{_of_year(day):03}",
    "d": lambda day: str(day.isoweekday() % 7),
    "do": lambda day: _nth(day.isoweekday() % 7),
    "dd": lambda day: _DAYS[day.isoweekday() % 7][:2],
    "ddd": lambda day: _DAYS[day.isoweekday() % 7][:3],
    "dddd": lambda day: _DAYS[day.isoweekday() % 7],
    "e": lambda day: str(day.isoweekday() % 7),
    "E": lambda day: str(day.isoweekday()),
    "w": lambda day: str(_week(day)[1]),
    "wo": lambda day: _nth(_week(day)[1]),
    "ww": lambda day: f"{_week(day)[1]:02}",
    "W": lambda day: str(day.isocalendar()[1]),
    "Wo": lambda day: _nth(day.isocalendar()[1]),
    "WW": lambda day: f"{day.isocalendar()[1]:02}",
    "GGGG": lambda day: f"{day.isocalendar()[0]:04}",
    "GG": lambda day: f"{day.isocalendar()[0] % 100:02}",
    "gggg": lambda day: f"{_week(day)[0]:04}",
    "gg": lambda day: f"{_week(day)[0] % 100:02}",
}

_TIME: dict[str, Callable[[datetime], str]] = {
    "H": lambda moment: str(moment.hour),
    "HH": lambda moment: f"{moment.hour:02}",
    "h": lambda moment: str(moment.hour % 12 or 12),
    "hh": lambda moment: f"{moment.hour % 12 or 12:02}",
    "k": lambda moment: str(moment.hour or 24),
    "kk": lambda moment: f"{moment.hour or 24:02}",
    "m": lambda moment: str(moment.minute),
    "mm": lambda moment: f"{moment.minute:02}",
    "s": lambda moment: str(moment.second),
    "ss": lambda moment: f"{moment.second:02}",
    "a": lambda moment: "am" if moment.hour < 12 else "pm",
    "A": lambda moment: "AM" if moment.hour < 12 else "PM",
    "Z": lambda moment: _offset(moment, ":"),
    "ZZ": lambda moment: _offset(moment, ""),
    "z": lambda moment: moment.tzname() or "",
    "X": lambda moment: str(int(moment.timestamp())),
    "x": lambda moment: str(int(moment.timestamp() * 1000)),
}
