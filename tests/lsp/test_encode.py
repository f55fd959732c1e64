"""Every shape that we write is the protocol's: lsprotocol's own converter takes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from lsprotocol import types
from lsprotocol.converters import get_converter

from vaultls.config import Config
from vaultls.features.answer import (
    Call,
    CallItem,
    Changes,
    CompletionItem,
    CompletionKind,
    Completions,
    Diagnostic,
    DocumentLink,
    Edit,
    Folding,
    Highlight,
    Hint,
    Hover,
    Lens,
    Place,
    Related,
    Symbol,
    Target,
    Token,
    WorkspaceSymbol,
)
from vaultls.host.folder import Folder
from vaultls.host.session import Session
from vaultls.host.worker import Workers
from vaultls.lsp.client import Client
from vaultls.lsp.encode import completions as proposals
from vaultls.lsp.encode import edits as changed
from vaultls.lsp.encode import hierarchy, shown, structure, tokens
from vaultls.lsp.encode import symbols as outlines
from vaultls.lsp.encode.encoder import Encoder, Raw
from vaultls.syntax.parse import parse
from vaultls.text.span import Span
from vaultls.vault.vault import Vault

TEXT = "# Ä \U0001f600 x\n\n[[b]] text\n"
A, B = Place("a ä.md", Span(4, 5)), Place("b.md", Span(0, 3))
PICTURE = Place("x y.png", Span(0, 0))
ALL = Client(
    definition_links=True, document_changes=True, symbol_tree=True, label_details=True, related=True, tags=True
)

converter = get_converter()


def encoder(client: Client, root: Path) -> Encoder:
    vault = Vault.of(["x y.png"], [parse("a ä.md", TEXT), parse("b.md", "# B\n")], Config())
    session, folder = Session(Workers()), Folder(str(root), Config(), [], None)
    session.folders = [folder]
    session.open("key", "client:/a%20%C3%A4.md", str(root / "a ä.md"), "", TEXT, 7)
    [document] = session.documents.values()
    document.folder, document.path = folder, "a ä.md"
    folder.open("a ä.md", TEXT, 7)
    return Encoder(session, client, folder, vault)


def structured(json_: Any, type_: Any) -> Any:
    plain = json.loads(json_) if isinstance(json_, Raw) else json.loads(json.dumps(json_))
    return converter.structure(plain, type_)


@pytest.mark.parametrize("client", [ALL, Client()])
def test_shapes(client: Client, tmp_path: Path) -> None:
    out = encoder(client, tmp_path)
    lines = out.lines("a ä.md")
    assert lines is not None
    span = Span(8, 13)
    locations = structured(out.locations([A, B, PICTURE]), list[types.Location])
    assert [x.uri for x in locations] == [
        "client:/a%20%C3%A4.md",
        (tmp_path / "b.md").as_uri(),
        (tmp_path / "x y.png").as_uri(),
    ]
    assert locations[0].range == types.Range(types.Position(0, 4), types.Position(0, 6))
    assert structured(out.location(A), types.Location) == locations[0]
    kind = types.LocationLink if client.definition_links else types.Location
    [target] = structured(out.targets([Target(span, B, Span(0, 4))], lines), list[kind])  # type: ignore[valid-type]
    assert (target.target_uri if client.definition_links else target.uri) == (tmp_path / "b.md").as_uri()
    hover = structured(shown.hover(out, Hover("**x**", span), lines), types.Hover)
    assert hover.contents.value == "**x**"
    item = CompletionItem("B", "note", "b]]", "b", "folder", {"path": "b.md"})
    others = [
        CompletionItem("x", kind, "x", "x", "", None, ((Span(4, 4), " ^id"),)) for kind in get_args(CompletionKind)
    ]
    completions = structured(
        proposals.completions(out, Completions(span, (item, *others)), lines, 0), types.CompletionList
    )
    assert completions.items[0].text_edit.new_text == "b]]"
    assert completions.items[0].additional_text_edits is None
    [additional] = completions.items[1].additional_text_edits
    assert (additional.new_text, additional.range.start) == (" ^id", types.Position(0, 4))
    related = (Related(B, "here"),)
    found = Diagnostic(span, "empty-section", "information", "Nothing here", True, related, {"a": [1]})
    diagnostic = structured(shown.diagnostic(out, found, lines), types.Diagnostic)
    assert (list(diagnostic.tags or ()) == [types.DiagnosticTag.Unnecessary]) is client.tags
    assert bool(diagnostic.related_information) is client.related
    edits = [Edit("a ä.md", Span(4, 5), 'q"\U0001f600'), Edit("b.md", Span(2, 3), "C"), Edit("a ä.md", span, "")]
    edit = structured(changed.workspace_edit(out, Changes(tuple(edits))), types.WorkspaceEdit)
    if client.document_changes:
        assert [(d.text_document.version, len(d.edits)) for d in edit.document_changes] == [(7, 2), (None, 1)]
        assert edit.document_changes[0].edits[0].new_text == 'q"\U0001f600'
    else:
        assert [len(e) for e in edit.changes.values()] == [2, 1]
    tree = Symbol("One", "", Span(0, 20), Span(2, 5), (Symbol("", "x", Span(8, 20), Span(8, 9)),))
    kind = types.DocumentSymbol if client.symbol_tree else types.SymbolInformation
    symbols = structured(outlines.symbols(out, [tree], "a ä.md", lines), list[kind])  # type: ignore[valid-type]
    assert len(symbols) == (1 if client.symbol_tree else 2)
    structured(outlines.workspace_symbols(out, [WorkspaceSymbol("t", "tag", "", B)]), list[types.WorkspaceSymbol])
    lenses = structured(
        shown.lenses(out, [Lens(span, "2 links"), Lens(span, "next", "nextEmptySection")], "b.md", lines),
        list[types.CodeLens],
    )
    assert [x.command.command for x in lenses] == ["", "vaultls.nextEmptySection"]
    assert lenses[1].command.arguments[0] == (tmp_path / "b.md").as_uri()


def test_document_links(tmp_path: Path) -> None:
    links = [DocumentLink(Span(4, 5), "b.md", 0, "b"), DocumentLink(Span(8, 13), "a ä.md", 9, "x")]
    links.append(DocumentLink(Span(8, 13), "x y.png", None, "y"))
    for client in (Client(link_tooltips=True), Client()):
        out = encoder(client, tmp_path)
        found = structured(shown.document_links(out, links, out.lines("a ä.md")), list[types.DocumentLink])
        targets = [(tmp_path / "b.md").as_uri() + "#L1", "client:/a%20%C3%A4.md#L3", (tmp_path / "x y.png").as_uri()]
        assert [link.target for link in found] == targets
        assert [link.tooltip for link in found] == (["b", "x", "y"] if client.link_tooltips else [None] * 3)
    assert found[0].range == types.Range(types.Position(0, 4), types.Position(0, 6))


def test_highlights(tmp_path: Path) -> None:
    found = [Highlight(Span(4, 5), "write"), Highlight(Span(8, 13), "read"), Highlight(Span(8, 9), "text")]
    out = encoder(ALL, tmp_path)
    shaped = structured(shown.highlights(out, found, out.lines("a ä.md")), list[types.DocumentHighlight])
    kind = types.DocumentHighlightKind
    assert [highlight.kind for highlight in shaped] == [kind.Write, kind.Read, kind.Text]
    assert shaped[0].range == types.Range(types.Position(0, 4), types.Position(0, 6))


def test_foldings(tmp_path: Path) -> None:
    lines = encoder(ALL, tmp_path).lines("a ä.md")
    assert lines is not None
    found = structure.foldings([Folding(Span(0, 20), False), Folding(Span(9, 19), True)], lines)
    assert structured(found, list[types.FoldingRange]) == [
        types.FoldingRange(0, 3),
        types.FoldingRange(2, 2, kind=types.FoldingRangeKind.Comment),
    ]


@pytest.mark.parametrize(("encoding", "length"), [("utf-8", 7), ("utf-16", 4), ("utf-32", 3)])
def test_tokens(encoding: Any, length: int, tmp_path: Path) -> None:
    lines = encoder(ALL, tmp_path).lines("a ä.md")
    found = [Token(Span(2, 5), "class"), Token(Span(6, 7), "comment", "abstract"), Token(Span(9, 10), "string")]
    data = structured(tokens.tokens(found, lines, encoding), types.SemanticTokens).data
    types_ = tokens.LEGEND["tokenTypes"]
    assert {*types_} <= {t.value for t in types.SemanticTokenTypes}
    assert {*tokens.LEGEND["tokenModifiers"]} <= {m.value for m in types.SemanticTokenModifiers}
    abstract = 1 << tokens.LEGEND["tokenModifiers"].index("abstract")
    assert [*data] == [
        *(0, 2, length, types_.index("class"), 0),
        *(0, length + 1, 1, types_.index("comment"), abstract),
        *(2, 0, 1, types_.index("string"), 0),
    ]


def test_call_hierarchy(tmp_path: Path) -> None:
    out = encoder(ALL, tmp_path)
    section = CallItem("x", "a", "a ä.md", Span(0, 20), Span(4, 5), {"heading": "x", "nth": 0})
    note = CallItem("b", "", "b.md", Span(0, 4), Span(2, 3), {"heading": None})
    picture = CallItem("x y.png", "", "x y.png", Span(0, 0), Span(0, 0), {"heading": None})
    items = [structured(hierarchy.item(out, item), types.CallHierarchyItem) for item in (section, note, picture)]
    assert [item.kind for item in items] == [types.SymbolKind.String, types.SymbolKind.File, types.SymbolKind.File]
    assert items[0].data == {"heading": "x", "nth": 0}
    assert items[0].selection_range == types.Range(types.Position(0, 4), types.Position(0, 6))
    call = Call(section, (Span(4, 5),))
    [incoming] = structured(hierarchy.incoming(out, [call]), list[types.CallHierarchyIncomingCall])
    assert (incoming.from_, [*incoming.from_ranges]) == (items[0], [items[0].selection_range])
    [outgoing] = structured(
        hierarchy.outgoing(out, [call._replace(item=note)], out.lines("a ä.md")), list[types.CallHierarchyOutgoingCall]
    )
    assert (outgoing.to, [*outgoing.from_ranges]) == (items[1], [items[0].selection_range])


def test_hints(tmp_path: Path) -> None:
    out = encoder(ALL, tmp_path)
    found = structured(shown.hints(out, [Hint(5, "12 words")], out.lines("a ä.md")), list[types.InlayHint])
    assert found == [types.InlayHint(types.Position(0, 6), "12 words", padding_left=True)]


def test_selection(tmp_path: Path) -> None:
    out = encoder(ALL, tmp_path)
    lines = out.lines("a ä.md")
    assert lines is not None
    inner, outer = (types.Range(types.Position(0, n), types.Position(0, 6)) for n in (4, 2))
    found = structured(structure.selection(out, [Span(4, 5), Span(2, 5)], lines), types.SelectionRange)
    assert found == types.SelectionRange(inner, types.SelectionRange(outer))


def test_backlink_lenses(tmp_path: Path) -> None:
    lens = Lens(Span(0, 5), "2 backlinks", "showBacklinks", at=4)
    out = encoder(ALL, tmp_path)
    [shaped] = structured(shown.lenses(out, [lens], "a ä.md", out.lines("a ä.md")), list[types.CodeLens])
    assert shaped.command.command == "vaultls.showBacklinks"
    assert [*shaped.command.arguments] == ["client:/a%20%C3%A4.md", {"line": 0, "character": 4}]
    out = encoder(Client(commands=frozenset([shown.SHOW_REFERENCES])), tmp_path)
    [plain] = shown.lenses(out, [lens], "a ä.md", out.lines("a ä.md"))
    assert structured(plain, types.CodeLens).command is None
    resolved = structured(shown.backlink_lens(out, plain, [A, B]), types.CodeLens)
    assert (resolved.range, resolved.command.title) == (shaped.range, "2 backlinks")
    uri, position, locations = resolved.command.arguments
    assert (resolved.command.command, uri, position) == ("vaultls.showReferences", *shaped.command.arguments)
    assert structured(locations, list[types.Location]) == structured(out.locations([A, B]), list[types.Location])


def test_a_diagnostic_links_to_its_page_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Diagnostic(Span(8, 13), "empty-section", "information", "Nothing here")
    out = encoder(Client(code_descriptions=True), tmp_path)
    lines = out.lines("a ä.md")
    assert lines is not None
    monkeypatch.setattr(shown, "DOCUMENTATION", "https://example.org/docs")
    diagnostic = structured(shown.diagnostic(out, found, lines), types.Diagnostic)
    assert diagnostic.code_description.href == "https://example.org/docs/diagnostics.md#empty-section"
    assert "codeDescription" not in shown.diagnostic(encoder(Client(), tmp_path), found, lines)
    monkeypatch.setattr(shown, "DOCUMENTATION", "")
    assert "codeDescription" not in shown.diagnostic(out, found, lines)


def test_capabilities() -> None:
    from vaultls.lsp.routes import capabilities

    announced = structured(capabilities(), types.ServerCapabilities)
    assert announced.text_document_sync.change == types.TextDocumentSyncKind.Incremental
    assert announced.diagnostic_provider.inter_file_dependencies
