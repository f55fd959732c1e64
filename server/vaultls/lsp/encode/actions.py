"""Code actions as CodeActions, or as Commands for a client that knows nothing else (LSP 3.17, "Code Action Request")."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from vaultls.features.answer import Diagnostic, Refusal
from vaultls.lsp.encode.edits import workspace_edit
from vaultls.lsp.encode.encoder import Encoder, Json
from vaultls.lsp.encode.shown import PREFIX, diagnostic
from vaultls.lsp.feature import feature

if TYPE_CHECKING:
    from vaultls.features.actions import Asked, Offer

APPLY = PREFIX + "applyAction"
"""Does an action: for clients that take no edits with it."""


def actions(encoder: Encoder, asked: Asked, offers: Iterable[Offer], again: Json, theirs: list[Any]) -> list[Json]:
    """What the client's menu shows. `again`: the place, for whoever wants the edit; `theirs`: the diagnostics that the client asks about."""
    found = []
    for offer in offers:
        one = _action(encoder, asked, offer, {**again, "name": offer.name, "nth": offer.nth}, theirs)
        if one is not None:
            found.append(one)
    return found


def _action(encoder: Encoder, asked: Asked, offer: Offer, data: Json, theirs: list[Any]) -> Json | None:
    client, action = encoder.client, offer.action
    unable = action.unable
    if action.creates and "create" not in client.resource_operations:
        unable = "This editor can't create files for a language server"
    if not client.action_literals:
        if unable:
            return None
        return {"title": action.title, "command": APPLY, "arguments": [{**data, "title": action.title}]}
    one: dict[str, Json] = {"title": action.title, "kind": action.kind}
    if action.solves:
        one["diagnostics"] = [
            _theirs(theirs, shown := diagnostic(encoder, d, asked.note.lines)) or shown for d in action.solves
        ]
    if action.preferred and client.action_preferred:
        one["isPreferred"] = True
    if not unable and (callable(action.changes) or encoder.folder.scanning) and client.action_resolve:
        return {**one, "data": data}
    if not unable:
        try:
            return {**one, "edit": json.loads(workspace_edit(encoder, feature("actions", "changes_of")(asked, action)))}
        except Refusal as refusal:
            unable = str(refusal)
    return {**one, "disabled": {"reason": unable}} if client.action_disabled else None


def _theirs(theirs: list[Any], ours: Json) -> Json | None:
    """The client's own form of a diagnostic: what it sent itself it knows again."""
    return next((t for t in theirs if is_same(t, ours)), None)


def is_same(theirs: Any, ours: Json) -> bool:
    """Whether a diagnostic that the client asks about is this one of ours."""
    return isinstance(theirs, Mapping) and theirs.get("code") == ours["code"] and theirs.get("range") == ours["range"]


def solved(
    encoder: Encoder, asked: Asked, touched: tuple[Diagnostic, ...], theirs: list[Any]
) -> tuple[Diagnostic, ...]:
    """Of the problems that the selection touches those that the client asks about, all where it asks about none of ours.

    Where it touches none, those that the client asks about anyhow: some send what is on the line.
    """
    wanted = [t for t in theirs if isinstance(t, Mapping) and t.get("source") == "vaultls"]
    if not wanted:
        return touched
    codes = {t.get("code") for t in wanted}
    same = tuple(p for p in touched if p.code in codes)
    for some in (same, () if touched else asked.problems):
        exact = tuple(p for p in some if any(is_same(t, _plain(encoder, asked, p)) for t in wanted))
        if exact:
            return exact
    return same  # the text may have changed since they were sent


def _plain(encoder: Encoder, asked: Asked, problem: Diagnostic) -> Json:
    return {"code": problem.code, "range": encoder.range(asked.note.lines, problem.span)}
