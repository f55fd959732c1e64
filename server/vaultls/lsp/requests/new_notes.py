"""Commands that make notes: each returns `{edit, location}`, the edit null where the note is there, and has both done where the client announced that."""

from __future__ import annotations

import json
import os
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from vaultls.features.answer import Changes, Place, Refusal
from vaultls.host.folder import Folder
from vaultls.lsp import decode
from vaultls.lsp.decode import Invalid
from vaultls.lsp.feature import feature
from vaultls.lsp.requests.edit_commands import apply
from vaultls.lsp.requests.editing import answer
from vaultls.text.span import Span

if TYPE_CHECKING:
    from vaultls.features.new_notes import Made
    from vaultls.lsp.language_server import Server

_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}


def new_note(server: Server, arguments: list[Any]) -> Any:
    """[title] or [title, uri of a file of the vault]: a note of that title, with `/` a path in the vault."""
    if not 1 <= len(arguments) <= 2 or not isinstance(arguments[0], str):
        raise Invalid("the arguments must be a title and, where several vaults are open, a URI")
    folder, source = _vault(server, arguments[1:])
    made: Made = feature("new_notes", "new_note")(folder.vault, arguments[0], source, _now(), folder.text)
    return _made(server, folder, made)


def daily_note(server: Server, arguments: list[Any]) -> Any:
    """[], [day] or [day, uri of a file of the vault]. A day is `today`, `yesterday`, `tomorrow`, a number of days from today, or a date such as `2026-10-03`."""
    if len(arguments) > 2:
        raise Invalid("the arguments must be a day and, where several vaults are open, a URI")
    now = _now()
    day = _day(arguments[0] if arguments else 0, now.date())
    folder, _ = _vault(server, arguments[1:])
    return _made(server, folder, feature("new_notes", "daily_note")(folder.vault, day, now, folder.text))


def _made(server: Server, folder: Folder, made: Made) -> Any:
    encoder = server.encoder(folder, folder.vault)
    changes: Changes = made.changes
    if os.path.exists(folder.place(made.path)):  # not read yet, or left out of the vault
        changes = Changes()
    location = encoder.location(Place(made.path, Span(0, 0)))

    def show() -> None:
        if server.client.show_document:
            server.ask("window/showDocument", {"uri": location["uri"], "takeFocus": True})

    if not changes.creates:
        show()
        return {"edit": None, "location": location}
    edit = json.loads(apply(server, f"Create {made.path}", answer(server, encoder, changes), show))
    return {"edit": edit, "location": location}


def _now() -> datetime:
    return datetime.now().astimezone()


def _day(value: Any, today: date) -> date:
    days = _DAYS.get(value) if isinstance(value, str) else value
    try:
        if days is None:
            return date.fromisoformat(value)
        if type(days) is int:
            return today + timedelta(days=days)
    except (TypeError, ValueError, OverflowError):
        pass
    raise Invalid(f"{value!r} is no day: today, a number of days from today, or a date such as {today.isoformat()}")


def _vault(server: Server, arguments: list[Any]) -> tuple[Folder, str | None]:
    """The vault of a file's URI, and the file's path in it; without a URI the first workspace folder."""
    if arguments and arguments[0] is not None:
        found = decode.find(server.session, arguments[0]) if isinstance(arguments[0], str) else None
        if found is None:
            raise Invalid("the last argument must be the URI of a file in a vault")
        if not found[0].root:
            raise Refusal("This note isn't saved: there is no folder for a new one")
        return found
    folder = next(iter(server.session.folders), None)
    if folder is None:
        raise Refusal("No folder is open: a note can't be made without a vault")
    return folder, None
