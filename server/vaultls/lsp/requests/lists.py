"""Commands that list what a whole vault holds: [] for the first workspace folder, or [uri of a file of the vault]."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from vaultls.host.folder import Folder
from vaultls.lsp import decode
from vaultls.lsp.decode import Invalid
from vaultls.lsp.feature import feature
from vaultls.lsp.requests.mentions import SLICE

if TYPE_CHECKING:
    from vaultls.features.stats import Written
    from vaultls.lsp.language_server import Server


async def tags(server: Server, arguments: list[Any]) -> Any:
    """All tags by name: `{name, notes, nested, location}`."""
    meant = vault_of(server, arguments)
    if meant is None:
        return None
    folder, _ = meant
    await server.session.indexed()
    vault = folder.vault
    encoder = server.encoder(folder, vault)
    return [
        {"name": tag.name, "notes": tag.notes, "nested": tag.nested, "location": encoder.location(tag.place)}
        for tag in feature("commands.tags", "tags")(vault)
    ]


async def progress(server: Server, arguments: list[Any]) -> Any:
    """How far books are written: `{notes, books: [{uri, leaves, written}]}`."""
    meant = vault_of(server, arguments)
    if meant is None:
        return None
    folder, _ = meant
    await server.session.indexed()
    vault = folder.vault
    outline = feature("commands.progress", "outline")
    found: list[Written] = []
    until = time.perf_counter() + SLICE
    for note in feature("commands.progress", "books")(vault):
        if (book := outline(note)) is not None:
            found.append(book)
        if time.perf_counter() > until:
            await asyncio.sleep(0)
            until = time.perf_counter() + SLICE
    encoder = server.encoder(folder, vault)
    books = [
        {"uri": encoder.uri(book.path), "leaves": book.leaves, "written": book.written}
        for book in feature("commands.progress", "in_order")(found)
    ]
    return {"notes": len(vault.notes), "books": books}


def vault_of(server: Server, arguments: list[Any]) -> tuple[Folder, str] | None:
    """The vault that is meant and the path in it, "" for none; None where there is no vault."""
    if not arguments:
        return next(((folder, "") for folder in server.session.folders), None)
    if len(arguments) > 1 or not isinstance(arguments[0], str):
        raise Invalid("the argument must be the URI of a file of the vault")
    return decode.find(server.session, arguments[0])
