"""From `initialize` to `exit`, settings and workspace folders (LSP 3.17, "Lifecycle Messages", "Workspace Features")."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import vaultls
from vaultls.host import obsidian
from vaultls.host.session import Session
from vaultls.host.settings import FILE, unwrapped
from vaultls.host.walk import IGNORE_FILES
from vaultls.host.watch import Watcher
from vaultls.lsp import uris
from vaultls.lsp.client import Client
from vaultls.lsp.decode import Invalid, mapping

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server

log = logging.getLogger(__name__)


def begin(session: Session, params: Any) -> None:
    """Walk the vaults that `initialize` names and let the workers begin. Needs neither pygls nor an event loop."""
    if not isinstance(params, Mapping):
        return
    session.client_settings = dict(unwrapped(params.get("initializationOptions")))
    session.utf8 = Client.of(params.get("capabilities")).encoding == "utf-8"
    session.add(_roots(params))


def _roots(params: Mapping[str, Any]) -> list[str]:
    """The folders of the workspace: its list, else the one root of older clients."""
    folders = params.get("workspaceFolders")
    found: list[Any] = [f.get("uri") for f in folders if isinstance(f, Mapping)] if isinstance(folders, list) else []
    if not found:
        if isinstance(params.get("rootUri"), str):
            found = [params["rootUri"]]
        elif isinstance(params.get("rootPath"), str) and os.path.isabs(params["rootPath"]):
            return [params["rootPath"]]
    return _files(found)


def _files(found: list[Any]) -> list[str]:
    files = (uris.to_file(uri) for uri in found if isinstance(uri, str))
    return [file for file in files if file is not None]


def initialize(server: Server, params: Any) -> Any:
    from vaultls.lsp.routes import capabilities

    if not params:
        raise Invalid("`initialize` must have parameters")
    server.client = Client.of(params.get("capabilities"))
    if not server.begun:
        begin(server.session, params)
    server.initial_settings = dict(unwrapped(params.get("initializationOptions")))
    server.protocol.initialized = True
    server.session.start()
    process = params.get("processId")
    if type(process) is int:
        server.follow(process)
    announced = capabilities()
    if not server.client.pulls:
        del announced["diagnosticProvider"]
    if not server.client.prepare_rename:
        announced["renameProvider"] = True  # options are only for clients that prepare
    if not server.client.action_literals:
        announced["codeActionProvider"] = True  # as are those of code actions
    announced["positionEncoding"] = server.client.encoding
    return {"capabilities": announced, "serverInfo": {"name": "vaultls", "version": vaultls.__version__}}


def initialized(server: Server, _params: Any) -> Any:
    """The client is ready for our requests: settings, watching, progress, and what had to be said before."""
    session = server.session
    session.on_message = server.show_message
    for message in session.kept:
        server.show_message(message)
    session.kept.clear()
    if session.indexing:
        server.index_progress.start()
    if server.client.watches:
        hidden = (FILE, obsidian.FILE, *IGNORE_FILES)  # what a client may not count as `*`
        watchers = [{"globPattern": glob} for glob in ("**/*", *(f"**/{name}" for name in hidden))]
        _register(server, "workspace/didChangeWatchedFiles", {"watchers": watchers})
    else:
        watch(server)
    if server.client.configuration_registration:
        _register(server, "workspace/didChangeConfiguration", {"section": "vaultls"})
    server.preload()
    return pull_configuration(server) if server.client.configuration else None


def _register(server: Server, method: str, options: Any) -> None:
    registration = {"id": f"vaultls-{method}", "method": method, "registerOptions": options}
    server.ask("client/registerCapability", {"registrations": [registration]})


def watch(server: Server) -> None:
    """Watch the vaults ourselves, all that there are now; what has changed before we do is looked for once."""
    if server.watcher is not None:
        server.watcher.close()
    roots = [folder.root for folder in server.session.folders]
    changes = server.session.changes

    def look_again() -> None:
        for folder in server.session.folders:
            changes.reconfigure(folder)
            changes.walk(folder)

    server.watcher = (
        Watcher(
            roots,
            lambda files: server.from_thread(lambda: changes.tell(files)),
            lambda: server.from_thread(look_again),
        )
        if roots
        else None
    )


async def pull_configuration(server: Server) -> None:
    """Ask the client for its `vaultls` settings."""
    try:
        found = await asyncio.wrap_future(server.ask("workspace/configuration", {"items": [{"section": "vaultls"}]}))
    except Exception as error:
        log.info("the client has no settings: %s", error)
        return
    if isinstance(found, list) and found and (found[0] is None or isinstance(found[0], Mapping)):
        _configure(server, found[0] or {})


def _configure(server: Server, settings: Any) -> None:
    """`settings` over what `initialize` brought."""
    server.session.configure({**server.initial_settings, **unwrapped(settings)})


def did_change_configuration(server: Server, params: Any) -> Any:
    if server.client.configuration:
        return pull_configuration(server)
    settings = params.get("settings") if isinstance(params, Mapping) else None
    if isinstance(settings, Mapping):
        _configure(server, settings)
    return None


async def did_change_workspace_folders(server: Server, params: Any) -> None:
    event = mapping(params, "event")
    removed, added = (
        _files([f.get("uri") for f in event.get(part) or () if isinstance(f, Mapping)]) for part in ("removed", "added")
    )
    await server.session.indexed()  # a folder that comes and goes within a second isn't worth more
    server.session.remove(removed)
    if added:
        server.session.spawn_workers()
        server.session.add(added)
        server.session.start()
        server.index_progress.start()
    if not server.client.watches:
        watch(server)
    server.publisher.rehomed()


def cancel_progress(server: Server, params: Any) -> None:
    if isinstance(params, Mapping) and server.index_progress.is_token(params.get("token")):
        server.session.cancel_index()


def shutdown(server: Server, _params: Any) -> None:
    server.protocol.shut_down()
    server.session.end()


def exit_(server: Server, _params: Any) -> None:
    server.stop()


def ignored(_server: Server, _params: Any) -> None:
    """Accepted, and of no use here."""
