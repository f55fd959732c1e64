"""A move that an answer of ours asked for, so that it is known again when the client announces it."""

from __future__ import annotations

import time
from collections.abc import Mapping

from vaultls.host.folder import Folder

SECONDS = 3.0
"""How long a client may take to begin with an edit. Later, its notes are as the edit left them, and nothing is to be done."""


class OwnMove:
    """Helix 25.01 announces a move that is part of an edit, and before it has told of the rest of the edit.

    The links that it still has to change here would then be changed twice, which eats the text behind them.
    """

    def __init__(self, folder: Folder, moves: Mapping[str, str]) -> None:
        self._folder = folder
        self._moves = dict(moves)
        self._until = time.monotonic() + SECONDS

    def is_this(self, folder: Folder, moves: Mapping[str, str]) -> bool:
        return folder is self._folder and dict(moves) == self._moves and time.monotonic() < self._until
