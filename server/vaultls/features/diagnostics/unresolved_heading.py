"""A link to a heading that its note doesn't have."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.diagnostics._case import Case, Finding
from vaultls.features.diagnostics._missing import GUESSES, named, nearest, subpath_span
from vaultls.vault.names import heading_key

CODE = "unresolved-heading"
OF = "links"


def find(case: Case) -> Iterator[Finding]:
    guesses = GUESSES
    for link, found in case.doubtful:
        if found.status != "broken-heading" or found.target is None:
            continue
        guess = None
        there = case.look(found.target)
        if there is not None and guesses:
            guesses -= 1
            wanted = link.subpath.rpartition("#")[2]
            if not link.is_wiki:  # a slug: its hyphens stand for blanks
                wanted = wanted.replace("-", " ")
            guess = nearest(heading_key(wanted), {heading_key(h.text): h.text for h in reversed(there.headings)})
        message = f"{named(case, found.target)} has no heading “{link.subpath}”"
        if guess:
            message += f"; did you mean “{guess}”?"
        yield Finding(
            subpath_span(link), message, data={"note": found.target, "heading": link.subpath, "nearest": guess}
        )
