"""Footnotes after `[^`: those that the note defines; where a definition begins, those that still need one."""

from __future__ import annotations

import re

from vaultls.features.answer import CompletionItem, Completions
from vaultls.features.completion.candidates import LIMIT
from vaultls.features.completion.context import Typing, excerpt, filter_text
from vaultls.text.span import Span
from vaultls.vault.search import rank

_OPEN = re.compile(r"(?<!\[)\[\^([^\[\]\s^]*)$")
_REST = re.compile(r"[^\[\]\s]*(?=\])")
_DEFINED = re.compile(r"(?:\A|(?<=[\n\r]))[ \t>]*\[\^([^\[\]\s]+)\]:[ \t]*([^\n\r]*)")


def complete(typing: Typing) -> Completions | None:
    """In the order of their definitions, or of their uses."""
    match = _OPEN.search(typing.line.before) if "[^" in typing.line.before else None
    if match is None:
        return None
    typed = match[1]
    rest = _REST.match(typing.line.after)
    start = match.start(1) + typing.line.start
    defined = {d.label.casefold(): d.label for d in typing.note.footnote_definitions}
    defining = not typing.line.before[: match.start()].strip(" \t>")
    if defining:
        labels = [
            use.label for use in typing.note.footnotes if use.label and use.start != match.start() + typing.line.start
        ]
        labels = list(
            {label.casefold(): label for label in reversed(labels) if label.casefold() not in defined}.values()
        )
        labels.reverse()
        texts: dict[str, str] = {}
    else:
        labels = list(defined.values())
        texts = {m[1].casefold(): excerpt(m[2], 0, len(m[2])) for m in _DEFINED.finditer(typing.text)}
    close = "" if rest else "]: " if defining else "]"
    items = (
        [
            CompletionItem(label, "footnote", label + close, filter_text(typed, label), texts.get(label.casefold(), ""))
            for label in (labels[i] for i in rank(typed, labels, LIMIT))
        ]
        if labels
        else []
    )
    return Completions(Span(start, typing.offset + (rest.end() if rest else 0)), tuple(items))
