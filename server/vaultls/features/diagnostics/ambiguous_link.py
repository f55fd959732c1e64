"""A link whose name several files have: it leads to the first of them, but who knows that?"""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.answer import Place, Related
from vaultls.features.diagnostics._case import Case, Finding
from vaultls.syntax.link_parts import link_parts
from vaultls.text.span import Span

CODE = "ambiguous-link"
OF = "links"
SHOWN = 20  # candidates


def find(case: Case) -> Iterator[Finding]:
    for link, found in case.doubtful:
        if found.status != "ambiguous":
            continue
        first, *others = found.candidates
        listed = tuple(Related(Place(path, Span(0, 0)), path) for path in found.candidates[:SHOWN])
        message = f"{len(found.candidates)} files are called “{link.path}”; this leads to {first}, not to {others[0]}"
        if len(others) > 1:
            message += " or others"
        yield Finding(
            link_parts(link).path, message, related=listed, data={"candidates": list(found.candidates[:SHOWN])}
        )
