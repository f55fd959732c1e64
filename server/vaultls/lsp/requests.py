"""Each request: find the place, ask the feature, hand its answer to the encoder. Unknown places are answered with null."""

from __future__ import annotations

import asyncio
import importlib
import time
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from vaultls.features.answer import Place
from vaultls.lsp import decode
from vaultls.lsp.decode import Invalid, string
from vaultls.lsp.encode import PREFIX, Encoder

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server

FEATURES = {
    "definition": "definition",
    "references": "references",
    "hover": "hover",
    "completion": "complete",
    "diagnostics": "diagnose",
    "rename": "rename",
    "document_symbols": "document_symbols",
    "workspace_symbols": "workspace_symbols",
    "code_lens": "code_lenses",
    "commands.next_empty_section": "next_empty_section",
}
"""Modules of `features` that are loaded after `initialize`, so that the first request of each needn't."""


@cache
def feature(module: str, name: str) -> Any:
    """A function of `features`, loaded when it is first asked for."""
    try:
        return getattr(importlib.import_module(f"vaultls.features.{module}"), name)
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("vaultls.features"):
            raise
        return lambda *_args: None


def _encoder(server: Server, at: decode.Place) -> Encoder:
    return Encoder(server.session, server.client, at.folder, at.vault)


def definition(server: Server, params: Any) -> Any:
    at = decode.place(server.session, server.client, params)
    if at is None:
        return None
    found = feature("definition", "definition")(at.vault, at.note, at.offset)
    return _encoder(server, at).targets(found, at.note.lines) if found else None


def references(server: Server, params: Any) -> Any:
    at = decode.place(server.session, server.client, params)
    if at is None:
        return None
    context = params.get("context")
    declaration = isinstance(context, Mapping) and context.get("includeDeclaration") is True

    def find() -> Any:
        found = feature("references", "references")(at.vault, at.note, at.offset, declaration)
        return _encoder(server, at).locations(found) if found else None

    if at.folder.scanning:
        return server.repeats.answer(at.vault, (at.note.path, at.offset, declaration), find)
    server.repeats.forget()
    return find()


def hover(server: Server, params: Any) -> Any:
    at = decode.place(server.session, server.client, params)
    if at is None:
        return None
    found = feature("hover", "hover")(at.vault, at.note, at.offset, at.folder.text)
    return _encoder(server, at).hover(found, at.note.lines) if found else None


def completion(server: Server, params: Any) -> Any:
    """Never waits for a parse: the facts may be those of a slightly older text, the text is the buffer's."""
    line, column = decode.position(params.get("position"))
    found = decode.find(server.session, decode.uri(params))
    if found is None:
        return None
    folder, path = found
    buffer = folder.buffers.get(path)
    if buffer is None:
        return None
    vault = folder.snapshot if path in folder.snapshot.notes else folder.vault
    offset = buffer.lines.offset(line, column, server.client.encoding)
    completions = feature("completion", "complete")(vault, vault.notes[path], buffer.text, offset)
    if completions is None:
        return None
    encoder = Encoder(server.session, server.client, folder, vault)
    return encoder.completions(completions, buffer.lines, server.number(folder))


def completion_resolve(server: Server, params: Any) -> Any:
    data = params.get("data")
    if not (isinstance(data, list) and len(data) == 2 and type(data[0]) is int):
        return params
    folder = server.numbered(data[0])
    preview = feature("completion", "preview")
    text = preview(folder.snapshot, data[1], folder.text) if folder is not None else None
    if not text:
        return params
    kind = server.client.documentation
    return {**params, "documentation": text if kind is None else {"kind": kind, "value": text}}


def prepare_rename(server: Server, params: Any) -> Any:
    at = decode.place(server.session, server.client, params)
    if at is None:
        return None
    found = feature("rename", "prepare")(at.vault, at.note, at.offset)
    if found is None:
        return None
    span, placeholder = found
    return {"range": _encoder(server, at).range(at.note.lines, span), "placeholder": placeholder}


def rename(server: Server, params: Any) -> Any:
    name = string(params, "newName")
    at = decode.place(server.session, server.client, params)
    if at is None:
        return None
    edits = feature("rename", "rename")(at.vault, at.note, at.offset, name)
    return None if edits is None else _encoder(server, at).workspace_edit(edits)


def document_symbol(server: Server, params: Any) -> Any:
    at = decode.note(server.session, params)
    if at is None:
        return None
    found = feature("document_symbols", "document_symbols")(at.vault, at.note) or ()
    return _encoder(server, at).symbols(found, at.note.path, at.note.lines)


def workspace_symbol(server: Server, params: Any) -> Any:
    query = string(params, "query")
    answer: list[Any] = []
    for folder in server.session.folders:
        vault = folder.vault
        found = feature("workspace_symbols", "workspace_symbols")(vault, query) or ()
        answer += Encoder(server.session, server.client, folder, vault).workspace_symbols(found)
    return answer


def code_lens(server: Server, params: Any) -> Any:
    at = decode.note(server.session, params)
    if at is None:
        return None
    found = feature("code_lens", "code_lenses")(at.vault, at.note) or ()
    return _encoder(server, at).lenses(found, at.note.path, at.note.lines)


def document_diagnostic(server: Server, params: Any) -> Any:
    found = decode.find(server.session, decode.uri(params))
    diagnostics = [] if found is None else server.publisher.diagnostics(*found)
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
        encoder = Encoder(server.session, server.client, folder, folder.vault)
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


def execute_command(server: Server, params: Any) -> Any:
    name = string(params, "command")
    command = COMMANDS.get(name)
    if command is None:
        raise Invalid(f"`{name}` is no command of vaultls")
    arguments = params.get("arguments") or []
    if not isinstance(arguments, list):
        raise Invalid("`arguments` must be an array")
    return command(server, arguments)


def _next_empty_section(server: Server, arguments: list[Any]) -> Any:
    """[uri, position] or [{textDocument, position}] to the Location of the next empty section, or null."""
    if len(arguments) == 1 and isinstance(arguments[0], Mapping):
        place = arguments[0]
    elif len(arguments) >= 2 and isinstance(arguments[0], str):
        place = {"textDocument": {"uri": arguments[0]}, "position": arguments[1]}
    else:
        raise Invalid("the arguments must be a URI and a position")
    at = decode.place(server.session, server.client, place)
    if at is None:
        return None
    found: Place | None = feature("commands.next_empty_section", "next_empty_section")(at.vault, at.note, at.offset)
    if found is None:
        return None
    location = _encoder(server, at).location(found)
    if server.client.show_document:
        server.ask("window/showDocument", {"uri": location["uri"], "takeFocus": True, "selection": location["range"]})
    return location


COMMANDS = {PREFIX + "nextEmptySection": _next_empty_section}
