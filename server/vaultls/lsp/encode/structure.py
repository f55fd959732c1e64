"""The shape of a text: what can be folded, and what a selection grows to."""

from __future__ import annotations

from collections.abc import Iterable

from vaultls.features.answer import Folding
from vaultls.lsp.encode.encoder import Encoder, Json
from vaultls.text.lines import Lines
from vaultls.text.span import Span


def foldings(found: Iterable[Folding], lines: Lines) -> Json:
    """Whole lines, for clients that can fold nothing else as for others."""
    answer = []
    for span, comment in found:
        one: dict[str, Json] = {"startLine": lines.line(span.start), "endLine": lines.line(span.end)}
        if comment:
            one["kind"] = "comment"
        answer.append(one)
    return answer


def selection(encoder: Encoder, spans: list[Span], lines: Lines) -> Json:
    """A SelectionRange: the smallest stretch, in each the one around it."""
    found: dict[str, Json] = {}
    for span in reversed(spans):
        one = {"range": encoder.range(lines, span)}
        found = {**one, "parent": found} if found else one
    return found
