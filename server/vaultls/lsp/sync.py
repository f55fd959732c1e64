"""Open documents and changes on the disk, as the client tells them (LSP 3.17, "Text Document Synchronization").

A client that tells nonsense (a change of what was never opened, versions that run backwards) is not contradicted; only
changes that it has sent in another order than it made them are put in theirs (`recent.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vaultls.lsp import uris
from vaultls.lsp.decode import Invalid, items, mapping, position, string
from vaultls.lsp.recent import Part, Recent

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


def did_open(server: Server, params: Any) -> None:
    document = mapping(params, "textDocument")
    uri, text = string(document, "uri"), string(document, "text")
    if text.startswith("\ufeff"):
        text = text[1:]
    file = uris.to_file(uri)
    opened = server.session.open(uris.key(uri), uri, file, uris.name(uri), text, _version(document))
    server.recent[opened.key] = Recent(opened.folder.buffers[opened.path].version)
    server.publisher.schedule(opened.folder, opened.path)


def did_change(server: Server, params: Any) -> None:
    document = mapping(params, "textDocument")
    changes = items(params, "contentChanges")
    opened = server.session.documents.get(uris.key(string(document, "uri")))
    if opened is None:
        return
    buffer = opened.folder.buffers[opened.path]
    lines = buffer.lines if changes else None
    recent = server.recent.setdefault(opened.key, Recent(None))
    parts = [_part(change) for change in changes]
    text, version = recent.change(buffer.text, lines, _version(document), parts, server.client.encoding)
    opened.folder.change(opened.path, text, version)
    server.publisher.schedule(opened.folder, opened.path)


def _part(change: Any) -> Part:
    new, span = string(change, "text"), change.get("range")
    if span is not None and not isinstance(span, Mapping):
        raise Invalid("`range` must be an object")
    return None if span is None else (position(span.get("start")), position(span.get("end"))), new


def did_close(server: Server, params: Any) -> None:
    key = uris.key(string(mapping(params, "textDocument"), "uri"))
    server.recent.pop(key, None)
    closed = server.session.close(key)
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
