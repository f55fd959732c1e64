"""The shape of a text: what can be folded."""

from __future__ import annotations

from collections.abc import Iterable

from vaultls.features.answer import Folding
from vaultls.lsp.encode.encoder import Json
from vaultls.text.lines import Lines


def foldings(found: Iterable[Folding], lines: Lines) -> Json:
    """Whole lines, for clients that can fold nothing else as for others."""
    answer = []
    for span, comment in found:
        one: dict[str, Json] = {"startLine": lines.line(span.start), "endLine": lines.line(span.end)}
        if comment:
            one["kind"] = "comment"
        answer.append(one)
    return answer
