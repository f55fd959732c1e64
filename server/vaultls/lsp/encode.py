"""Answers as plain JSON values in the protocol's own words (LSP 3.17), for json.dumps to write as they are.

The library's types and their converter cost more than most answers take to find; a test structures every shape made
here with that converter, so that the shapes stay right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from vaultls.features.answer import (
    Completions,
    Diagnostic,
    Edit,
    Hover,
    Lens,
    Place,
    Symbol,
    Target,
    WorkspaceSymbol,
)
from vaultls.host.folder import Folder
from vaultls.host.session import Session
from vaultls.lsp import uris
from vaultls.lsp.client import Client
from vaultls.text.lines import Encoding, Lines
from vaultls.text.span import Span
from vaultls.vault.vault import Vault

Json = Any

PREFIX = "vaultls."
"""Of every command of ours, as clients see it."""

_SEVERITY = {"error": 1, "warning": 2, "information": 3, "hint": 4}
_UNNECESSARY = 1  # DiagnosticTag
_COMPLETION = {
    "note": 17,
    "alias": 18,
    "unresolved": 1,
    "heading": 22,
    "block": 15,
    "tag": 14,
    "file": 17,
}  # CompletionItemKind
_HEADING = 15  # SymbolKind.String, as VS Code's own Markdown support has it
_SYMBOL = {"note": 1, "alias": 20, "heading": 15, "tag": 14}  # SymbolKind: File, Key, String, Constant


_json = json.JSONEncoder(separators=(",", ":")).encode


class Raw(str):
    """An answer that is JSON already, in ASCII."""

    __slots__ = ()


_at_start: Callable[[int, int, Encoding], tuple[int, int, int, int]] = Lines.of("").range  # in a file that has no facts


class Encoder:
    """The way out for one request: positions in the client's encoding, URIs as the client spells them."""

    def __init__(self, session: Session, client: Client, folder: Folder, vault: Vault) -> None:
        self._client = client
        self._folder = folder
        self._vault = vault
        self._uris = {doc.path: doc.label for doc in session.documents.values() if doc.folder is folder}
        self._prefix = uris.from_file(folder.root).rstrip("/") + "/" if folder.root else "untitled:"

    def uri(self, path: str) -> str:
        """The URI of a vault path."""
        label = self._uris.get(path)
        return self._prefix + uris.quoted(path) if label is None else label

    def _uri_json(self, path: str) -> str:
        label = self._uris.get(path)
        return f'"{self._prefix}{uris.quoted(path)}"' if label is None else _json(label)

    def range(self, lines: Lines | None, span: Span) -> Json:
        """A span as a Range; the very start where the note isn't known."""
        if lines is None:
            return {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
        encoding = self._client.encoding
        line, character, last, end = lines.range(*span, encoding)
        return {"start": {"line": line, "character": character}, "end": {"line": last, "character": end}}

    def lines(self, path: str) -> Lines | None:
        """The line table of a note."""
        note = self._vault.notes.get(path)
        return None if note is None else note.lines

    def location(self, place: Place) -> Json:
        return {"uri": self.uri(place.path), "range": self.range(self.lines(place.path), place.span)}

    def locations(self, places: Iterable[Place]) -> Raw:
        """Many Locations, written as JSON at once: that is four times as fast as dictionaries first."""
        encoding = self._client.encoding
        path: str | None = None
        uri, between = "", _at_start
        found = []
        for place in places:
            if place.path != path:
                path = place.path
                uri = self._uri_json(path)
                lines = self.lines(path)
                between = _at_start if lines is None else lines.range
            line, character, last, until = between(*place.span, encoding)
            found.append(
                f'{{"uri":{uri},"range":{{"start":{{"line":{line},"character":{character}}},'
                f'"end":{{"line":{last},"character":{until}}}}}}}'
            )
        return Raw(f"[{','.join(found)}]")

    def targets(self, targets: Iterable[Target], origin: Lines) -> Json:
        """LocationLinks where the client takes them, else Locations. `origin`: the lines of the asking note."""
        if not self._client.definition_links:
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

    def hover(self, hover: Hover, lines: Lines) -> Json:
        kind = "markdown" if self._client.markdown_hover else "plaintext"
        return {"contents": {"kind": kind, "value": hover.markdown}, "range": self.range(lines, hover.span)}

    def completions(self, found: Completions, lines: Lines, folder: int) -> Json:
        """A CompletionList in our order. `folder`: what `completionItem/resolve` finds the vault by."""
        span = self.range(lines, found.span)
        items = []
        for i, item in enumerate(found.items):
            one = {
                "label": item.label,
                "kind": _COMPLETION[item.kind],
                "sortText": f"{i:04}",
                "filterText": item.filter_text,
                "textEdit": {"range": span, "newText": item.text},
            }
            if item.detail:
                if self._client.label_details:
                    one["labelDetails"] = {"description": item.detail}
                else:
                    one["detail"] = item.detail
            if item.data is not None:
                one["data"] = [folder, item.data]
            items.append(one)
        return {"isIncomplete": found.incomplete, "items": items}

    def diagnostic(self, found: Diagnostic, lines: Lines) -> Json:
        one: dict[str, Json] = {
            "range": self.range(lines, found.span),
            "severity": _SEVERITY[found.severity],
            "code": found.code,
            "source": "vaultls",
            "message": found.message,
        }
        if found.unnecessary and self._client.tags:
            one["tags"] = [_UNNECESSARY]
        if found.related and self._client.related:
            one["relatedInformation"] = [
                {"location": self.location(r.place), "message": r.message} for r in found.related
            ]
        if found.data is not None:
            one["data"] = found.data
        return one

    def workspace_edit(self, edits: Iterable[Edit]) -> Raw:
        """Edits by note; with the versions that they were made for where the client takes versions."""
        encoding = self._client.encoding
        by_path: dict[str, list[str]] = {}
        texts: dict[str, str] = {}  # one rename writes few different texts
        for path, (start, end), new in edits:
            some = by_path.get(path)
            if some is None:
                some = by_path[path] = []
            lines = self.lines(path)
            between = _at_start if lines is None else lines.range
            text = texts.get(new)
            if text is None:
                text = texts[new] = _json(new)
            line, character, last, until = between(start, end, encoding)
            some.append(
                f'{{"range":{{"start":{{"line":{line},"character":{character}}},'
                f'"end":{{"line":{last},"character":{until}}}}},"newText":{text}}}'
            )
        if not self._client.document_changes:
            changes = (f"{self._uri_json(path)}:[{','.join(some)}]" for path, some in by_path.items())
            return Raw(f'{{"changes":{{{",".join(changes)}}}}}')
        found = []
        for path, some in by_path.items():
            buffer = self._folder.buffers.get(path)
            version = _json(None if buffer is None else buffer.version)
            document = f'{{"uri":{self._uri_json(path)},"version":{version}}}'
            found.append(f'{{"textDocument":{document},"edits":[{",".join(some)}]}}')
        return Raw(f'{{"documentChanges":[{",".join(found)}]}}')

    def symbols(self, symbols: Iterable[Symbol], path: str, lines: Lines) -> Json:
        """DocumentSymbols where the client takes a tree, else flat SymbolInformation."""
        if self._client.symbol_tree:
            return [self._symbol(symbol, lines) for symbol in symbols]
        flat: list[Json] = []
        todo = [(symbol, "") for symbol in symbols][::-1]
        while todo:
            symbol, container = todo.pop()
            location = {"uri": self.uri(path), "range": self.range(lines, symbol.full)}
            one = {"name": symbol.name or " ", "kind": _HEADING, "location": location}
            flat.append({**one, "containerName": container} if container else one)
            todo += [(child, symbol.name) for child in symbol.children][::-1]
        return flat

    def _symbol(self, symbol: Symbol, lines: Lines) -> Json:
        one: dict[str, Json] = {
            "name": symbol.name or " ",  # VS Code drops the whole answer for one empty name
            "kind": _HEADING,
            "range": self.range(lines, symbol.full),
            "selectionRange": self.range(lines, symbol.name_span),
        }
        if symbol.detail:
            one["detail"] = symbol.detail
        if symbol.children:
            one["children"] = [self._symbol(child, lines) for child in symbol.children]
        return one

    def workspace_symbols(self, symbols: Iterable[WorkspaceSymbol]) -> list[Json]:
        return [
            {
                "name": symbol.name or " ",
                "kind": _SYMBOL[symbol.kind],
                "containerName": symbol.container,
                "location": self.location(symbol.place),
            }
            for symbol in symbols
        ]

    def lenses(self, lenses: Iterable[Lens], path: str, lines: Lines) -> Json:
        """A lens whose command needs a place and names none gets its own: [uri, position]."""
        found = []
        for lens in lenses:
            span = self.range(lines, lens.span)
            command: dict[str, Json] = {"title": lens.title, "command": ""}
            if lens.command:
                command["command"] = PREFIX + lens.command
                command["arguments"] = list(lens.arguments) or [self.uri(path), span["start"]]
            found.append({"range": span, "command": command})
        return found
