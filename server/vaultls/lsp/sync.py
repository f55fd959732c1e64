"""Open documents and changes on the disk, as the client tells them (LSP 3.17, "Text Document Synchronization").

A client that tells nonsense (a change of what was never opened, versions that run backwards) is not contradicted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vaultls.lsp import uris
from vaultls.lsp.decode import Invalid, items, mapping, position, string
from vaultls.text.edit import apply_change
from vaultls.text.lines import Lines

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


def did_open(server: Server, params: Any) -> None:
    document = mapping(params, "textDocument")
    uri, text = string(document, "uri"), string(document, "text")
    if text.startswith("\ufeff"):
        text = text[1:]
    file = uris.to_file(uri)
    opened = server.session.open(uris.key(uri), uri, file, uris.name(uri), text, _version(document))
    server.publisher.schedule(opened.folder, opened.path)


def did_change(server: Server, params: Any) -> None:
    document = mapping(params, "textDocument")
    changes = items(params, "contentChanges")
    opened = server.session.documents.get(uris.key(string(document, "uri")))
    if opened is None:
        return
    buffer = opened.folder.buffers[opened.path]
    text, lines = buffer.text, buffer.lines if changes else None
    for change in changes:
        new, span = string(change, "text"), change.get("range")
        if span is not None and not isinstance(span, Mapping):
            raise Invalid("`range` must be an object")
        between = None if span is None else (position(span.get("start")), position(span.get("end")))
        text = apply_change(text, lines or Lines.of(text), between, new, server.client.encoding)
        lines = None
    opened.folder.change(opened.path, text, _version(document))
    server.publisher.schedule(opened.folder, opened.path)


def did_close(server: Server, params: Any) -> None:
    closed = server.session.close(uris.key(string(mapping(params, "textDocument"), "uri")))
    if closed is not None:
        server.publisher.closed(closed)


def did_save(_server: Server, _params: Any) -> None:
    """Nothing: an open note is what the editor holds, saved or not."""


def did_change_watched_files(server: Server, params: Any) -> None:
    files = (uris.to_file(string(change, "uri")) for change in items(params, "changes"))
    server.session.changes.tell(file for file in files if file is not None)


def _version(document: Mapping[str, Any]) -> int | None:
    version = document.get("version")
    return version if type(version) is int else None
