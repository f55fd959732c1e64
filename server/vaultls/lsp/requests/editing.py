"""What changes notes: every answer is an edit for the editor to make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultls.features.answer import Changes
from vaultls.lsp import decode
from vaultls.lsp.decode import string
from vaultls.lsp.encode import edits
from vaultls.lsp.encode.encoder import Encoder, Raw
from vaultls.lsp.feature import feature
from vaultls.lsp.own_move import OwnMove
from vaultls.lsp.waiting import when_all_read

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


def prepare_rename(server: Server, params: Any) -> Any:
    at = decode.place(server.session, server.client, params)
    if at is None:
        return None
    found = feature("rename", "prepare")(at.vault, at.note, at.offset)
    if found is None:
        return None
    span, placeholder = found
    return {"range": server.encoder(at.folder, at.vault).range(at.note.lines, span), "placeholder": placeholder}


def rename(server: Server, params: Any) -> Any:
    name = string(params, "newName")
    at = decode.place(server.session, server.client, params)
    if at is None:
        return None
    if at.folder.scanning:
        return when_all_read(server, at.folder, lambda: rename(server, params))
    found = feature("rename", "rename")(
        at.vault,
        at.note,
        at.offset,
        name,
        at.folder.text,
        "rename" in server.client.resource_operations,
        server.client.annotations,
    )
    return answer(server, server.encoder(at.folder, at.vault), found)


def answer(server: Server, encoder: Encoder, changes: Changes) -> Raw:
    """The changes as a WorkspaceEdit; what is odd about them is shown to the user."""
    edit = edits.workspace_edit(encoder, changes)
    if changes.moves:
        server.own_move = OwnMove(encoder.folder, {move.old: move.new for move in changes.moves})
    for notice in changes.notices:
        server.show_message(notice)
    return edit
