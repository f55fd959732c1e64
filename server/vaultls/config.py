"""Settings of one vault: frozen, with their defaults. Imports nothing of vaultls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning", "information", "hint"]
Level = Literal["error", "warning", "information", "hint", "off"]
LinkStyle = Literal["shortest", "relative", "absolute"]
LinkFormat = Literal["wikilink", "markdown"]

SEVERITIES: Mapping[str, Severity] = MappingProxyType(
    {
        "bad-frontmatter": "error",
        "bad-encoding": "error",
        "unresolved-heading": "warning",
        "unresolved-block": "warning",
        "duplicate-block-id": "warning",
        "nbsp-heading": "warning",
        "undefined-footnote": "warning",
        "undefined-reference": "warning",
        "empty-section": "information",
        "unresolved-link": "information",
        "ambiguous-link": "information",
        "alias-link": "information",
        "duplicate-alias": "information",
        "duplicate-heading": "hint",
        "unused-reference": "hint",
    }
)
"""Every diagnostic's code and its severity unless a setting says otherwise."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a vault's settings say after all sources are laid over each other."""

    exclude: tuple[str, ...] = ()  # patterns as in .gitignore, from the vault's root
    use_ignore_files: bool | None = None  # .gitignore and .ignore; None: where no .obsidian folder is
    resolve_by_title: bool = False  # a link may name a note by its first level-1 heading
    scope: Literal["open", "vault"] = "open"  # which notes get diagnostics
    levels: Mapping[str, Level] = field(default_factory=dict)  # by diagnostic code, where not the default
    excluded: tuple[str, ...] = ()  # Obsidian's own: indexed, but last in completion and without diagnostics
    link_style: LinkStyle = "shortest"  # how a new link says where its note is
    link_format: LinkFormat = "wikilink"  # how a new link is written where both are possible
    new_notes_folder: str = ""  # vault path; "": the vault's root, ".": the folder of the note that asks
    new_notes_template: str = ""  # vault path of a note; "": none
    daily_notes_folder: str = ""  # vault path; "": the vault's root
    daily_notes_format: str = "YYYY-MM-DD"  # moment.js's letters; a `/` makes folders
    daily_notes_template: str = ""  # vault path of a note; "": none
    rename_heading_with_note: bool = True  # a level-1 heading that is the file's name follows it
    rename_note_with_heading: bool = True  # and the file follows the heading, where the client can move it
    rename_mentions: bool = False  # and plain mentions are offered too
    inlay_hints: bool = True
    code_lens: bool = True

    def severity(self, code: str) -> Severity | None:
        """The severity of a diagnostic in this vault; None where it is off."""
        level = self.levels.get(code) or SEVERITIES[code]
        return None if level == "off" else level
