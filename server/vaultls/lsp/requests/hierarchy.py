"""Who links to whom, as a call hierarchy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultls.host.folder import Folder
from vaultls.lsp import decode
from vaultls.lsp.decode import mapping, string
from vaultls.lsp.encode import hierarchy
from vaultls.lsp.feature import feature
from vaultls.lsp.waiting import when_names_read
from vaultls.vault.links import names_of

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


def prepare(server: Server, params: Any) -> Any:
    at = decode.place(server.session, server.client, params)
    if at is None:
        return None
    found = feature("call_hierarchy", "prepare")(at.vault, at.note, at.offset)
    return None if found is None else [hierarchy.item(server.encoder(at.folder, at.vault), found)]


def incoming_calls(server: Server, params: Any) -> Any:
    item = mapping(params, "item")

    def place() -> tuple[Folder, str] | None:
        return decode.find(server.session, string(item, "uri"))

    def answer(found: tuple[Folder, str]) -> Any:
        folder, path = found
        vault = folder.vault
        calls = feature("call_hierarchy", "incoming")(vault, path, item.get("data"))
        return None if calls is None else hierarchy.incoming(server.encoder(folder, vault), calls)

    found = place()
    if found is None:
        return None
    folder, path = found
    return when_names_read(server, folder, names_of(folder.vault, path), place, answer)


def outgoing_calls(server: Server, params: Any) -> Any:
    item = mapping(params, "item")
    found = decode.find(server.session, string(item, "uri"))
    if found is None:
        return None
    folder, path = found
    vault = folder.vault
    calls = feature("call_hierarchy", "outgoing")(vault, path, item.get("data"))
    encoder = server.encoder(folder, vault)
    return None if calls is None else hierarchy.outgoing(encoder, calls, encoder.lines(path))
