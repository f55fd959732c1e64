"""What the rules look at, and what they find."""

from __future__ import annotations

from typing import NamedTuple

from vaultls.features.answer import Related
from vaultls.syntax.note import Json, Link, Note
from vaultls.text.span import Span
from vaultls.vault.follow import Follow
from vaultls.vault.resolve import Resolution
from vaultls.vault.vault import Vault


class Case(NamedTuple):
    """One note, with each of its links resolved once for all rules."""

    vault: Vault
    note: Note
    links: list[tuple[Link, Resolution]]


class Finding(NamedTuple):
    """A diagnostic without its code and severity."""

    span: Span
    message: str
    unnecessary: bool = False
    related: tuple[Related, ...] = ()
    data: Json = None  # what a quick fix will need


def case(vault: Vault, note: Note) -> Case:
    """The case of `note`. What is said twice in the same way is resolved once."""
    follow = Follow(vault, note)
    known: dict[tuple[str, str, bool], Resolution] = {}
    links = []
    for link in note.links:
        said = link.path, link.subpath, link.is_wiki
        found = known.get(said)
        if found is None:
            found = known[said] = follow(link)
        links.append((link, found))
    return Case(vault, note, links)
