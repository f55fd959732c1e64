"""Changes to notes and files as a WorkspaceEdit (LSP 3.17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vaultls.features.answer import Changes, Edit, Refusal
from vaultls.lsp.encode.encoder import Encoder, Raw, to_json


def workspace_edit(encoder: Encoder, changes: Changes) -> Raw:
    """The changes with the versions that they were made for where the client takes versions.

    Raises `Refusal` where the client can't make or move files and the changes do: half of them would break links.
    """
    client = encoder.client
    _check(encoder, changes)
    doubts: dict[str, str] = {}  # why -> id of its annotation
    if client.annotations and (client.document_changes or changes.moves or changes.creates):
        doubts = {why: f"doubt{i}" for i, why in enumerate(dict.fromkeys(e.doubt for e in changes.edits if e.doubt))}
    written = _edits(encoder, changes.edits, doubts)
    files = bool(changes.creates or changes.moves)  # what only `documentChanges` can say; Neovim takes it unannounced
    if not client.document_changes and not files:
        found = (f"{encoder.uri_json(path)}:[{','.join(some)}]" for path, some in written.items())
        return Raw(f'{{"changes":{{{",".join(found)}}}}}')
    parts = []
    for path, text in changes.creates:
        uri = encoder.uri_json(path)
        parts.append(f'{{"kind":"create","uri":{uri}}}')
        if text:
            new = f'{{"range":{{"start":{{"line":0,"character":0}},"end":{{"line":0,"character":0}}}},"newText":{to_json(text)}}}'
            parts.append(f'{{"textDocument":{{"uri":{uri},"version":null}},"edits":[{new}]}}')
    for path, some in written.items():
        buffer = encoder.folder.buffers.get(path)
        version = "null" if buffer is None else to_json(buffer.version)
        document = f'{{"uri":{encoder.uri_json(path)},"version":{version}}}'
        parts.append(f'{{"textDocument":{document},"edits":[{",".join(some)}]}}')
    for old, new in changes.moves:
        parts.append(f'{{"kind":"rename","oldUri":{encoder.uri_json(old)},"newUri":{encoder.uri_json(new)}}}')
    answer = f'"documentChanges":[{",".join(parts)}]'
    if doubts:
        notes = (f'{to_json(id_)}:{{"label":{to_json(why)},"needsConfirmation":true}}' for why, id_ in doubts.items())
        answer += f',"changeAnnotations":{{{",".join(notes)}}}'
    return Raw(f"{{{answer}}}")


def without_moves(changes: Changes) -> Changes:
    """The edits alone, for a client that moves the files itself."""
    return replace(changes, moves=(), creates=())


def _check(encoder: Encoder, changes: Changes) -> None:
    able = encoder.client.resource_operations
    if changes.creates and "create" not in able:
        raise Refusal(f"This editor can't create files for a language server. Create {changes.creates[0].path} first.")
    if changes.moves and "rename" not in able:
        old, new = changes.moves[0]
        raise Refusal(
            f'This editor can\'t move files for a language server. Run `vaultls move "{old}" "{new}" --write` in the vault instead.'
        )


def _edits(encoder: Encoder, edits: Sequence[Edit], doubts: dict[str, str]) -> dict[str, list[str]]:
    """TextEdits as JSON, by note. Written as text at once: that is many times as fast as dictionaries first."""
    by_path: dict[str, list[str]] = {}
    ends: dict[tuple[str, str], str] = {}  # one rename writes few different texts
    path: str | None = None
    some = list[str]()
    for (where, _, new, doubt), span in zip(edits, encoder.ranges(edits), strict=True):
        if where != path:
            path, some = where, by_path.setdefault(where, [])
        end = ends.get((new, doubt))
        if end is None:
            why = f',"annotationId":{to_json(doubts[doubt])}' if doubt in doubts else ""
            end = ends[new, doubt] = f',"newText":{to_json(new)}{why}}}'
        some.append(f'{{"range":{span}{end}')
    return by_path
