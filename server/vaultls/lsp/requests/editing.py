"""What changes notes: every answer is an edit for the editor to make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultls.lsp import decode
from vaultls.lsp.decode import string
from vaultls.lsp.encode import edits
from vaultls.lsp.feature import feature

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
    found = feature("rename", "rename")(at.vault, at.note, at.offset, name)
    return None if found is None else edits.workspace_edit(server.encoder(at.folder, at.vault), found)
