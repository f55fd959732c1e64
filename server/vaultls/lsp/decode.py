"""Reading requests: plain JSON to places in notes. What is malformed raises `Invalid`; what is unknown is None."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from vaultls.host.folder import Folder
from vaultls.lsp import uris
from vaultls.syntax.note import Note
from vaultls.text.lines import Lines
from vaultls.text.span import Span
from vaultls.vault.vault import Vault

if TYPE_CHECKING:
    from vaultls.host.session import Session
    from vaultls.lsp.client import Client

Json = Mapping[str, Any]


class Invalid(Exception):
    """The parameters are not what the protocol says; the message names the part."""


def mapping(params: Any, name: str) -> Json:
    """`params[name]`, which must be an object."""
    value = params.get(name) if isinstance(params, Mapping) else None
    if not isinstance(value, Mapping):
        raise Invalid(f"`{name}` must be an object")
    return value


def string(params: Any, name: str) -> str:
    """`params[name]`, which must be a string."""
    value = params.get(name) if isinstance(params, Mapping) else None
    if not isinstance(value, str):
        raise Invalid(f"`{name}` must be a string")
    return value


def items(params: Any, name: str) -> list[Any]:
    """`params[name]`, which must be an array."""
    value = params.get(name) if isinstance(params, Mapping) else None
    if not isinstance(value, list):
        raise Invalid(f"`{name}` must be an array")
    return value


def position(value: Any) -> tuple[int, int]:
    """A line and a column. Negative ones count as 0, so that they are clamped as those past the end are."""
    if isinstance(value, Mapping):
        line, character = value.get("line"), value.get("character")
        if type(line) is int and type(character) is int:
            return max(0, line), max(0, character)
    raise Invalid("a position must have the integers `line` and `character`")


def span(value: Any, lines: Lines, client: Client) -> Span:
    """A range in the note of these lines."""
    if not isinstance(value, Mapping):
        raise Invalid("a range must have the positions `start` and `end`")
    start, end = (lines.offset(*position(value.get(part)), client.encoding) for part in ("start", "end"))
    return Span(start, max(start, end))


def uri(params: Any) -> str:
    """The URI of `params.textDocument`."""
    return string(mapping(params, "textDocument"), "uri")


class Place(NamedTuple):
    """Where a request asks: a note in a snapshot and, where it has a position, an offset in it."""

    folder: Folder
    vault: Vault
    note: Note
    offset: int


def find(session: Session, uri_: str) -> tuple[Folder, str] | None:
    """The vault and vault path of a document, open or not; None where there can be none."""
    document = session.documents.get(uris.key(uri_))
    if document is not None:
        return document.folder, document.path
    file = uris.to_file(uri_)
    return None if file is None else session.home(file)


def note(session: Session, params: Any) -> Place | None:
    """The note of `params.textDocument` as it is now; None where it is unknown."""
    found = find(session, uri(params))
    if found is None:
        return None
    folder, path = found
    vault = folder.vault
    facts = vault.notes.get(path)
    return None if facts is None else Place(folder, vault, facts, 0)


def place(session: Session, client: Client, params: Any) -> Place | None:
    """The place of `params.textDocument` and `params.position`; None where the note is unknown."""
    line, column = position(params.get("position"))
    at = note(session, params)
    return None if at is None else at._replace(offset=at.note.lines.offset(line, column, client.encoding))
