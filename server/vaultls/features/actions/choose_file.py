"""The file that a link means, out of several of its name: the shortest path that leads to this one alone.

A file that lacks the link's heading or block is none of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.actions._asked import Asked
from vaultls.features.actions._linking import edits, path_to
from vaultls.features.answer import Action, ActionKind, Changes
from vaultls.features.relink.writing import Written
from vaultls.vault.resolve import find_anchor, resolve

KIND: ActionKind = "quickfix"
_MOST = 10  # candidates


def find(asked: Asked) -> Iterator[Action]:
    for problem, link in asked.links(asked.of("ambiguous-link", "unresolved-heading", "unresolved-block")):
        candidates = resolve(asked.vault, asked.note, link).candidates
        if link.subpath:
            notes = asked.vault.notes
            slugs = not link.is_wiki
            candidates = tuple(c for c in candidates if c in notes and find_anchor(notes[c], link.subpath, slugs))
        for target in candidates[:_MOST]:
            path = path_to(asked, link, target)
            if path is not None and path != link.path:
                yield Action(
                    f"Link to {target}", KIND, Changes(edits(asked, link, Written(path, None, None))), (problem,)
                )
