"""Proposals as a CompletionList."""

from __future__ import annotations

from vaultls.features.answer import CompletionKind, Completions
from vaultls.lsp.encode.encoder import Encoder, Json
from vaultls.text.lines import Lines

_COMPLETION: dict[CompletionKind, int] = {
    "note": 17,
    "alias": 18,
    "unresolved": 1,
    "heading": 22,
    "block": 15,
    "tag": 14,
    "file": 17,
    "day": 23,
    "property": 10,
    "value": 12,
    "callout": 20,
    "footnote": 18,
    "label": 18,
}  # CompletionItemKind


def completions(encoder: Encoder, found: Completions, lines: Lines, folder: int) -> Json:
    """A CompletionList in our order. `folder`: what `completionItem/resolve` finds the vault by."""
    span = encoder.range(lines, found.span)
    items = []
    for i, item in enumerate(found.items):
        one: dict[str, Json] = {
            "label": item.label,
            "kind": _COMPLETION[item.kind],
            "sortText": f"{i:04}",
            "filterText": item.filter_text,
            "textEdit": {"range": span, "newText": item.text},
        }
        if item.detail:
            if encoder.client.label_details:
                one["labelDetails"] = {"description": item.detail}
            else:
                one["detail"] = item.detail
        if item.additional:
            one["additionalTextEdits"] = [
                {"range": encoder.range(lines, where), "newText": text} for where, text in item.additional
            ]
        if item.data is not None:
            one["data"] = [folder, item.data]
        items.append(one)
    return {"isIncomplete": found.incomplete, "items": items}
