"""Outlines and what a search of the vault finds."""

from __future__ import annotations

from collections.abc import Iterable

from vaultls.features.answer import Symbol, WorkspaceSymbol
from vaultls.lsp.encode.encoder import Encoder, Json
from vaultls.text.lines import Lines

_HEADING = 15  # SymbolKind.String, as VS Code's own Markdown support has it
_SYMBOL = {"note": 1, "property": 7, "block": 8, "tag": 14, "heading": 15, "alias": 20, "unresolved": 21}
"""SymbolKind: File, Property, Field, Constant, String, Key, Null."""


def symbols(encoder: Encoder, symbols: Iterable[Symbol], path: str, lines: Lines) -> Json:
    """DocumentSymbols where the client takes a tree, else flat SymbolInformation."""
    if encoder.client.symbol_tree:
        return [_symbol(encoder, symbol, lines) for symbol in symbols]
    flat: list[Json] = []
    todo = [(symbol, "") for symbol in symbols][::-1]
    while todo:
        symbol, container = todo.pop()
        location = {"uri": encoder.uri(path), "range": encoder.range(lines, symbol.full)}
        one = {"name": symbol.name or " ", "kind": _HEADING, "location": location}
        flat.append({**one, "containerName": container} if container else one)
        todo += [(child, symbol.name) for child in symbol.children][::-1]
    return flat


def workspace_symbols(encoder: Encoder, symbols: Iterable[WorkspaceSymbol]) -> list[Json]:
    return [
        {
            "name": symbol.name or " ",
            "kind": _SYMBOL[symbol.kind],
            "containerName": symbol.container,
            "location": encoder.location(symbol.place),
        }
        for symbol in symbols
    ]


def _symbol(encoder: Encoder, symbol: Symbol, lines: Lines) -> Json:
    one: dict[str, Json] = {
        "name": symbol.name or " ",  # VS Code drops the whole answer for one empty name
        "kind": _HEADING,
        "range": encoder.range(lines, symbol.full),
        "selectionRange": encoder.range(lines, symbol.name_span),
    }
    if symbol.detail:
        one["detail"] = symbol.detail
    if symbol.children:
        one["children"] = [_symbol(encoder, child, lines) for child in symbol.children]
    return one
