"""The text of a link to a file, as the settings want links: for an editor into which a file is dropped."""

from __future__ import annotations

from vaultls.features.new_link import link_to as written
from vaultls.vault.names import suffix
from vaultls.vault.vault import Vault

SHOWN = frozenset(
    [
        ".avif",
        ".bmp",
        ".gif",
        ".jpeg",
        ".jpg",
        ".png",
        ".svg",
        ".webp",
        ".flac",
        ".m4a",
        ".mp3",
        ".ogg",
        ".wav",
        ".webm",
        ".3gp",
        ".mkv",
        ".mov",
        ".mp4",
        ".ogv",
        ".pdf",
    ]
)
"""Attachments that a note shows: pictures, sounds, films, and PDF. They are embedded."""


def link_to(vault: Vault, source: str, path: str) -> str:
    """A link in the note `source` to the file `path`, an embed where the note can show it."""
    return ("!" if suffix(path) in SHOWN else "") + written(vault, source, path)
