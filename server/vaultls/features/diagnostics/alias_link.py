"""A link that an alias resolves: here it works, in Obsidian a click on it makes a new note."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.diagnostics._case import Case, Finding
from vaultls.syntax.link_parts import display_of, link_parts
from vaultls.syntax.note import Json, Link
from vaultls.vault.names import key, stem, without_suffix
from vaultls.vault.vault import Vault

CODE = "alias-link"
OF = "links"


def find(case: Case) -> Iterator[Finding]:
    for link, found in case.doubtful:
        if not found.by_alias or found.target is None:
            continue
        message = f"“{link.path}” is an alias of “{stem(found.target)}”; Obsidian would make a new note"
        data: Json = {"target": found.target, "fix": _explicit(case.vault, link, found.target)}
        yield Finding(link_parts(link).path, message, data=data)


def _explicit(vault: Vault, link: Link, target: str) -> str | None:
    """The link with the note's own name, and the alias as what is shown: `[[Note#Heading|alias]]`."""
    if not link.is_wiki:
        return None
    name = stem(target) if len(vault.named.get(key(target), ())) < 2 else without_suffix(target)
    subpath = f"#{link.subpath}" if link.subpath else ""
    bang = "!" if link.raw.startswith("!") else ""
    pipe = "\\|" if "\\|" in link.raw else "|"
    return f"{bang}[[{name}{subpath}{pipe}{display_of(link) or link.path}]]"
