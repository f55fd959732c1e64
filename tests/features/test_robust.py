"""No text makes a feature raise that editors ask at each keystroke, and its answers stay in the text."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syntax.documents import documents
from vaultls.features.call_hierarchy import incoming, outgoing, prepare
from vaultls.features.code_lens import code_lenses
from vaultls.features.commands.show_backlinks import show_backlinks
from vaultls.features.commands.unlinked_mentions import mentions_in, names_of
from vaultls.features.document_highlights import document_highlights
from vaultls.features.document_links import document_links
from vaultls.features.folding_ranges import folding_ranges
from vaultls.features.inlay_hints import inlay_hints
from vaultls.features.selection_ranges import selection_ranges
from vaultls.features.semantic_tokens import semantic_tokens
from vaultls.syntax.parse import parse
from vaultls.text.span import Span
from vaultls.vault.vault import Vault

LINES = [
    "[[text]] [[text#two]] ![[text#^id]] [[#three|x]] [[^id]] [[text#two#x]]",
    "[t](text.md#two) ![i](<text.md>) [text][a] [a][] [a] [a ![b](text.md) #c](text.md)",
    "> [!note]- Title #tag",
    "word[^n] ^[inline [[text]]] and #a/b",
    "`TAGS:` #x",
    "---",
    "aliases: [text, 'a b']",
    'author: "[[text]]"',
    "| [[text\\|x]] | #t |",
    "| - | - |",
    "😀 [[text|😀]] e\u0301 ^id2",
    "[[",
    "]]",
    "[^n]:",
]
texts = st.builds(
    lambda document, lines, at: document[:at] + "\n".join(lines) + document[at:],
    documents,
    st.lists(st.sampled_from(LINES), max_size=6),
    st.integers(0, 200),
)


@settings(max_examples=300, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(texts, st.integers(0, 300))
def test_any_text(text: str, at: int) -> None:
    offset = min(at, len(text))
    whole = Span(0, len(text))
    other = "# two\n[[a]] [[a#two]] [t](a.md#two) text ^id\n"
    vault = Vault.of(["i.png"], [parse("a.md", text), parse("text.md", other)])
    note = vault.notes["a.md"]
    spans = [token.span for token in semantic_tokens(vault, note)]
    spans += [link.span for link in document_links(vault, note)]
    spans += [highlight.span for highlight in document_highlights(vault, note, offset)]
    spans += [lens.span for lens in code_lenses(vault, note)]
    spans += [folding.span for folding in folding_ranges(text)]
    spans += [Span(hint.at, hint.at) for hint in inlay_hints(vault, note, whole, {"a.md": text, "text.md": other}.get)]
    [chain] = selection_ranges(note, text, [offset])
    spans += chain
    spans += [place.span for place in show_backlinks(vault, note, offset) if place.path == "a.md"]
    names = names_of(vault, vault.notes["text.md"])
    assert names is not None
    spans += [place.span for place in mentions_in(names, note, text)]
    item = prepare(vault, note, offset)
    if item is not None:
        for calls in (incoming(vault, item.path, item.data), outgoing(vault, item.path, item.data)):
            assert calls is not None
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
