"""Every method of the protocol that the server answers: its handler and what `initialize` announces for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from vaultls.features.answer import ActionKind
from vaultls.lsp import lifecycle, sync
from vaultls.lsp.encode.tokens import LEGEND
from vaultls.lsp.requests import (
    actions,
    commands,
    completion,
    diagnostics,
    editing,
    files,
    hierarchy,
    navigation,
    shown,
    structure,
)

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server

Handler = Callable[["Server", Any], Any]
"""Takes the server and the plain JSON parameters, returns plain JSON, `Raw` or a coroutine for either."""


class Route(NamedTuple):
    handler: Handler
    capability: Mapping[str, Any] = {}  # the part of ServerCapabilities that announces it


TRIGGERS = ["[", "#", "^", "/", "|", "(", "!", ":", " "]

_SYNC = {"textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}}}
_PULL = {"diagnosticProvider": {"identifier": "vaultls", "interFileDependencies": True, "workspaceDiagnostics": True}}
_ANY_FILE = {"filters": [{"scheme": "file", "pattern": {"glob": "**/*"}}]}  # attachments are linked to as well
_WORKSPACE = {
    "workspace": {
        "workspaceFolders": {"supported": True, "changeNotifications": True},
        "fileOperations": dict.fromkeys(("willRename", "didRename", "didCreate", "didDelete"), _ANY_FILE),
    }
}
_TOKENS = {"semanticTokensProvider": {"legend": LEGEND, "full": True, "range": True}}

ROUTES: Mapping[str, Route] = {
    "initialize": Route(lifecycle.initialize),
    "initialized": Route(lifecycle.initialized),
    "shutdown": Route(lifecycle.shutdown),
    "exit": Route(lifecycle.exit_),
    "$/setTrace": Route(lifecycle.ignored),
    "window/workDoneProgress/cancel": Route(lifecycle.cancel_progress),
    "workspace/didChangeConfiguration": Route(lifecycle.did_change_configuration),
    "workspace/didChangeWorkspaceFolders": Route(lifecycle.did_change_workspace_folders, _WORKSPACE),
    "workspace/didChangeWatchedFiles": Route(sync.did_change_watched_files),
    "textDocument/didOpen": Route(sync.did_open, _SYNC),
    "textDocument/didChange": Route(sync.did_change),
    "textDocument/didClose": Route(sync.did_close),
    "textDocument/didSave": Route(sync.did_save),
    "textDocument/definition": Route(navigation.definition, {"definitionProvider": True}),
    "textDocument/declaration": Route(navigation.definition, {"declarationProvider": True}),
    "textDocument/references": Route(navigation.references, {"referencesProvider": True}),
    "textDocument/hover": Route(navigation.hover, {"hoverProvider": True}),
    "textDocument/completion": Route(
        completion.completion, {"completionProvider": {"triggerCharacters": TRIGGERS, "resolveProvider": True}}
    ),
    "completionItem/resolve": Route(completion.completion_resolve),
    "textDocument/prepareRename": Route(editing.prepare_rename),
    "textDocument/rename": Route(editing.rename, {"renameProvider": {"prepareProvider": True}}),
    "textDocument/codeAction": Route(
        actions.code_action,
        {"codeActionProvider": {"codeActionKinds": [*get_args(ActionKind)], "resolveProvider": True}},
    ),
    "codeAction/resolve": Route(actions.code_action_resolve),
    "workspace/willRenameFiles": Route(files.will_rename_files),
    "workspace/didRenameFiles": Route(files.did_rename_files),
    "workspace/didCreateFiles": Route(files.did_create_files),
    "workspace/didDeleteFiles": Route(files.did_delete_files),
    "textDocument/documentSymbol": Route(navigation.document_symbol, {"documentSymbolProvider": True}),
    "workspace/symbol": Route(navigation.workspace_symbol, {"workspaceSymbolProvider": True}),
    "textDocument/prepareCallHierarchy": Route(hierarchy.prepare, {"callHierarchyProvider": True}),
    "callHierarchy/incomingCalls": Route(hierarchy.incoming_calls),
    "callHierarchy/outgoingCalls": Route(hierarchy.outgoing_calls),
    "textDocument/codeLens": Route(shown.code_lens, {"codeLensProvider": {"resolveProvider": True}}),
    "textDocument/semanticTokens/full": Route(structure.semantic_tokens, _TOKENS),
    "textDocument/semanticTokens/range": Route(structure.semantic_tokens),
    "textDocument/inlayHint": Route(shown.inlay_hint, {"inlayHintProvider": True}),
    "textDocument/selectionRange": Route(structure.selection_range, {"selectionRangeProvider": True}),
    "textDocument/foldingRange": Route(structure.folding_range, {"foldingRangeProvider": True}),
    "textDocument/documentHighlight": Route(shown.document_highlight, {"documentHighlightProvider": True}),
    "textDocument/documentLink": Route(shown.document_link, {"documentLinkProvider": {"resolveProvider": False}}),
    "codeLens/resolve": Route(shown.code_lens_resolve),
    "textDocument/diagnostic": Route(diagnostics.document_diagnostic, _PULL),
    "workspace/diagnostic": Route(diagnostics.workspace_diagnostic),
    "workspace/executeCommand": Route(
        commands.execute_command, {"executeCommandProvider": {"commands": [*commands.COMMANDS]}}
    ),
}


def capabilities() -> dict[str, Any]:
    """What all routes announce together."""
    found: dict[str, Any] = {}
    for route in ROUTES.values():
        found.update(route.capability)
    return found
