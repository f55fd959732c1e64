"""Files that the client creates, renames and deletes (LSP 3.17, "WillRenameFiles Request" and what follows it)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vaultls.host.folder import Folder
from vaultls.lsp import decode, uris
from vaultls.lsp.decode import items, string
from vaultls.lsp.encode import edits
from vaultls.lsp.feature import feature
from vaultls.lsp.waiting import when_all_read

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


def will_rename_files(server: Server, params: Any) -> Any:
    """The edits that keep every link right, for the client to make before it moves the files; null where none are needed."""
    for folder in _moves(server, params):
        if folder.scanning:
            return when_all_read(server, folder, lambda: will_rename_files(server, params))
    answers = [
        links_follow(server, folder, moves)
        for folder, moves in _moves(server, params).items()
        if server.own_move is None or not server.own_move.is_this(folder, moves)
    ]
    server.own_move = None
    found = [json.loads(answer) for answer in answers if answer is not None]
    if len(found) < 2:
        return next((answer for answer in answers if answer is not None), None)
    merged: dict[str, Any] = {}
    for edit in found:  # files of several vaults at once
        for part, value in edit.items():
            merged[part] = [*merged[part], *value] if isinstance(value, list) and part in merged else value
    return merged


def links_follow(server: Server, folder: Folder, moves: dict[str, str]) -> Any:
    """A WorkspaceEdit of the links alone, None where no link changes."""
    vault = folder.vault
    changes = feature("rename.note", "moved")(vault, moves, folder.text, strict=False)
    for notice in changes.notices:
        server.show_message(notice)
    if not changes.edits:
        return None
    return edits.workspace_edit(server.encoder(folder, vault), edits.without_moves(changes))


def _moves(server: Server, params: Any) -> dict[Folder, dict[str, str]]:
    """The files that move inside their vault, a folder as all that it holds."""
    found: dict[Folder, dict[str, str]] = {}
    for one in items(params, "files"):
        old = decode.find(server.session, string(one, "oldUri"))
        new = decode.find(server.session, string(one, "newUri"))
        if old is None or new is None or old[0] is not new[0]:
            continue
        found.setdefault(old[0], {}).update(moved_files(old[0], old[1], new[1]))
    return found


def moved_files(folder: Folder, old: str, new: str) -> dict[str, str]:
    """The files of a vault that move when the file or folder `old` does."""
    files = folder.vault.files
    if old in files:
        return {old: new}
    return {path: new + path[len(old) :] for path in files if path.startswith(old + "/")}


def did_rename_files(server: Server, params: Any) -> None:
    """Known at once, so that the next request is right; what the disk says about it comes later."""
    for folder, moves in _moves(server, params).items():
        if not folder.scanning:
            folder.move(moves)
    for one in items(params, "files"):  # a note that was closed in between is known at its new place only
        found = decode.find(server.session, string(one, "newUri"))
        if found is not None and not found[0].scanning:
            found[0].discover(found[1])
    server.session.changes.tell([*_named(params, "oldUri"), *_named(params, "newUri")])


def did_create_files(server: Server, params: Any) -> None:
    server.session.changes.tell(_named(params, "uri"))


did_delete_files = did_create_files


def _named(params: Any, key: str) -> Iterator[str]:
    for one in items(params, "files"):
        file = uris.to_file(string(one, key))
        if file is not None:
            yield file
