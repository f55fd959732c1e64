"""What the client at the other end can, read once from its capabilities (LSP 3.17, `ClientCapabilities`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vaultls.text.lines import Encoding


@dataclass(frozen=True, slots=True)
class Client:
    """The parts of the capabilities that change what we send."""

    encoding: Encoding = "utf-16"
    definition_links: bool = False
    document_changes: bool = False
    resource_operations: frozenset[str] = frozenset()  # of create, rename, delete
    annotations: bool = False
    apply_edit: bool = False
    symbol_tree: bool = False
    label_details: bool = False
    resolve: bool = True
    related: bool = False
    tags: bool = False
    code_descriptions: bool = False
    pulls: bool = False
    diagnostic_refresh: bool = False
    lens_refresh: bool = False
    hint_refresh: bool = False
    token_refresh: bool = False
    progress: bool = False
    show_document: bool = False
    configuration: bool = False
    watches: bool = False
    relative_patterns: bool = False
    configuration_registration: bool = False
    markdown_hover: bool = True
    documentation: str | None = None  # of a completion item: "markdown" or "plaintext"; None: a bare string
    prepare_rename: bool = False
    link_tooltips: bool = False
    foldings: int | None = None  # at most so many in one answer
    action_literals: bool = False
    action_preferred: bool = False
    action_disabled: bool = False
    action_resolve: bool = False  # the edit of a code action may come when it is chosen
    commands: frozenset[str] = frozenset()  # commands with a name of ours that the client itself has

    @classmethod
    def of(cls, capabilities: object) -> Client:
        """From what `initialize` carries; anything malformed counts as not announced."""

        def get(path: str) -> Any:
            at: Any = capabilities
            for part in path.split("."):
                if not isinstance(at, Mapping):
                    return None
                at = at.get(part)
            return at

        def can(path: str) -> bool:
            return get(path) is True

        encoding: Encoding = "utf-16"
        offered = get("general.positionEncodings")
        for name in offered if isinstance(offered, list) else ():
            if name in ("utf-8", "utf-16", "utf-32"):
                encoding = name
                break
        operations = get("workspace.workspaceEdit.resourceOperations")
        formats = get("textDocument.hover.contentFormat")
        documentation = get("textDocument.completion.completionItem.documentationFormat")
        kinds = documentation if isinstance(documentation, list) else []
        foldings = get("textDocument.foldingRange.rangeLimit")
        commands = get("experimental.commands.commands")  # as rust-analyzer has it
        refresh = can("workspace.diagnostics.refreshSupport") or can("workspace.diagnostic.refreshSupport")
        # Neovim 0.11 pulls, but can't be asked to again: it would never see what another note or a setting changes.
        pulls = refresh and isinstance(get("textDocument.diagnostic"), Mapping)
        related = "textDocument.diagnostic" if pulls else "textDocument.publishDiagnostics"
        return cls(
            encoding=encoding,
            definition_links=can("textDocument.definition.linkSupport"),
            document_changes=can("workspace.workspaceEdit.documentChanges"),
            resource_operations=frozenset(op for op in operations if isinstance(op, str))
            if isinstance(operations, list)
            else frozenset(),
            apply_edit=can("workspace.applyEdit"),
            annotations=isinstance(get("workspace.workspaceEdit.changeAnnotationSupport"), Mapping),
            symbol_tree=can("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport"),
            label_details=can("textDocument.completion.completionItem.labelDetailsSupport"),
            related=can(f"{related}.relatedInformation") or can("textDocument.publishDiagnostics.relatedInformation"),
            tags=bool(get(f"{related}.tagSupport") or get("textDocument.publishDiagnostics.tagSupport")),
            code_descriptions=can(f"{related}.codeDescriptionSupport")
            or can("textDocument.publishDiagnostics.codeDescriptionSupport"),
            pulls=pulls,
            diagnostic_refresh=refresh,
            lens_refresh=can("workspace.codeLens.refreshSupport"),
            hint_refresh=can("workspace.inlayHint.refreshSupport"),
            token_refresh=can("workspace.semanticTokens.refreshSupport"),
            progress=can("window.workDoneProgress"),
            show_document=can("window.showDocument.support"),
            configuration=can("workspace.configuration"),
            watches=can("workspace.didChangeWatchedFiles.dynamicRegistration"),
            relative_patterns=can("workspace.didChangeWatchedFiles.relativePatternSupport"),
            configuration_registration=can("workspace.didChangeConfiguration.dynamicRegistration"),
            markdown_hover=not isinstance(formats, list) or not formats or "markdown" in formats,
            documentation=next((kind for kind in ("markdown", "plaintext") if kind in kinds), None),
            prepare_rename=can("textDocument.rename.prepareSupport"),
            foldings=foldings if type(foldings) is int and foldings >= 0 else None,
            action_literals=isinstance(get("textDocument.codeAction.codeActionLiteralSupport"), Mapping),
            action_preferred=can("textDocument.codeAction.isPreferredSupport"),
            action_disabled=can("textDocument.codeAction.disabledSupport"),
            action_resolve=can("textDocument.codeAction.dataSupport")
            and "edit" in (get("textDocument.codeAction.resolveSupport.properties") or ()),
            link_tooltips=can("textDocument.documentLink.tooltipSupport"),
            commands=frozenset(c for c in commands if isinstance(c, str))
            if isinstance(commands, list)
            else frozenset(),
        )
