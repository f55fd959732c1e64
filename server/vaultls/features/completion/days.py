"""Days in `[[`: `today`, `tomorrow`, `yesterday`, and dates as they are typed; each by the name of its daily note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from vaultls.features.answer import CompletionItem
from vaultls.features.completion.context import OpenLink, Typing, filter_text
from vaultls.features.new_link import wiki_path
from vaultls.syntax.note import Json
from vaultls.vault.days import day_name, day_path
from vaultls.vault.names import fold, without_suffix

WORDS = {"today": 0, "tomorrow": 1, "yesterday": -1}
_MOST = 7  # dates in the list
_AROUND = 31  # days before and after today
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-\d{0,2})?")


def days(typing: Typing, link: OpenLink) -> list[CompletionItem]:
    """The nearest days first; few, for the notes that there are come below them."""
    typed = fold(link.inner.strip())
    if len(typed) < 2:
        return []
    found = [
        _item(typing, link, _later(typing.today, away), word) for word, away in WORDS.items() if word.startswith(typed)
    ]
    if typed[0].isdigit():
        found += [_item(typing, link, day, "") for day in islice(_dates(typing, typed), _MOST)]
    return found


def _dates(typing: Typing, typed: str) -> Iterator[date]:
    """Days whose note's name or whose date begins as what is typed."""
    days = {_later(typing.today, away) for away in range(-_AROUND, _AROUND + 1)}
    month = _MONTH.fullmatch(typed)
    if month is not None and 1 <= int(month[2]) <= 12 and int(month[1]):
        first = date(int(month[1]), int(month[2]), 1)
        days |= {day for day in (_later(first, i) for i in range(_AROUND)) if day.month == first.month}
    for day in sorted(days, key=lambda day: (abs((day - typing.today).days), day < typing.today)):
        if day.isoformat().startswith(typed) or fold(_name(typing, day)).startswith(typed):
            yield day


def _later(day: date, days: int) -> date:
    """So many days later, as far as there are days."""
    return date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + days)))


def _name(typing: Typing, day: date) -> str:
    """What a link says for a day without a note: the last part of its name where that tells days apart."""
    format_ = typing.vault.config.daily_notes_format
    name = day_name(format_, day)
    last = name.rpartition("/")[2]
    apart = all(day_name(format_, _later(day, away)).rpartition("/")[2] != last for away in (1, 7, 31, 365))
    return last if apart else name


def _item(typing: Typing, link: OpenLink, day: date, word: str) -> CompletionItem:
    """A link to the day's note, whether it exists or not."""
    path = day_path(typing.vault.config, day)
    exists = path in typing.vault.files
    name = (wiki_path(typing.vault, typing.note.path, path) if exists else None) or _name(typing, day)
    said = without_suffix(name)
    data: Json = {"path": path} if exists else None
    label, detail = (word, said) if word else (said, day_name("dddd", day))
    return CompletionItem(label, "day", said + link.close, filter_text(link.inner, label), detail, data)
