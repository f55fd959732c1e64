"""The lines of tables, where a `|` parts cells unless a backslash stands before it (GitHub Flavored Markdown, "Tables")."""

from __future__ import annotations

import re

from vaultls.syntax.normal import with_lf
from vaultls.text.span import Span

_DELIMITER = re.compile(r"^[ \t>]*(?=[^\n]*\|)(?=[^\n]*-)[|:\- \t]+$", re.M)


def tables(text: str) -> list[Span]:
    """From the header's start to the end of the last row of each table, code not left out."""
    plain = with_lf(text)
    found: list[Span] = []
    for match in _DELIMITER.finditer(plain):
        start = plain.rfind("\n", 0, max(0, match.start() - 1)) + 1
        if match.start() == 0 or "|" not in plain[start : match.start()] or (found and start < found[-1].end):
            continue
        end = match.end()
        while end < len(plain):
            stop = plain.find("\n", end + 1)
            stop = len(plain) if stop < 0 else stop
            if not plain[end + 1 : stop].strip(" \t>"):
                break
            end = stop
        found.append(Span(start, start + len(plain[start:end].rstrip())))
    return found
