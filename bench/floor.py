"""A pygls server that answers constants: the least that a server on that library costs. Its arguments: links, and notes of an edit."""

import sys

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

LINKS, NOTES = int(sys.argv[1]), int(sys.argv[2])
SPAN = lsp.Range(lsp.Position(1, 2), lsp.Position(1, 9))
EDIT = [lsp.TextEdit(SPAN, "x")]


def locations(n: int) -> list[lsp.Location]:
    return [lsp.Location(f"file:///vault/{i}.md", SPAN) for i in range(n)]


def item(name: str) -> lsp.CompletionItem:
    return lsp.CompletionItem(
        name, kind=lsp.CompletionItemKind.File, sort_text=name, text_edit=lsp.TextEdit(SPAN, name)
    )


def note(i: int) -> lsp.TextDocumentEdit:
    return lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(f"file:///vault/{i}.md"), EDIT)


server = LanguageServer("floor", "1")
server.feature("textDocument/definition")(lambda _: locations(1))
server.feature("textDocument/hover")(lambda _: lsp.Hover("x" * 1500, SPAN))
server.feature("textDocument/completion")(lambda _: lsp.CompletionList(True, [item(f"Note {i}") for i in range(50)]))
server.feature("textDocument/references")(lambda _: locations(LINKS))
server.feature("textDocument/rename")(lambda _: lsp.WorkspaceEdit(document_changes=[note(i) for i in range(NOTES)]))
server.feature("workspace/symbol")(lambda _: [])
server.start_io()
