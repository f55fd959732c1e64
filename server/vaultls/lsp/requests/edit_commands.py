"""Commands that change notes: each returns its WorkspaceEdit, and has the client apply it where it announced that."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from vaultls.lsp import decode
from vaultls.lsp.decode import Invalid
from vaultls.lsp.encode.encoder import Raw
from vaultls.lsp.feature import feature
from vaultls.lsp.requests.editing import answer
from vaultls.lsp.requests.files import links_follow, moved_files
from vaultls.lsp.waiting import when_all_read

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


def apply(server: Server, label: str, edit: Any, then: Callable[[], object] | None = None) -> Any:
    """`edit`, which is also sent as `workspace/applyEdit` where the client announced that (LSP 3.17); `then` is called once it is made."""
    if edit is not None and server.client.apply_edit:
        plain = json.loads(edit) if isinstance(edit, Raw) else edit
        asked = server.ask("workspace/applyEdit", {"label": label, "edit": plain})
        if then is not None:
            asked.add_done_callback(lambda done: _was_applied(done) and then())
    return edit


def _was_applied(done: Future[Any]) -> bool:
    answer = None if done.cancelled() or done.exception() is not None else done.result()
    return isinstance(answer, Mapping) and answer.get("applied") is True


def rename_note(server: Server, arguments: list[Any]) -> Any:
    """[uri, name] to the edit that gives a file another name, or with `/` another vault path."""
    uri, name = _two_strings(arguments)
    found = decode.find(server.session, uri)
    if found is None or found[1] not in found[0].vault.files:
        raise Invalid(f"{uri} is no file of a vault")
    folder, path = found
    if folder.scanning:
        return when_all_read(server, folder, lambda: rename_note(server, arguments))
    vault = folder.vault
    changes = feature("rename.note", "rename")(vault, path, name, folder.text)
    return apply(server, f"Rename {path}", answer(server, server.encoder(folder, vault), changes))


def update_links(server: Server, arguments: list[Any]) -> Any:
    """[old uri, new uri] to the edit of all links to a file or folder that is about to move; the move is the user's."""
    old, new = (decode.find(server.session, uri) for uri in _two_strings(arguments))
    if old is None or new is None or old[0] is not new[0]:
        raise Invalid("both URIs must lie in one vault")
    if old[0].scanning:
        return when_all_read(server, old[0], lambda: update_links(server, arguments))
    moves = moved_files(old[0], old[1], new[1])
    if not moves:
        raise Invalid(f"{old[1]} is no file or folder of the vault")
    return apply(server, f"Links to {old[1]}", links_follow(server, old[0], moves))


def _two_strings(arguments: list[Any]) -> tuple[str, str]:
    if len(arguments) == 2 and isinstance(arguments[0], str) and isinstance(arguments[1], str):
        return arguments[0], arguments[1]
    raise Invalid("the arguments must be two strings")
