"""What is shown in a text that nobody asks about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultls.lsp import decode
from vaultls.lsp.encode import shown
from vaultls.lsp.feature import feature

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


def code_lens(server: Server, params: Any) -> Any:
    at = decode.note(server.session, params)
    if at is None:
        return None
    found = feature("code_lens", "code_lenses")(at.vault, at.note) or ()
    return shown.lenses(server.encoder(at.folder, at.vault), found, at.note.path, at.note.lines)
