"""What links to what, as a call hierarchy."""

from __future__ import annotations

from collections.abc import Iterable

from vaultls.features.answer import Call, CallItem
from vaultls.lsp.encode.encoder import Encoder, Json
from vaultls.text.lines import Lines

_FILE, _SECTION = 1, 15  # SymbolKind: File, and String as for headings elsewhere


def item(encoder: Encoder, item: CallItem) -> Json:
    lines = encoder.lines(item.path)
    whole = isinstance(item.data, dict) and item.data.get("heading") is None
    one: dict[str, Json] = {
        "name": item.name or " ",
        "kind": _FILE if whole else _SECTION,
        "uri": encoder.uri(item.path),
        "range": encoder.range(lines, item.span),
        "selectionRange": encoder.range(lines, item.name_span),
        "data": item.data,
    }
    if item.detail:
        one["detail"] = item.detail
    return one


def incoming(encoder: Encoder, calls: Iterable[Call]) -> Json:
    return [_call(encoder, call, "from", encoder.lines(call.item.path)) for call in calls]


def outgoing(encoder: Encoder, calls: Iterable[Call], lines: Lines | None) -> Json:
    """`lines`: of the note that was asked about."""
    return [_call(encoder, call, "to", lines) for call in calls]


def _call(encoder: Encoder, call: Call, side: str, lines: Lines | None) -> Json:
    return {side: item(encoder, call.item), "fromRanges": [encoder.range(lines, span) for span in call.spans]}
