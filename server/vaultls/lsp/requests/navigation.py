"""Where something is, and what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vaultls.lsp import decode
from vaultls.lsp.decode import string
from vaultls.lsp.encode import shown, symbols
from vaultls.lsp.feature import feature
from vaultls.lsp.waiting import when_read, with_target

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


def definition(server: Server, params: Any) -> Any:
    at = decode.place(server.session, server.client, params)
    if at is None:
        return None
    at = with_target(at, whole=False)
    found = feature("definition", "definition")(at.vault, at.note, at.offset)
    return server.encoder(at.folder, at.vault).targets(found, at.note.lines) if found else None


def references(server: Server, params: Any) -> Any:
    at = decode.place(server.session, server.client, params)
    if at is None:
        return None
    context = params.get("context")
    declaration = isinstance(context, Mapping) and context.get("includeDeclaration") is True

    def find(at: decode.Place) -> Any:
        found = feature("references", "references")(at.vault, at.note, at.offset, declaration)
        return server.encoder(at.folder, at.vault).locations(found) if found else None

    return when_read(server, at, params, find)


def hover(server: Server, params: Any) -> Any:
    at = decode.place(server.session, server.client, params)
    if at is None:
        return None
    at = with_target(at, whole=True)
    found = feature("hover", "hover")(at.vault, at.note, at.offset, at.folder.text)
    return shown.hover(server.encoder(at.folder, at.vault), found, at.note.lines) if found else None


def document_symbol(server: Server, params: Any) -> Any:
    at = decode.note(server.session, params)
    if at is None:
        return None
    found = feature("document_symbols", "document_symbols")(at.vault, at.note) or ()
    return symbols.symbols(server.encoder(at.folder, at.vault), found, at.note.path, at.note.lines)


def workspace_symbol(server: Server, params: Any) -> Any:
    query = string(params, "query")
    answer: list[Any] = []
    for folder in server.session.folders:
        vault = folder.vault
        found = feature("workspace_symbols", "workspace_symbols")(vault, query) or ()
        answer += symbols.workspace_symbols(server.encoder(folder, vault), found)
    return answer
