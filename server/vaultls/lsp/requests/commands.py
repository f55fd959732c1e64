"""Commands: each takes [uri, position, ...] and returns its Location or WorkspaceEdit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from vaultls.features.answer import Place
from vaultls.lsp import decode
from vaultls.lsp.decode import Invalid, string
from vaultls.lsp.encode.actions import APPLY
from vaultls.lsp.encode.shown import PREFIX
from vaultls.lsp.feature import feature
from vaultls.lsp.requests import actions, edit_commands, graph, links, lists, mentions, new_notes
from vaultls.lsp.waiting import when_names_read
from vaultls.vault.links import names_of

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


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
    """[uri, position] to the Location of the next empty section, or null."""
    at = _place(server, arguments)
    if at is None:
        return None
    next_empty: Callable[..., Place | None] = feature("commands.next_empty_section", "next_empty_section")

    def find(at: decode.Place) -> Any:
        return _go(server, at, next_empty(at.vault, at.note, at.offset))

    found = next_empty(at.vault, at.note, at.offset)
    if found is not None and found.path == at.note.path:
        return _go(server, at, found)
    # Which of the other notes is the next isn't known before all are read.
    return when_names_read(server, at.folder, (), lambda: _place(server, arguments), find)


def _go(server: Server, at: decode.Place, found: Place | None) -> Any:
    """The Location of a place, shown where the client can; null for none."""
    if found is None:
        return None
    location = server.encoder(at.folder, at.vault).location(found)
    if server.client.show_document:
        server.ask("window/showDocument", {"uri": location["uri"], "takeFocus": True, "selection": location["range"]})
    return location


def _show_backlinks(server: Server, arguments: list[Any]) -> Any:
    """[uri, position] to the Locations of the links to the heading there, or else to the note."""

    def list_(at: decode.Place) -> Any:
        found = feature("commands.show_backlinks", "show_backlinks")(at.vault, at.note, at.offset)
        return server.encoder(at.folder, at.vault).locations(found)

    at = _place(server, arguments)
    if at is None:
        return None
    return when_names_read(
        server, at.folder, names_of(at.vault, at.note.path), lambda: _place(server, arguments), list_
    )


def _unlinked_mentions(server: Server, arguments: list[Any]) -> Any:
    """[uri, position] to the Locations where other notes say the note's name without a link."""
    return mentions.unlinked_mentions(server, lambda: _place(server, arguments))


def _place(server: Server, arguments: list[Any]) -> decode.Place | None:
    """The place of [uri, position] or [{textDocument, position}]; None where the note is unknown."""
    if len(arguments) == 1 and isinstance(arguments[0], Mapping):
        place = arguments[0]
    elif len(arguments) >= 2 and isinstance(arguments[0], str):
        place = {"textDocument": {"uri": arguments[0]}, "position": arguments[1]}
    else:
        raise Invalid("the arguments must be a URI and a position")
    return decode.place(server.session, server.client, place)


COMMANDS = {
    APPLY: actions.apply_action,
    PREFIX + "renameNote": edit_commands.rename_note,
    PREFIX + "updateLinks": edit_commands.update_links,
    PREFIX + "newNote": new_notes.new_note,
    PREFIX + "dailyNote": new_notes.daily_note,
    PREFIX + "nextEmptySection": _next_empty_section,
    PREFIX + "showBacklinks": _show_backlinks,
    PREFIX + "unlinkedMentions": _unlinked_mentions,
    PREFIX + "tags": lists.tags,
    PREFIX + "progress": lists.progress,
    PREFIX + "graph": graph.graph,
    PREFIX + "linkTo": links.link_to,
}
