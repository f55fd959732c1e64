"""A heading that its section has already: a link to it leads to the first."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.answer import Place, Related
from vaultls.features.diagnostics._case import Case, Finding
from vaultls.syntax.note import Heading
from vaultls.syntax.outline import parents
from vaultls.vault.names import heading_keys

CODE = "duplicate-heading"
OF = "headings"


def find(case: Case) -> Iterator[Finding]:
    headings = case.note.headings
    names = heading_keys([heading.text for heading in headings])
    if len(set(names)) == len(names):
        return
    seen: dict[tuple[int, str], Heading] = {}
    for heading, parent, name in zip(headings, parents(headings), names, strict=True):
        name = name or heading.text
        if not name:
            continue
        first = seen.setdefault((parent, name), heading)
        if first is not heading:
            related = Related(Place(case.note.path, first.text_span), "The first one, where links lead")
            yield Finding(heading.text_span, f"There is a heading “{first.text}” here already", related=(related,))
