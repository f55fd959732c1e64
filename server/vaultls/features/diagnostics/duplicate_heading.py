"""A heading that its section has already: a link to it leads to the first."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.answer import Place, Related
from vaultls.features.diagnostics._case import Case, Finding
from vaultls.syntax.note import Heading
from vaultls.syntax.outline import parents
from vaultls.vault.names import heading_key

CODE = "duplicate-heading"


def find(case: Case) -> Iterator[Finding]:
    seen: dict[tuple[int, str], Heading] = {}
    for heading, parent in zip(case.note.headings, parents(case.note.headings), strict=True):
        name = heading_key(heading.text) or heading.text
        if not name:
            continue
        first = seen.setdefault((parent, name), heading)
        if first is not heading:
            related = Related(Place(case.note.path, first.text_span), "The first one, where links lead")
            yield Finding(heading.text_span, f"There is a heading “{first.text}” here already", related=(related,))
