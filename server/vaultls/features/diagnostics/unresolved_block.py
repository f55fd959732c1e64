"""A link to a block id that its note doesn't have."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.diagnostics._case import Case, Finding
from vaultls.features.diagnostics._missing import GUESSES, named, nearest, subpath_span

CODE = "unresolved-block"
OF = "links"


def find(case: Case) -> Iterator[Finding]:
    guesses = GUESSES
    for link, found in case.doubtful:
        if found.status != "broken-block" or found.target is None:
            continue
        guess = None
        there = case.look(found.target)
        if there is not None and guesses:
            guesses -= 1
            guess = nearest(link.subpath[1:].casefold(), {b.id.casefold(): b.id for b in reversed(there.blocks)})
        message = f"{named(case, found.target)} has no block “{link.subpath}”"
        if guess:
            message += f"; did you mean “^{guess}”?"
        yield Finding(
            subpath_span(link), message, data={"note": found.target, "block": link.subpath[1:], "nearest": guess}
        )
