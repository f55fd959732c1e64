"""A graph as JSON: paths and tags once, all else numbers."""

from __future__ import annotations

from collections.abc import Generator

from vaultls.features.commands.graph import Graph, Node
from vaultls.lsp.encode.encoder import Encoder, Json, Raw, to_json

_ROWS = 500
"""Nodes or edges that are written in one go."""


def graph(encoder: Encoder, found: Graph) -> Generator[None, None, Raw]:
    """The answer, written part by part."""
    nodes, edges = [], []
    for i in range(0, len(found.nodes), _ROWS):
        nodes.append(to_json([_node(node) for node in found.nodes[i : i + _ROWS]])[1:-1])
        yield
    for i in range(0, len(found.edges), 3 * _ROWS):
        edges.append(",".join(map(str, found.edges[i : i + 3 * _ROWS])))
        yield
    return Raw(
        f'{{"root":{to_json(encoder.uri(""))},"tags":{to_json(found.tags)},'
        f'"nodes":[{",".join(nodes)}],"edges":[{",".join(edges)}]}}'
    )


def _node(node: Node) -> Json:
    if node.kind == "unresolved":
        return {"name": node.name, "in": node.in_}
    if node.kind == "attachment":
        return {"attachment": node.name, "in": node.in_}
    return {"note": node.name, "in": node.in_, "out": node.out, **({"tags": node.tags} if node.tags else {})}
