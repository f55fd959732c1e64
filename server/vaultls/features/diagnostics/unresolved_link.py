"""A link to a note or file that doesn't exist: normal in a growing vault."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.diagnostics._case import Case, Finding
from vaultls.syntax.link_parts import link_parts
from vaultls.vault.names import ATTACHMENT_SUFFIXES, suffix

CODE = "unresolved-link"
OF = "links"


def find(case: Case) -> Iterator[Finding]:
    for link, found in case.doubtful:
        if found.target is None:
            kind = "file" if suffix(link.path) in ATTACHMENT_SUFFIXES else "note"
            yield Finding(link_parts(link).path, f"No {kind} “{link.path}” yet", data={"path": link.path})
