"""The same question again while the vault is being read: answered with what was said before.

Until the first index is whole the snapshot changes every second at most. A client that asks for a hub's references
all the time meanwhile, as one that waits for them does, would cost more than the index itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from vaultls.vault.vault import Vault


class Repeats:
    """The answers of one snapshot."""

    __slots__ = ("_answers", "_vault")

    def __init__(self) -> None:
        self._vault: Vault | None = None
        self._answers: dict[Hashable, Any] = {}

    def answer(self, vault: Vault, question: Hashable, find: Callable[[], Any]) -> Any:
        """What `find` says, asked once for each question and snapshot."""
        if vault is not self._vault:
            self._vault = vault
            self._answers.clear()
        if question not in self._answers:
            self._answers[question] = find()
        return self._answers[question]

    def forget(self) -> None:
        """Let the snapshot go."""
        self._vault = None
        self._answers.clear()
