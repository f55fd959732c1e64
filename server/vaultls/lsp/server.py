"""`vaultls serve`: the process. Light to import, for the workers start before pygls is loaded, which takes some 0.1 s."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from vaultls.host.worker import Workers, useful

if TYPE_CHECKING:
    from vaultls.host.session import Session
    from vaultls.lsp.wire import Inbox

_logger = logging.getLogger(__name__)

COLLECT = (50_000, 5, 5)
"""When garbage is looked for: an answer of thousands of places would set off several looks, 20 to 50 ms each, and hold no cycles."""

FIRST_MESSAGE = 0.1
"""Seconds to wait for `initialize` before pygls is loaded; it is nearly always there already."""


def serve(tcp: tuple[str, int] | None, log: Path | None) -> int:
    """Serve one client over standard input and output, or over the first connection to `tcp`; the exit code.

    `log`: the file to log to; without it, warnings go to standard error. Raises ValueError where `tcp` is not this
    machine's own loopback address, and OSError where it can't be listened on.
    """
    _log_to(log)
    gc.disable()  # what a start makes stays
    workers = Workers.start(useful() - 1)  # before all else; one core is for loading what this process needs
    from vaultls.host.session import Session
    from vaultls.lsp import light_types
    from vaultls.lsp.wire import own_stdio

    inbox, sink = own_stdio() if tcp is None else _accept(tcp)
    session = Session(workers, keeps=True)
    try:
        begun = _begin(session, inbox.first(FIRST_MESSAGE))
        light_types.load()
        from vaultls.lsp.language_server import Server
        from vaultls.lsp.wire import Sink

        if session.indexing and workers.alive:
            workers.add(1)
        server = Server(session, begun)
        gc.freeze()  # and needn't be looked at by any collection
        gc.set_threshold(*COLLECT)
        gc.enable()
        server.protocol.set_writer(Sink(sink, server.stop))
        return asyncio.run(server.run(inbox))
    except KeyboardInterrupt:
        return 1
    finally:
        workers.close()


def _begin(session: Session, first: bytes | None) -> bool:
    """Start on the vaults if the first message is a good `initialize`; what is wrong with it is answered later."""
    from vaultls.lsp.lifecycle import begin

    if first is None:
        return False
    try:
        message: Any = json.loads(first)
    except (ValueError, RecursionError):
        return False
    if (
        not isinstance(message, dict)
        or message.get("method") != "initialize"
        or not isinstance(message.get("params"), dict)
    ):
        return False
    try:
        begin(session, message["params"])
    except Exception:
        _logger.exception("the vaults can't be opened yet")
        return False
    return True


def _accept(tcp: tuple[str, int]) -> tuple[Inbox, BinaryIO]:
    """The first connection to an address of the loopback, which nobody else's machine can reach."""
    from vaultls.lsp.wire import Inbox

    host, port = tcp
    family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    if not (str(address[0]) == "::1" or str(address[0]).startswith("127.")):
        raise ValueError(f"{host} is not an address of this machine alone")
    with socket.socket(family, kind, proto) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(1)
        print(f"vaultls listens on {address[0]}:{listener.getsockname()[1]}", file=sys.stderr, flush=True)
        connection, _ = listener.accept()
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return Inbox(connection.recv), connection.makefile("wb")


def _log_to(log: Path | None) -> None:
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    if log is None:
        logging.basicConfig(level=logging.WARNING, format=form, stream=sys.stderr)
    else:
        logging.basicConfig(level=logging.INFO, format=form, filename=log, encoding="utf-8")
        logging.getLogger("pygls").setLevel(logging.WARNING)  # it would log whole messages
