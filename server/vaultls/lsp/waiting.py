"""Questions about the whole vault that come while it is being read: what has a part in the answer is read first."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from vaultls.features.answer import Refusal
from vaultls.host.folder import Folder
from vaultls.lsp import decode
from vaultls.lsp.feature import feature
from vaultls.vault.telling import telling

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server

T = TypeVar("T")

LONGEST = 5.0
"""Seconds after which a question is answered with what is known; an edit of half the links is refused instead."""


def when_read(server: Server, at: decode.Place, params: Any, answer: Callable[[decode.Place], Any]) -> Any:
    """`answer(at)`, once the notes that say the names asked for are read; a coroutine while there is something to wait for."""
    if not at.folder.scanning:
        return answer(at)
    names = feature("asked_names", "asked_names")(at.vault, at.note, at.offset)
    return when_names_read(
        server, at.folder, names, lambda: decode.place(server.session, server.client, params), answer
    )


def when_names_read(
    server: Server,
    folder: Folder,
    names: Iterable[str],
    place: Callable[[], T | None],
    answer: Callable[[T], Any],
) -> Any:
    """`answer(place())`, once the notes are read that say one of the folded `names`, all where there are none; null where there is no place.

    A coroutine while there is something to wait for.
    """

    async def later() -> Any:
        await read_for(server, folder, names)
        return now()

    def now() -> Any:
        at = place()
        return None if at is None else answer(at)

    return later() if folder.scanning else now()


async def read_for(server: Server, folder: Folder, names: Iterable[str], whole: bool = False) -> None:
    """Wait until the notes are read that say one of the folded `names`, but not for ever. `whole` as in `vault.telling`."""
    if folder.scanning:
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(server.session.hurry(folder, telling(names, whole)), LONGEST)


def with_target(at: decode.Place, whole: bool) -> decode.Place:
    """`at` in a snapshot that has the note which the link there leads to, also when the first index hasn't come to it; `whole` as in `asked_note`."""
    if at.folder.scanning:
        path = feature("asked_names", "asked_note")(at.vault, at.note, at.offset, whole)
        if path is not None and path not in at.vault.notes and at.folder.known(path) is not None:
            return at._replace(vault=at.folder.vault)
    return at


def when_all_read(server: Server, folder: Folder, answer: Callable[[], Any]) -> Any:
    """`answer()`, an edit of the whole vault, once every note is read; a coroutine while there is something to wait for.

    Raises `Refusal` where that takes too long: half of the links would be left behind.
    """
    return _all(server, answer) if folder.scanning else answer()


async def _all(server: Server, answer: Callable[[], Any]) -> Any:
    try:
        await asyncio.wait_for(server.session.indexed(), 2 * LONGEST)
    except asyncio.TimeoutError:
        raise Refusal("The notes are still being read. Try again in a moment.") from None
    return answer()
