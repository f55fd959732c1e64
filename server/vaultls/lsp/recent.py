"""The last changes of an open note, so that one that comes too late is put where it belongs.

Helix 25.01 numbers its changes one after another and sends them from several threads: while somebody types quickly, `o`
may come before the `t` on its left. A change is made in the text that its version says, so the later ones are undone,
and made again behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vaultls.text.edit import Position, apply_change
from vaultls.text.lines import Encoding, Lines

Part = tuple["tuple[Position, Position] | None", str]
"""What is replaced, None for all of it, and by what."""

MOST = 6
"""Changes that are remembered; with each a whole text."""


class _Change(NamedTuple):
    version: int
    before: str
    parts: Sequence[Part]


class Recent:
    """Of one open note."""

    def __init__(self, version: int | None) -> None:
        """`version`: that it was opened with."""
        self._first = version  # of the text that the first change is made in; None if nothing is known of it
        self._changes: list[_Change] = []

    def change(
        self, text: str, lines: Lines | None, version: int | None, parts: Sequence[Part], encoding: Encoding
    ) -> tuple[str, int | None]:
        """The text and version after a change to `text`, whose table `lines` is where it is known."""
        if version is None:
            self._first, self._changes = None, []
            return _applied(text, lines, parts, encoding), None
        at = self._place(version)
        later, self._changes = self._changes[at:], self._changes[:at]
        if later:
            text, lines = later[0].before, None
        for number, some in [(version, parts), *((change.version, change.parts) for change in later)]:
            self._changes.append(_Change(number, text, some))
            text, lines = _applied(text, lines, some, encoding), None
        if len(self._changes) > MOST:
            self._first = self._changes[-MOST - 1].version
            del self._changes[:-MOST]
        return text, self._changes[-1].version

    def _place(self, version: int) -> int:
        """Before which change this one belongs: the last place, unless it fills a small gap in the numbers."""
        count = len(self._changes)
        at = next((i for i, change in enumerate(self._changes) if change.version >= version), count)
        if at == count:
            return count
        above, below = self._changes[at - 1].version if at else self._first, self._changes[at].version
        return at if above is not None and above < version < below <= above + MOST else count


def _applied(text: str, lines: Lines | None, parts: Sequence[Part], encoding: Encoding) -> str:
    for between, new in parts:
        text = apply_change(text, lines or Lines.of(text), between, new, encoding)
        lines = None
    return text
