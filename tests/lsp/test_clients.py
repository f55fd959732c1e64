"""A whole session as VS Code, Neovim and Emacs would have it: with the capabilities that they really announce.

pytest-lsp's client structures every answer as the protocol's own types and warns where one goes beyond what the client
announced; warnings are errors here.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import register_lsp_features

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds to wait for what must come."""

EDITORS = ["visual-studio-code", "neovim", "emacs"]
NOTES = {
    "a.md": "---\naliases: [Ay]\ntags: [t, other]\n---\n# A 😀\n😀 text [[b#Second half]] #t and [[nowhere]]\n\n## Empty\n## Written\nWords.\n",
    "b.md": "# B\n## First half\nText.\n## Second half\nThe body of it. #t/nested\n\n[[a]]\n",
    "sub/c.md": "# C\n[[b]] #T\n[[Made elsewhere]]\n",
}


class Session(LanguageClient):
    """What the tests ask of a client beyond pytest-lsp's: the texts that it shows, and what the server registered."""

    def begin(self, root: Path) -> None:
        self.root = root
        self.texts: dict[str, str] = {}
        self.registered: dict[str, Any] = {}
        self.versions: dict[str, int] = {}

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def open(self, path: str) -> str:
        uri = self.uri(path)
        self.texts[uri], self.versions[uri] = NOTES[path], 1
        document = types.TextDocumentItem(uri, "markdown", 1, NOTES[path])
        self.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return uri

    def type(self, uri: str, text: str) -> types.Position:
        """Text at the end of a note; the position behind it."""
        before = self.texts[uri]
        self.texts[uri] += text
        self.versions[uri] += 1
        place = self.position(before, len(before))
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.versions[uri], uri),
                [types.TextDocumentContentChangePartial(types.Range(place, place), text)],
            )
        )
        return self.position(self.texts[uri], len(self.texts[uri]))

    # Positions in the encoding that the server chose

    def units(self, text: str) -> int:
        encoding = self.encoding
        return (
            len(text)
            if encoding == "utf-32"
            else len(text.encode(encoding + "-le" * (encoding == "utf-16"))) // (2 if encoding == "utf-16" else 1)
        )

    def position(self, text: str, offset: int) -> types.Position:
        before = text[:offset].split("\n")
        return types.Position(len(before) - 1, self.units(before[-1]))

    def offset(self, text: str, position: types.Position) -> int:
        lines = text.split("\n")
        line = lines[position.line]
        column = next(i for i in range(len(line) + 1) if self.units(line[:i]) == position.character)
        return sum(len(row) + 1 for row in lines[: position.line]) + column

    def text(self, location: types.Location) -> str:
        text = self.texts.get(location.uri) or NOTES[location.uri.removeprefix(self.root.as_uri() + "/")]
        start, end = (self.offset(text, p) for p in (location.range.start, location.range.end))
        return text[start:end]

    def at(self, path: str, needle: str) -> dict[str, Any]:
        """The place of a text in a note, as requests name it."""
        text = NOTES[path]
        return {
            "text_document": types.TextDocumentIdentifier(self.uri(path)),
            "position": self.position(text, text.index(needle)),
        }

    def apply(self, edits: Iterable[types.TextEdit], text: str) -> str:
        for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
            start, end = self.offset(text, edit.range.start), self.offset(text, edit.range.end)
            text = text[:start] + edit.new_text + text[end:]
        return text

    async def until(self, condition: Callable[[], T]) -> T:
        end = time.monotonic() + PATIENCE
        while not (value := condition()):
            assert time.monotonic() < end, "it never came true"
            await asyncio.sleep(0.01)
        return value

    async def problems(self, uri: str, *codes: str) -> list[types.Diagnostic]:
        """The diagnostics of a note, pushed or pulled, as soon as they have exactly these codes."""
        found: list[types.Diagnostic] | None = None
        end = time.monotonic() + PATIENCE
        while found is None or sorted(str(d.code) for d in found) != sorted(codes):
            assert time.monotonic() < end, found
            await asyncio.sleep(0.01)
            if self.pulls:
                document = types.TextDocumentIdentifier(uri)
                report = await self.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
                assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
                found = [*report.items]
            else:
                found = [*self.diagnostics[uri]] if uri in self.diagnostics else None
        assert not (self.pulls and self.diagnostics), "who pulls is not pushed to"
        return found


