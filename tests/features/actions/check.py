"""The one place where tests touch code actions: what is offered at the cursor, and what becomes of the vault.

A selection is drawn as `^^^ here`, or from `^ here[` to `^ here]`; without one the cursor is asked about.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from support.picture import Picture, changed, check_changes, picture
from vaultls.config import Config
from vaultls.features.actions import Asked, action, actions, changes_of, problems_at
from vaultls.features.answer import Action, Changes
from vaultls.features.diagnostics import diagnose
from vaultls.text.span import Span

NOW = datetime(2026, 10, 3, 9, 5, 7, tzinfo=timezone(timedelta(hours=2)))
SILENCE = "Ignore "


def asked(p: Picture) -> Asked:
    """The question that a picture asks."""
    if "here" in p.spans:
        [(path, span)] = p.spans["here"]
    else:
        path, span = p.note.path, Span(p.offset, p.offset)
    return question(p, path, span)


def question(p: Picture, path: str, span: Span) -> Asked:
    note = p.vault.notes[path]
    problems = tuple(diagnose(p.vault, note))
    return Asked(p.vault, note, span, p.read, NOW, problems, problems_at(note, problems, span))


def offered(
    source: str, *kinds: str, config: Config | None = None, of: str = "", silence: bool = False
) -> list[Action]:
    """All actions, or those of one file; those that silence a problem only if asked for."""
    found = [o.action for o in actions(asked(picture(source, config=config)), kinds) if not of or o.name == of]
    return [a for a in found if silence or not a.title.startswith(SILENCE)]


def titles(source: str, *kinds: str, config: Config | None = None, of: str = "") -> list[str]:
    """What the menu shows; what can't be done has its reason behind it."""
    found = offered(source, *kinds, config=config, of=of)
    return [a.title + (f" ({a.unable})" if a.unable else "") for a in found]


def done(source: str | Picture, title: str, config: Config | None = None, newline: str = "\n") -> Changes:
    """What the action of this title does."""
    p = picture(source, newline, config) if isinstance(source, str) else source
    question = asked(p)
    found = [offer for offer in actions(question) if offer.action.title == title]
    assert found, f"no “{title}” among {[offer.action.title for offer in actions(question)]}"
    again = action(question, found[0].name, title, found[0].nth)
    assert again is not None
    return changes_of(question, again)


def check(source: str, title: str, after: str, config: Config | None = None) -> Changes:
    """The vault after the action is as drawn, with LF as with CRLF line ends."""
    p = picture(source, config=config)
    changes = done(p, title)
    check_changes(p, after, changes)
    crlf = picture(source, "\r\n", config)
    files = changed(crlf.files, done(crlf, title))
    wanted = changed(p.files, changes)
    assert {path: text.replace("\r\n", "\n") for path, text in files.items()} == wanted
    mixed = [
        path for path, text in files.items() if "\n" in text.replace("\r\n", "") and "\n" in crlf.files[p.note.path]
    ]
    assert mixed == [], files
    return changes
