"""New notes and daily notes: where they are made, and what stands in them."""

from datetime import date, datetime, timedelta, timezone

import pytest

from support.picture import picture
from vaultls.config import Config
from vaultls.features.answer import Changes, Create, Refusal
from vaultls.features.new_notes import daily_note, new_note

NOW = datetime(2026, 10, 3, 9, 5, tzinfo=timezone(timedelta(hours=2)))
VAULT = "-- d/a.md --\ntext\n-- T/Day.md --\n# {{title}}\n{{date:dddd}} {{time}} [[{{date:YYYY-[W]WW}}]]\n-- Ü/Straße.md --\n"


def test_a_title_in_the_folder_for_new_notes() -> None:
    for folder, path in (("", "My note.md"), ("Inbox", "Inbox/My note.md"), (".", "d/My note.md")):
        p = picture(VAULT, config=Config(new_notes_folder=folder))
        made = new_note(p.vault, " My note ", "d/a.md", NOW, p.read)
        assert made == (path, False, Changes(creates=(Create(path, ""),)))


def test_a_title_with_folders_and_suffix() -> None:
    p = picture(VAULT, config=Config(new_notes_folder="Inbox", new_notes_template="T/Day"))
    for title in ("/x/New.md", "x/New"):
        made = new_note(p.vault, title, None, NOW, p.read)
        assert made.changes.creates == (Create("x/New.md", "# New\nSaturday 09:05 [[2026-W40]]\n"),)


def test_a_note_that_is_there() -> None:
    p = picture(VAULT)
    assert new_note(p.vault, "ü/STRASSE", None, NOW, p.read) == ("Ü/Straße.md", True, Changes())


@pytest.mark.parametrize("title", ["", "  ", "a#b", "../x", "x/../../y", "a: b", ".hidden", "x/ /y"])
def test_names_that_no_link_could_say(title: str) -> None:
    p = picture(VAULT)
    with pytest.raises(Refusal):
        new_note(p.vault, title, None, NOW, p.read)


def test_a_day() -> None:
    p = picture(
        VAULT, config=Config(daily_notes_folder="Log", daily_notes_format="YYYY/MM-DD", daily_notes_template="T/Day")
    )
    made = daily_note(p.vault, date(2026, 10, 4), NOW, p.read)
    assert made.path == "Log/2026/10-04.md"
    assert made.changes.creates == (Create(made.path, "# 10-04\nSunday 09:05 [[2026-W40]]\n"),)
    there = p.vault.updated([], [made.path])
    assert daily_note(there, date(2026, 10, 4), NOW, p.read) == (made.path, True, Changes())
