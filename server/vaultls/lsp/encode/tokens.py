"""Semantic tokens as the protocol wants them: five numbers each, counted from the token before (LSP 3.17, "Semantic Tokens")."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from vaultls.features.answer import Token, TokenModifier, TokenType
from vaultls.lsp.encode.encoder import Raw
from vaultls.text.lines import Encoding, Lines

TYPES: tuple[str, ...] = get_args(TokenType)
MODIFIERS: tuple[str, ...] = tuple(name for name in get_args(TokenModifier) if name)
LEGEND = {"tokenTypes": [*TYPES], "tokenModifiers": [*MODIFIERS]}

_TYPE = {name: i for i, name in enumerate(TYPES)}
_MODIFIER = {"": 0} | {name: 1 << i for i, name in enumerate(MODIFIERS)}


def tokens(found: Iterable[Token], lines: Lines, encoding: Encoding) -> Raw:
    """SemanticTokens. The tokens come in order, each on one line."""
    data: list[str] = []
    line = column = 0
    for (start, end), type_, modifier in found:
        at, first, _, last = lines.range(start, end, encoding)
        if at != line:
            column = 0
        data.append(f"{at - line},{first - column},{last - first},{_TYPE[type_]},{_MODIFIER[modifier]}")
        line, column = at, first
    return Raw(f'{{"data":[{",".join(data)}]}}')
