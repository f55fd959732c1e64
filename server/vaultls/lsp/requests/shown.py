"""What is shown in a text that nobody asks about."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from vaultls.lsp import decode
from vaultls.lsp.encode import shown
from vaultls.lsp.feature import feature

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


LATEST = 10.0
"""Seconds that a client which can't be told to ask again waits for the first index, so that it shows no half counts."""


def code_lens(server: Server, params: Any) -> Any:
    at = decode.note(server.session, params)
    if at is None:
        return None
    if at.folder.scanning and not server.client.lens_refresh:
        return _when_indexed(server, params)
    return _lenses(server, at)


async def _when_indexed(server: Server, params: Any) -> Any:
    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(server.session.indexed(), LATEST)
    at = decode.note(server.session, params)
    return None if at is None else _lenses(server, at)


def _lenses(server: Server, at: decode.Place) -> Any:
    found = feature("code_lens", "code_lenses")(at.vault, at.note) or ()
    return shown.lenses(server.encoder(at.folder, at.vault), found, at.note.path, at.note.lines)


def document_highlight(server: Server, params: Any) -> Any:
    at = decode.place(server.session, server.client, params)
    if at is None:
        return None
    found = feature("document_highlights", "document_highlights")(at.vault, at.note, at.offset)
    return shown.highlights(server.encoder(at.folder, at.vault), found, at.note.lines) if found else None


def document_link(server: Server, params: Any) -> Any:
    at = decode.note(server.session, params)
    if at is None:
        return None
    found = feature("document_links", "document_links")(at.vault, at.note) or ()
    return shown.document_links(server.encoder(at.folder, at.vault), found, at.note.lines)


def inlay_hint(server: Server, params: Any) -> Any:
    at = decode.note(server.session, params)
    if at is None:
        return None
    within = decode.span(params.get("range"), at.note.lines, server.client)
    found = feature("inlay_hints", "inlay_hints")(at.vault, at.note, within, at.folder.text) or ()
    return shown.hints(server.encoder(at.folder, at.vault), found, at.note.lines)


def code_lens_resolve(server: Server, params: Any) -> Any:
    data = params.get("data")
    if not (isinstance(data, list) and len(data) == 2 and isinstance(data[0], str)):
        return params
    at = decode.place(server.session, server.client, {"textDocument": {"uri": data[0]}, "position": data[1]})
    if at is None:
        return {**params, "command": {"title": "no backlinks", "command": ""}}
    found = feature("commands.show_backlinks", "show_backlinks")(at.vault, at.note, at.offset)
    return shown.backlink_lens(server.encoder(at.folder, at.vault), params, found)
