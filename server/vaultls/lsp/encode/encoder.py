"""Positions in the client's encoding, URIs as the client spells them, and places made of both."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from vaultls.features.answer import Place, Target
from vaultls.host.folder import Folder
from vaultls.host.session import Session
from vaultls.lsp import uris
from vaultls.lsp.client import Client
from vaultls.text.lines import Encoding, Lines
from vaultls.text.span import Span
from vaultls.vault.vault import Vault

Json = Any

to_json = json.JSONEncoder(separators=(",", ":")).encode
"""A value as JSON in ASCII."""


class Raw(str):
    """An answer that is JSON already, in ASCII."""

    __slots__ = ()


class Table(NamedTuple):
    """What `range_json` needs of a note; see `Lines.table`."""

    lines: Lines
    starts: Sequence[int]
    wide: Sequence[int]
    shift: int

    @classmethod
    def of(cls, lines: Lines, encoding: Encoding) -> Table:
        return cls(lines, *lines.table(encoding))


NO_TABLE = Table.of(Lines.of(""), "utf-32")
"""Of a file without facts."""


def range_json(table: Table, start: int, end: int, encoding: Encoding) -> str:
    """A span as a Range in JSON. Most stand in one line, behind nothing but characters of one unit: that is quick to see."""
    lines, starts, wide, shift = table
    line = bisect_right(starts, start) - 1
    if line >= 0 and start <= end <= lines.length and (line + 1 == len(starts) or end < starts[line + 1]):
        first = starts[line]
        if not wide or (i := bisect_left(wide, first << shift)) == len(wide) or wide[i] >= end << shift:
            return (
                f'{{"start":{{"line":{line},"character":{start - first}}},'
                f'"end":{{"line":{line},"character":{end - first}}}}}'
            )
    line, character, last, until = lines.range(start, end, encoding)
    return f'{{"start":{{"line":{line},"character":{character}}},"end":{{"line":{last},"character":{until}}}}}'


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
        """Many Locations, written as JSON at once: that is four times as fast as dictionaries first."""
        found = []
        path: str | None = None
        uri, table = "", NO_TABLE
        encoding = self.client.encoding
        for where, (start, end) in places:
            if where != path:
                path, uri = where, self.uri_json(where)
                table = self.table(where)
            found.append(f'{{"uri":{uri},"range":{range_json(table, start, end, encoding)}}}')
        return Raw(f"[{','.join(found)}]")

    def table(self, path: str) -> Table:
        """What `range_json` needs of a note; of a file without facts every place is its start."""
        lines = self.lines(path)
        return NO_TABLE if lines is None else Table.of(lines, self.client.encoding)

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