def make_session() -> Session:
    client = Session(converter_factory=default_converter)
    register_lsp_features(client)

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        client.registered.update({r.method: r.register_options for r in params.registrations})

    def refresh(_params: None) -> None:
        pass

    for method in (
        types.WORKSPACE_CODE_LENS_REFRESH,
        types.WORKSPACE_INLAY_HINT_REFRESH,
        types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
    ):
        client.feature(method)(refresh)

    return client


@pytest_lsp.fixture(
    config=ClientServerConfig([sys.executable, "-m", "vaultls", "serve"], client_factory=make_session), params=EDITORS
)
async def client(lsp: LanguageClient, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[None]:
    assert isinstance(lsp, Session)
    lsp.begin(tmp_path)
    for path, text in NOTES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    lsp.can = client_capabilities(request.param)
    folder = types.WorkspaceFolder(tmp_path.as_uri(), "notes")
    params = types.InitializeParams(lsp.can, workspace_folders=[folder], root_uri=tmp_path.as_uri())
    lsp.server = (await lsp.initialize_session(params)).capabilities
    lsp.encoding = types.PositionEncodingKind(lsp.server.position_encoding).value
    again = lsp.can.workspace.diagnostics
    lsp.pulls = lsp.can.text_document.diagnostic is not None and again is not None and bool(again.refresh_support)
    yield
    await lsp.shutdown_session()
    assert lsp.error is None


@pytest.mark.asyncio
async def test_what_is_announced(client: Session) -> None:
    prepares = bool(client.can.text_document.rename.prepare_support)
    assert client.server.rename_provider == (types.RenameOptions(prepare_provider=True) if prepares else True)
    assert (client.server.diagnostic_provider is not None) == client.pulls
    offered = client.can.general.position_encodings or [types.PositionEncodingKind.Utf16]
    assert client.server.position_encoding == offered[0]
    watching = client.can.workspace.did_change_watched_files
    if watching.dynamic_registration:
        await client.until(lambda: "workspace/didChangeWatchedFiles" in client.registered)
    configuration = client.can.workspace.did_change_configuration
    if configuration and configuration.dynamic_registration:
        await client.until(lambda: "workspace/didChangeConfiguration" in client.registered)
    assert set(client.registered) <= {"workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"}


@pytest.mark.asyncio
async def test_diagnostics(client: Session) -> None:
    uri = client.open("a.md")
    found = await client.problems(uri, "empty-section", "unresolved-link")
    by_code = {str(d.code): d for d in found}
    empty, link = by_code["empty-section"], by_code["unresolved-link"]
    assert client.text(types.Location(uri, empty.range)) == "Empty"
    assert "nowhere" in client.text(types.Location(uri, link.range))
    assert [*empty.tags] == [types.DiagnosticTag.Unnecessary]
    assert {empty.source, link.source} == {"vaultls"}
    if not client.pulls:
        client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        await client.until(lambda: not client.diagnostics[uri])


@pytest.mark.asyncio
async def test_completion(client: Session) -> None:
    uri = client.open("a.md")
    await client.problems(uri, "empty-section", "unresolved-link")
    place = client.type(uri, "\n😀 [[b#Second h")
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), place)
    answer = await client.text_document_completion_async(params)
    assert isinstance(answer, types.CompletionList)
    [item] = [i for i in answer.items if i.label.strip() == "Second half"]
    assert isinstance(item.text_edit, types.TextEdit)
    assert client.apply([item.text_edit], client.texts[uri]).endswith("\n😀 [[b#Second half]]")
    assert str(item.filter_text).startswith("b#Second h")
    resolved = await client.completion_item_resolve_async(item)
    documentation = resolved.documentation
    formats = client.can.text_document.completion.completion_item.documentation_format
    assert isinstance(documentation, types.MarkupContent if formats else str)
    assert "The body of it." in (documentation if isinstance(documentation, str) else documentation.value)


