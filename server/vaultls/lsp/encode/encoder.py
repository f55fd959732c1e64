"""Positions in the client's encoding, URIs as the client spells them, and places made of both."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

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


between_at_start: Callable[[int, int, Encoding], tuple[int, int, int, int]] = Lines.of("").range
"""`Lines.range` of a file that has no facts: always its very start."""


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
        encoding = self.client.encoding
        path: str | None = None
        uri, between = "", between_at_start
        found = []
        for place in places:
            if place.path != path:
                path = place.path
                uri = self.uri_json(path)
                lines = self.lines(path)
                between = between_at_start if lines is None else lines.range
            line, character, last, until = between(*place.span, encoding)
            found.append(
                f'{{"uri":{uri},"range":{{"start":{{"line":{line},"character":{character}}},'
                f'"end":{{"line":{last},"character":{until}}}}}}}'
            )
        return Raw(f"[{','.join(found)}]")

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
