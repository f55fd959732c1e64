"""What is proposed while somebody types."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from vaultls.lsp import decode
from vaultls.lsp.encode import completions
from vaultls.lsp.feature import feature

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


def completion(server: Server, params: Any) -> Any:
    """Never waits for a parse: the facts may be those of a slightly older text, the text is the buffer's."""
    line, column = decode.position(params.get("position"))
    found = decode.find(server.session, decode.uri(params))
    if found is None:
        return None
    folder, path = found
    buffer = folder.buffers.get(path)
    if buffer is None:
        return None
    vault = folder.snapshot if path in folder.snapshot.notes else folder.vault
    offset = buffer.lines.offset(line, column, server.client.encoding)
    proposals = feature("completion", "complete")(
        vault, vault.notes[path], buffer.text, offset, date.today(), folder.text, folder.known
    )
    if proposals is None:
        return None
    return completions.completions(server.encoder(folder, vault), proposals, buffer.lines, server.number(folder))


def completion_resolve(server: Server, params: Any) -> Any:
    data = params.get("data")
    if not (isinstance(data, list) and len(data) == 2 and type(data[0]) is int):
        return params
    folder = server.numbered(data[0])
    preview = feature("completion", "preview")
    text = preview(folder.snapshot, data[1], folder.text) if folder is not None else None
    if not text:
        return params
    kind = server.client.documentation
    return {**params, "documentation": text if kind is None else {"kind": kind, "value": text}}
