"""A block id that the note has already: a link to it leads to the first."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.answer import Place, Related
from vaultls.features.diagnostics._case import Case, Finding
from vaultls.syntax.note import Block

CODE = "duplicate-block-id"
OF = "blocks"


def find(case: Case) -> Iterator[Finding]:
    seen: dict[str, Block] = {}
    for block in case.note.blocks:
        first = seen.setdefault(block.id.casefold(), block)
        if first is not block:
            related = Related(Place(case.note.path, first.id_span), "The first one, where links lead")
            yield Finding(block.id_span, f"The block id “{first.id}” is taken already", related=(related,))