@pytest.mark.asyncio
async def test_completion_that_gives_a_block_an_id(client: Session) -> None:
    uri = client.open("a.md")
    await client.problems(uri, "empty-section", "unresolved-link")
    place = client.type(uri, "\n\n😀 A new thought.\n\n[[^^new th")
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), place)
    answer = await client.text_document_completion_async(params)
    assert isinstance(answer, types.CompletionList)
    [item] = answer.items
    assert isinstance(item.text_edit, types.TextEdit)
    [additional] = item.additional_text_edits or ()
    after = client.apply([item.text_edit, additional], client.texts[uri])
    id_ = additional.new_text.strip(" ^")
    assert after.endswith(f"\n\n😀 A new thought. ^{id_}\n\n[[#^{id_}]]")


@pytest.mark.asyncio
async def test_places(client: Session) -> None:
    uri = client.open("a.md")
    await client.problems(uri, "empty-section", "unresolved-link")

    link = client.at("a.md", "b#Second")
    targets = await client.text_document_definition_async(types.DefinitionParams(**link))
    assert isinstance(targets, (list, tuple))
    [target] = targets
    if client.can.text_document.definition.link_support:
        assert isinstance(target, types.LocationLink)
        assert client.text(types.Location(uri, target.origin_selection_range)) == "[[b#Second half]]"
        assert target.target_uri == client.uri("b.md")
        assert "Second half" in client.text(types.Location(target.target_uri, target.target_selection_range))
    else:
        assert isinstance(target, types.Location)
        assert "Second half" in client.text(target)

    hover = await client.text_document_hover_async(types.HoverParams(**link))
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.kind in client.can.text_document.hover.content_format
    assert "The body of it." in hover.contents.value

    context = types.ReferenceContext(include_declaration=False)
    for part, links in {"b#Sec": ["[[b#Second half]]", "[[b]]"], "Second half": ["[[b#Second half]]"]}.items():
        params = types.ReferenceParams(context=context, **client.at("a.md", part))
        references = await client.text_document_references_async(params)
        assert [client.text(r) for r in references] == links
    tag = client.at("a.md", "t and")
    references = await client.text_document_references_async(types.ReferenceParams(context=context, **tag))
    assert {r.uri for r in references} == {client.uri(path) for path in NOTES}

    document = types.TextDocumentIdentifier(uri)
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert client.can.text_document.document_symbol.hierarchical_document_symbol_support
    [top] = symbols
    assert isinstance(top, types.DocumentSymbol)
    assert (top.name, [c.name for c in top.children]) == ("A 😀", ["Empty", "Written"])

    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("second half"))
    assert ("Second half", client.uri("b.md")) in {(s.name, s.location.uri) for s in found}


@pytest.mark.asyncio
async def test_lens_and_command(client: Session) -> None:
    uri = client.open("a.md")
    await client.problems(uri, "empty-section", "unresolved-link")
    lenses = await client.text_document_code_lens_async(types.CodeLensParams(types.TextDocumentIdentifier(uri)))
    by_title = {lens.command.title: lens for lens in lenses}
    backlinks = by_title["1 backlink"].command
    params = types.ExecuteCommandParams(backlinks.command, backlinks.arguments)
    [found] = await client.workspace_execute_command_async(params)
    assert client.text(client.protocol._converter.structure(found, types.Location)) == "[[a]]"
    lens = by_title["1 of 2 sections written"]
    assert lens.command.command in client.server.execute_command_provider.commands
    params = types.ExecuteCommandParams(lens.command.command, lens.command.arguments)
    answer = await client.workspace_execute_command_async(params)
    place = types.Location(answer["uri"], client.protocol._converter.structure(answer["range"], types.Range))
    assert (place.uri, client.text(place)) == (uri, "Empty")
    shows = client.can.window.show_document
    assert [shown.uri for shown in client.shown_documents] == ([uri] if shows and shows.support else [])


