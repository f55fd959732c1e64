"""The shape of a text, which an editor folds, selects and colours by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultls.lsp import decode
from vaultls.lsp.encode import structure, tokens
from vaultls.lsp.feature import feature

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


def folding_range(server: Server, params: Any) -> Any:
    at = decode.note(server.session, params)
    text = None if at is None else at.folder.text(at.note.path)
    if at is None or text is None:
        return None
    found = feature("folding_ranges", "folding_ranges")(text, server.client.foldings) or ()
    return structure.foldings(found, at.note.lines)


def selection_range(server: Server, params: Any) -> Any:
    positions = [decode.position(position) for position in decode.items(params, "positions")]
    at = decode.note(server.session, params)
    text = None if at is None else at.folder.text(at.note.path)
    if at is None or text is None:
        return None
    lines = at.note.lines
    offsets = [lines.offset(line, column, server.client.encoding) for line, column in positions]
    encoder = server.encoder(at.folder, at.vault)
    found = feature("selection_ranges", "selection_ranges")(at.note, text, offsets) or ()
    return [structure.selection(encoder, spans, lines) for spans in found]


def semantic_tokens(server: Server, params: Any) -> Any:
    """Of the whole note, or of `range` where the request has one."""
    at = decode.note(server.session, params)
    if at is None:
        return None
    within = decode.span(params["range"], at.note.lines, server.client) if "range" in params else None
    found = feature("semantic_tokens", "semantic_tokens")(at.vault, at.note, within) or ()
    return tokens.tokens(found, at.note.lines, server.client.encoding)
