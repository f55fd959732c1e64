"""Positions in the client's encoding, URIs as the client spells them, and places made of both."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any

from vaultls.features.answer import Edit, Place, Target
from vaultls.host.folder import Folder
from vaultls.host.session import Session
from vaultls.lsp import uris
from vaultls.lsp.client import Client
from vaultls.text.lines import Lines
from vaultls.text.span import Span
from vaultls.vault.vault import Vault

Json = Any

to_json = json.JSONEncoder(separators=(",", ":")).encode
"""A value as JSON in ASCII."""


_NO_LINES = Lines.of("")


class Raw(str):
    """An answer that is JSON already, in ASCII."""

    __slots__ = ()


class Encoder:
    """The way out for one request: positions in the client's encoding, URIs as the client spells them."""

    def __init__(self, session: Session, client: Client, folder: Folder, vault: Vault) -> None:
        self.client = client
        self.folder = folder
        self.vault = vault
        self._uris = {doc.path: doc.label for doc in session.documents.values() if doc.folder is folder}
        self._prefix = uris.from_file(folder.root).rstrip("/") + "/" if folder.root else "untitled:"

    def uri(self, path: str) -> str:
        """The URI of a vault path."""
        label = self._uris.get(path)
        return self._prefix + uris.quoted(path) if label is None else label

    def uri_json(self, path: str) -> str:
        label = self._uris.get(path)
        return f'"{self._prefix}{uris.quoted(path)}"' if label is None else to_json(label)

    def range(self, lines: Lines | None, span: Span) -> Json:
        """A span as a Range; the very start where the note isn't known."""
        if lines is None:
            return {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
        encoding = self.client.encoding
        line, character, last, end = lines.range(*span, encoding)
        return {"start": {"line": line, "character": character}, "end": {"line": last, "character": end}}

    def lines(self, path: str) -> Lines | None:
        """The line table of a note."""
        note = self.vault.notes.get(path)
        return None if note is None else note.lines

    def location(self, place: Place) -> Json:
        return {"uri": self.uri(place.path), "range": self.range(self.lines(place.path), place.span)}

    def locations(self, places: Iterable[Place]) -> Raw:
        """Many Locations, written as JSON at once: that is many times as fast as dictionaries first."""
        places = list(places)
        found = []
        path: str | None = None
        begin = ""
        for (where, _), span in zip(places, self.ranges(places), strict=True):
            if where != path:
                path, begin = where, f'{{"uri":{self.uri_json(where)},"range":'
            found.append(f"{begin}{span}}}")
        return Raw(f"[{','.join(found)}]")

    def ranges(self, places: Iterable[Place | Edit]) -> list[str]:
        """The span of each place or edit as a Range in JSON. In a file without facts every place is its start.

        Most places stand in one line, behind nothing but characters of one unit: that is quick to see.
        """
        encoding = self.client.encoding
        notes = self.vault.notes
        path: str | None = None
        lines, starts, wide, shift, length, amount = _NO_LINES, *_NO_LINES.table(encoding), 0, 1
        found = []
        for place in places:
            where, (start, end) = place[:2]
            if where != path:
                path, note = where, notes.get(where)
                lines = _NO_LINES if note is None else note.lines
                starts, wide, shift = lines.table(encoding)
                length, amount = lines.length, len(starts)
            line = bisect_right(starts, start) - 1
            first = starts[line]
            if (
                0 <= start <= end <= length
                and (line + 1 == amount or end < starts[line + 1])
                and (not wide or (i := bisect_left(wide, first << shift)) == len(wide) or wide[i] >= end << shift)
            ):
                last, character, until = line, start - first, end - first
            else:
                line, character, last, until = lines.range(start, end, encoding)
            found.append(
                f'{{"start":{{"line":{line},"character":{character}}},"end":{{"line":{last},"character":{until}}}}}'
            )
        return found

    def targets(self, targets: Iterable[Target], origin: Lines) -> Json:
        """LocationLinks where the client takes them, else Locations. `origin`: the lines of the asking note."""
        if not self.client.definition_links:
            return [self.location(target.place) for target in targets]
        links = []
        for target in targets:
            lines = self.lines(target.place.path)
            links.append(
                {
                    "originSelectionRange": self.range(origin, target.origin),
                    "targetUri": self.uri(target.place.path),
                    "targetRange": self.range(lines, target.full),
                    "targetSelectionRange": self.range(lines, target.place.span),
                }
            )
        return links
