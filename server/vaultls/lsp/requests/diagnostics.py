"""Diagnostics for clients that pull."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vaultls.lsp import decode

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


def document_diagnostic(server: Server, params: Any) -> Any:
    """Of a closed note only where the scope is the vault: clients pull once more when a note closes, and keep the answer."""
    found = decode.find(server.session, decode.uri(params))
    shown = found is not None and (found[1] in found[0].buffers or found[0].config.scope == "vault")
    diagnostics = server.publisher.diagnostics(*found) if found is not None and shown else []
    return server.publisher.report(diagnostics, params.get("previousResultId"))


async def workspace_diagnostic(server: Server, params: Any) -> Any:
    """Of every note where the scope is the vault; a note whose answer the client has already is only named."""
    previous = params.get("previousResultIds") if isinstance(params, Mapping) else None
    known = (
        {p.get("uri"): p.get("value") for p in previous if isinstance(p, Mapping)} if isinstance(previous, list) else {}
    )
    answer: list[Any] = []
    until = time.perf_counter() + 0.005
    for folder in list(server.session.folders):
        if folder.config.scope != "vault":
            continue
        encoder = server.encoder(folder, folder.vault)
        for path in list(folder.vault.notes):
            uri = encoder.uri(path)
            report = server.publisher.report(server.publisher.diagnostics(folder, path), known.pop(uri, None))
            if report.get("items") or report["kind"] == "unchanged":
                buffer = folder.buffers.get(path)
                answer.append({**report, "uri": uri, "version": None if buffer is None else buffer.version})
            if time.perf_counter() > until:
                await asyncio.sleep(0)
                until = time.perf_counter() + 0.005
    answer += [{"kind": "full", "uri": uri, "version": None, "items": []} for uri in known if isinstance(uri, str)]
    return {"items": answer}
