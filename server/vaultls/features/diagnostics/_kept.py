"""Diagnostics as text, for who keeps them, and what all of them depend on."""

from __future__ import annotations

import json
from typing import cast

from vaultls.features.answer import Diagnostic, Place, Related, Severity
from vaultls.syntax.note import Json
from vaultls.text.span import Span
from vaultls.vault.keys import title_of
from vaultls.vault.vault import Vault

_to_json = json.JSONEncoder(separators=(",", ":")).encode  # in ASCII: a file's name may be no text


def basis(vault: Vault) -> str:
    """What the diagnostics of every note depend on, as text: the settings, and all names that a link may say."""
    titles = vault.config.resolve_by_title
    named = sorted({path for paths in vault.aliased.values() for path in paths})
    notes = [(path, vault.notes[path]) for path in named]
    aliases = [[path, [a.text for a in note.aliases], title_of(note) if titles else None] for path, note in notes]
    return _to_json([repr(vault.config), list(vault.files), aliases])


def pack(found: list[Diagnostic]) -> str:
    """The diagnostics of one note as text; "" where there are none."""
    return _to_json([_plain(d) for d in found]) if found else ""


def _plain(d: Diagnostic) -> Json:
    related: list[Json] = [[r.place.path, *r.place.span, r.message] for r in d.related]
    return [*d.span, d.code, d.severity, d.message, d.unnecessary, related, d.data]


def unpack(text: str) -> list[Diagnostic]:
    """What `pack` was given. Raises ValueError or TypeError for a text that isn't from there."""
    return [
        Diagnostic(
            Span(start, end),
            code,
            cast("Severity", severity),
            message,
            unnecessary,
            tuple(Related(Place(path, Span(first, last)), said) for path, first, last, said in related),
            data,
        )
        for start, end, code, severity, message, unnecessary, related, data in (json.loads(text) if text else ())
    ]