@pytest.mark.asyncio
async def test_a_missing_note_is_created(client: Session) -> None:
    uri = client.open("a.md")
    problems = await client.problems(uri, "empty-section", "unresolved-link")
    place = client.position(NOTES["a.md"], NOTES["a.md"].index("nowhere"))
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(uri), types.Range(place, place), types.CodeActionContext(problems)
    )
    found = await client.text_document_code_action_async(params)
    creating = [a for a in found if a.title == "Create the note “nowhere”"]
    if types.ResourceOperationKind.Create not in (client.can.workspace.workspace_edit.resource_operations or ()):
        assert all(isinstance(a, types.CodeAction) and a.disabled is not None for a in creating)
        return
    [action] = creating
    assert isinstance(action, types.CodeAction)
    assert [d.code for d in action.diagnostics] == ["unresolved-link"]
    if action.edit is None:
        action = await client.code_action_resolve_async(action)
    [create] = action.edit.document_changes
    assert isinstance(create, types.CreateFile)
    assert create.uri == client.uri("nowhere.md")


@pytest.mark.asyncio
async def test_a_tag_is_renamed_everywhere(client: Session) -> None:
    uri = client.open("a.md")
    client.open("b.md")
    await client.problems(uri, "empty-section", "unresolved-link")
    tag = client.at("a.md", "t and")
    if client.can.text_document.rename.prepare_support:
        prepared = await client.text_document_prepare_rename_async(types.PrepareRenameParams(**tag))
        assert isinstance(prepared, types.PrepareRenamePlaceholder)
        assert prepared.placeholder == "t"
        assert client.text(types.Location(uri, prepared.range)).lstrip("#") == "t"
        nothing = types.PrepareRenameParams(**client.at("a.md", "Words."))
        with pytest.raises(JsonRpcException, match="nothing to rename"):
            await client.text_document_prepare_rename_async(nothing)
    edit = await client.text_document_rename_async(types.RenameParams(new_name="topic", **tag))
    support = client.can.workspace.workspace_edit
    if support.document_changes:
        assert edit.changes is None
        assert all(isinstance(change, types.TextDocumentEdit) for change in edit.document_changes)
        versions = {change.text_document.uri: change.text_document.version for change in edit.document_changes}
        assert versions == {client.uri(path): 1 if path != "sub/c.md" else None for path in NOTES}
        edits = {change.text_document.uri: change.edits for change in edit.document_changes}
    else:
        assert edit.document_changes is None
        edits = edit.changes
    got = {path: client.apply(edits[client.uri(path)], text) for path, text in NOTES.items()}
    assert got == {
        path: re.sub(r"#t\b", "#topic", text, flags=re.I).replace("tags: [t,", "tags: [topic,")
        for path, text in NOTES.items()
    }


@pytest.mark.asyncio
async def test_a_note_made_elsewhere_is_found(client: Session) -> None:
    uri = client.open("sub/c.md")
    await client.problems(uri, "unresolved-link")
    new = client.root / "Made elsewhere.md"
    new.write_text("# Made elsewhere\nHere.\n", encoding="utf-8")
    if client.can.workspace.did_change_watched_files.dynamic_registration:
        await client.until(lambda: "workspace/didChangeWatchedFiles" in client.registered)
        event = types.FileEvent(new.as_uri(), types.FileChangeType.Created)
        client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await client.problems(uri)
    params = types.DefinitionParams(**client.at("sub/c.md", "Made"))
    [target] = await client.text_document_definition_async(params)
    assert getattr(target, "target_uri", None) == new.as_uri()
