"""What takes long because it reads every note: in slices, so that other requests get their turn."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from vaultls.features.answer import Place
from vaultls.lsp import decode
from vaultls.lsp.feature import feature
from vaultls.lsp.waiting import read_for
from vaultls.vault.telling import telling
from vaultls.vault.words import wanted

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server

SLICE = 0.005
"""Seconds of work before requests get their turn."""


async def unlinked_mentions(server: Server, place: Callable[[], decode.Place | None]) -> Any:
    """The Locations where other notes say the name of the note at `place()` without a link."""
    module = "commands.unlinked_mentions"
    at = place()
    names = None if at is None else feature(module, "names_of")(at.vault, at.note)
    if at is not None and names is not None and at.folder.scanning:
        await read_for(server, at.folder, names.folded, whole=True)
        at = place()
    if at is None or names is None:
        return None if at is None else []
    mentions_in, limit = feature(module, "mentions_in"), feature(module, "LIMIT")
    words, parts = wanted(names.folded), telling(names.folded, whole=True)
    found: list[Place] = []
    until = time.perf_counter() + SLICE
    for note in feature(module, "sources")(at.vault, at.note):
        text = at.folder.text_saying(note, words, parts)
        if text is not None:
            found += mentions_in(names, note, text)
        if len(found) >= limit:
            break
        if time.perf_counter() > until:
            await asyncio.sleep(0)
            until = time.perf_counter() + SLICE
    return server.encoder(at.folder, at.vault).locations(found[:limit])
