"""Labels of link references after `[text][`: those that the note defines, with their destinations."""

from __future__ import annotations

import re

from vaultls.features.answer import CompletionItem, Completions
from vaultls.features.completion.candidates import LIMIT
from vaultls.features.completion.context import Typing, filter_text
from vaultls.text.span import Span
from vaultls.vault.search import rank

_OPEN = re.compile(r"[^\[\]]\]\[([^\[\]]*)$")
_REST = re.compile(r"[^\[\]]*(?=\])")


def complete(typing: Typing) -> Completions | None:
    """In the order of their definitions."""
    definitions = typing.note.definitions
    match = _OPEN.search(typing.line.before) if definitions and "][" in typing.line.before else None
    if match is None:
        return None
    typed = match[1]
    rest = _REST.match(typing.line.after)
    close = "" if rest else "]"
    items = []
    for i in rank(typed, [" ".join(definition.label.split()) for definition in definitions], LIMIT):
        label = " ".join(definitions[i].label.split())
        items.append(CompletionItem(label, "label", label + close, filter_text(typed, label), definitions[i].dest))
    return Completions(Span(typing.offset - len(typed), typing.offset + (rest.end() if rest else 0)), tuple(items))
