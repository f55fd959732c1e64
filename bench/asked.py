"""Every request that the server answers, as an editor asks it: of the note being typed in, 80 KB long, of the hub that most notes link to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.make_vault import HUB

if TYPE_CHECKING:
    from bench.session import Session

Params = Callable[["Session", int], Any]


class Asked(NamedTuple):
    """A request, what it is sent with the n-th time, and how often. `before`: a request that has made its parameter."""

    method: str
    params: Params
    times: int = 30
    before: tuple[str, Params] | None = None


def _link(s: Session, i: int) -> Any:
    return s.at(s.truth.links[i % len(s.truth.links)])


def _hub(s: Session, _: int) -> Any:
    return s.at(s.truth.hub[0])


def _tag(s: Session, _: int) -> Any:
    return s.at(s.truth.tag[0])


def _heading(s: Session, _: int) -> Any:
    return s.at(s.truth.heading)


def _long(s: Session, _: int) -> Any:
    """All of the long note."""
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": s.line, "character": 0}}
    context = {"diagnostics": [], "triggerKind": 1}
    return {"textDocument": {"uri": s.uri}, "range": whole, "context": context, "positions": [s.middle]}


def _window(s: Session, _: int) -> Any:
    """What an editor shows of it."""
    line = s.middle["line"]
    shown = {"start": {"line": line, "character": 0}, "end": {"line": line + 60, "character": 0}}
    return {"textDocument": {"uri": s.uri}, "range": shown}


def _typing(text: str) -> Params:
    return lambda s, i: s.type("x" * (i % 3) + text)


def _command(name: str, *arguments: Callable[[Session], Any]) -> Asked:
    return Asked(
        "workspace/executeCommand",
        lambda s, _: {"command": f"vaultls.{name}", "arguments": [argument(s) for argument in arguments]},
        10,
    )


def _uri(s: Session) -> Any:
    return s.uri


def _middle(s: Session) -> Any:
    return s.middle


def _moved(s: Session, _: int) -> Any:
    return {"files": [{"oldUri": s.place(s.truth.hub[0].names), "newUri": s.place("Moved/New name.md")}]}


def _first(s: Session, _: int) -> Any:
    """The first of what the request before has answered, or of its items."""
    found = s.answer["items"] if isinstance(s.answer, dict) else s.answer
    return found[0]


def _item(s: Session, i: int) -> Any:
    return {"item": _first(s, i)}


ASKED: dict[str, Asked] = {
    "definition": Asked("textDocument/definition", _link, 100),
    "declaration": Asked("textDocument/declaration", _link),
    "hover": Asked("textDocument/hover", _link, 100),
    "completion after [[abc": Asked("textDocument/completion", _typing("[[" + HUB[:3]), 100),
    "completion after #po": Asked("textDocument/completion", _typing(" #po"), 100),
    "completion after [[##abc": Asked("textDocument/completion", _typing("[[##fi")),
    "completion of a key": Asked("textDocument/completion", _typing("aut")),
    "completion item": Asked(
        "completionItem/resolve", _first, 30, ("textDocument/completion", _typing("[[" + HUB[:3]))
    ),
    "references of the hub": Asked("textDocument/references", _hub, 20),
    "references of a tag": Asked("textDocument/references", _tag, 20),
    "prepare a rename": Asked("textDocument/prepareRename", _heading),
    "rename of a tag": Asked("textDocument/rename", _tag, 20),
    "rename of the hub": Asked("textDocument/rename", _hub, 10),
    "rename of a heading": Asked("textDocument/rename", _heading, 20),
    "move of the hub": Asked("workspace/willRenameFiles", _moved, 10),
    "workspace symbols": Asked("workspace/symbol", lambda _s, _: {"query": HUB[:6]}, 50),
    "document symbols": Asked("textDocument/documentSymbol", _long),
    "code actions": Asked("textDocument/codeAction", _window),
    "code action": Asked("codeAction/resolve", _first, 10, ("textDocument/codeAction", _heading)),
    "code lenses": Asked("textDocument/codeLens", _long),
    "code lens": Asked("codeLens/resolve", _first, 30, ("textDocument/codeLens", _long)),
    "inlay hints": Asked("textDocument/inlayHint", _window),
    "semantic tokens": Asked("textDocument/semanticTokens/full", _long),
    "semantic tokens of a window": Asked("textDocument/semanticTokens/range", _window),
    "folding ranges": Asked("textDocument/foldingRange", _long),
    "selection ranges": Asked("textDocument/selectionRange", _long),
    "document highlights": Asked("textDocument/documentHighlight", _heading),
    "document links": Asked("textDocument/documentLink", _long),
    "call hierarchy": Asked("textDocument/prepareCallHierarchy", _hub),
    "incoming calls": Asked("callHierarchy/incomingCalls", _item, 10, ("textDocument/prepareCallHierarchy", _hub)),
    "outgoing calls": Asked("callHierarchy/outgoingCalls", _item, 10, ("textDocument/prepareCallHierarchy", _hub)),
    "pulled diagnostics": Asked("textDocument/diagnostic", _long),
    "pulled diagnostics of all": Asked("workspace/diagnostic", lambda _s, _: {"previousResultIds": []}, 3),
    "command: new name": _command("renameNote", lambda s: s.place(s.truth.hub[0].names), lambda _: "New name"),
    "command: links to a moved note": _command(
        "updateLinks", lambda s: s.place(s.truth.hub[0].names), lambda s: s.place("Moved/New name.md")
    ),
    "command: new note": _command("newNote", lambda _: "A new note"),
    "command: daily note": _command("dailyNote", lambda _: "today"),
    "command: next empty section": _command("nextEmptySection", _uri, _middle),
    "command: backlinks": _command("showBacklinks", _uri, _middle),
    "command: unlinked mentions": _command("unlinkedMentions", _uri, _middle),
    "command: tags": _command("tags", _uri),
    "command: progress": _command("progress", _uri),
    "command: link to a file": _command("linkTo", _uri, lambda s: s.place(s.truth.hub[0].names)),
    "command: graph": _command("graph", _uri),
    "command: graph around a note": _command("graph", _uri, lambda _: {"depth": 2}),
}
"""By name; the figures have these names as well."""
