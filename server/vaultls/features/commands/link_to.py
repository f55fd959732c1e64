"""The text of a link to a file, as the settings want links: for an editor into which a file is dropped."""

from __future__ import annotations

from vaultls.features.new_link import link_to as written
from vaultls.vault.names import SHOWN_SUFFIXES, suffix
from vaultls.vault.vault import Vault


def link_to(vault: Vault, source: str, path: str) -> str:
    """A link in the note `source` to the file `path`, an embed where the note can show it."""
    return ("!" if suffix(path) in SHOWN_SUFFIXES else "") + written(vault, source, path)
