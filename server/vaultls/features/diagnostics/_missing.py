"""A link to a note that exists, with a subpath that doesn't: in words."""

from __future__ import annotations

from difflib import get_close_matches

from vaultls.features.diagnostics._case import Case
from vaultls.syntax.link_parts import link_parts
from vaultls.syntax.note import Link
from vaultls.text.span import Span
from vaultls.vault.names import stem

GUESSES = 8
"""How many findings of one note get a guess: each compares a name with up to `CHOICES` others, which is slow."""

CHOICES = 200
LONGEST = 100  # characters; comparing is quadratic in them


def subpath_span(link: Link) -> Span:
    """Where the missing part stands, the whole link where that can't be told."""
    parts = link_parts(link)
    return parts.subpath if parts.subpath is not None else parts.path


def named(case: Case, target: str) -> str:
    """The note that lacks something, as the subject of a sentence."""
    return "This note" if target == case.note.path else f"“{stem(target)}”"


def nearest(wanted: str, names: dict[str, str]) -> str | None:
    """Of `names` (by the form in which they are compared) the one most like `wanted`, None where none is close."""
    if not wanted or len(wanted) > LONGEST:
        return None
    choices = [name for name in names if name and len(name) <= LONGEST][:CHOICES]
    found = get_close_matches(wanted, choices, 1, 0.7)
    return names[found[0]] if found else None
