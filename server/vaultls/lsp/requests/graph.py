"""The command for the graph of links, in slices, so that other requests get their turn."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from vaultls.lsp.decode import Invalid
from vaultls.lsp.encode.graph import graph as encoded
from vaultls.lsp.feature import feature
from vaultls.lsp.requests.lists import vault_of
from vaultls.lsp.requests.mentions import SLICE

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server

T = TypeVar("T")


async def graph(server: Server, arguments: list[Any]) -> Any:
    """[], [uri] or [uri, {depth?, tag?}] to `{root, tags, nodes, edges}`: with `depth` around that file, else of its vault."""
    depth, tag = _wanted(arguments[1:])
    found = vault_of(server, arguments[:1])
    if found is None:
        return None
    folder, path = found
    await server.session.indexed()
    vault = folder.vault
    if depth is None:
        work = feature("commands.graph", "whole")(vault, tag)
    elif path in vault.files:
        work = feature("commands.graph", "around")(vault, path, depth)
    else:
        return None
    return await _in_slices(encoded(server.encoder(folder, vault), await _in_slices(work)))


def _wanted(options: list[Any]) -> tuple[int | None, str | None]:
    if not options:
        return None, None
    if len(options) > 1 or not isinstance(options[0], Mapping):
        raise Invalid("the arguments must be the URI of a file of the vault and an object")
    depth, tag = options[0].get("depth"), options[0].get("tag")
    if depth is not None and (type(depth) is not int or depth < 1):
        raise Invalid("`depth` must be an integer from 1 on")
    if tag is not None and not isinstance(tag, str):
        raise Invalid("`tag` must be a string")
    return depth, tag


async def _in_slices(work: Generator[None, None, T]) -> T:
    until = time.perf_counter() + SLICE
    while True:
        try:
            next(work)
        except StopIteration as done:
            found: T = done.value
            return found
        if time.perf_counter() > until:
            await asyncio.sleep(0)
            until = time.perf_counter() + SLICE
