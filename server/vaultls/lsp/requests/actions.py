"""Code actions: found at a place, their edits made when they are chosen (LSP 3.17, "Code Action Request" and "Code Action Resolve Request")."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from vaultls.features.answer import Action, Changes, Refusal
from vaultls.host.folder import Folder
from vaultls.lsp import decode
from vaultls.lsp.decode import Invalid
from vaultls.lsp.encode import actions as encode
from vaultls.lsp.encode.encoder import Encoder, Raw
from vaultls.lsp.feature import feature
from vaultls.lsp.publish import ACROSS
from vaultls.lsp.requests.edit_commands import apply
from vaultls.lsp.requests.editing import answer
from vaultls.lsp.waiting import when_all_read
from vaultls.text.span import Span

if TYPE_CHECKING:
    from vaultls.features.actions import Asked
    from vaultls.lsp.language_server import Server

MOST = 25
"""Problems in one selection that get quick fixes."""


class _Question(NamedTuple):
    encoder: Encoder
    asked: Asked
    kinds: tuple[str, ...]  # none: all
    theirs: list[Any]  # diagnostics


def code_action(server: Server, params: Any) -> Any:
    """While the vault is read no edit is made: each must know all links. Most clients fetch it when it is chosen; the others wait."""
    question = _question(server, params)
    if question is None:
        return None
    encoder, asked, kinds, theirs = question
    if encoder.folder.scanning and server.client.action_literals and not server.client.action_resolve:
        return when_all_read(server, encoder.folder, lambda: code_action(server, params))
    offers = feature("actions", "actions")(asked, kinds)
    about = [{"source": "vaultls", "code": d.get("code"), "range": d.get("range")} for d in theirs if _is_ours(d)]
    again = {"textDocument": params["textDocument"], "range": params["range"], "context": {"diagnostics": about}}
    return encode.actions(encoder, asked, offers, again, theirs)


def code_action_resolve(server: Server, params: Any) -> Any:
    data = params.get("data")
    if not isinstance(data, Mapping):
        return params
    if (folder := _being_read(server, data)) is not None:
        return when_all_read(server, folder, lambda: code_action_resolve(server, params))
    question, action = _again(server, data, params.get("title"))
    return {**params, "edit": json.loads(_edit(server, question, action))}


def apply_action(server: Server, arguments: list[Any]) -> Any:
    """What a Command in place of a code action holds, to its edit."""
    if len(arguments) != 1 or not isinstance(arguments[0], Mapping):
        raise Invalid("the argument must be that of a code action")
    if (folder := _being_read(server, arguments[0])) is not None:
        return when_all_read(server, folder, lambda: apply_action(server, arguments))
    question, action = _again(server, arguments[0], arguments[0].get("title"))
    return apply(server, action.title, _edit(server, question, action))


def _being_read(server: Server, data: Any) -> Folder | None:
    """The vault that an action is about, while its notes are read."""
    found = decode.find(server.session, decode.uri(data))
    return found[0] if found is not None and found[0].scanning else None


def _edit(server: Server, question: _Question, action: Action) -> Raw:
    changes: Changes = feature("actions", "changes_of")(question.asked, action)
    return answer(server, question.encoder, changes)


def _again(server: Server, data: Any, title: Any) -> tuple[_Question, Action]:
    """The action that was offered, in the note as it is now. Raises `Refusal` where it is gone."""
    question = _question(server, data)
    if question is not None:
        action = feature("actions", "action")(question.asked, data.get("name"), title, data.get("nth"))
        if action is not None:
            return question, action
    raise Refusal("The note has changed; ask again")


def _question(server: Server, params: Any) -> _Question | None:
    span = decode.mapping(params, "range")
    first = decode.place(server.session, server.client, {**params, "position": span.get("start")})
    last = decode.place(server.session, server.client, {**params, "position": span.get("end")})
    if first is None or last is None:
        return None
    at, ends = first, sorted((first.offset, last.offset))
    context = params.get("context")
    context = context if isinstance(context, Mapping) else {}
    kinds, theirs = context.get("only"), context.get("diagnostics")
    wanted = tuple(kind for kind in kinds if isinstance(kind, str)) if isinstance(kinds, list) else ()
    theirs = theirs if isinstance(theirs, list) else []
    encoder = server.encoder(at.folder, at.vault)
    problems = feature("diagnostics", "diagnose")(at.vault, at.note) if _needs_problems(wanted) else ()
    problems = tuple(p for p in problems if not (at.folder.scanning and p.code in ACROSS))
    found = feature("actions", "Asked")(
        at.vault, at.note, Span(*ends), at.folder.text, datetime.now().astimezone(), problems
    )
    here = feature("actions", "problems_at")(at.note, problems, found.span)
    here = encode.solved(encoder, found, here, theirs)[:MOST]
    return _Question(encoder, found._replace(here=here), wanted, theirs)


def _needs_problems(kinds: tuple[str, ...]) -> bool:
    """Whether an action of these kinds may solve a problem."""
    return not kinds or any(kind.split(".")[0] in ("quickfix", "source", "") for kind in kinds)


def _is_ours(diagnostic: Any) -> bool:
    return isinstance(diagnostic, Mapping) and diagnostic.get("source") == "vaultls"
