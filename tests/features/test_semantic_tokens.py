"""What is coloured: each picture shows the tokens with their type and modifier."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from support.picture import check_drawn, picture
from support.steps import check_linear
from support.vaults import demo, generated
from vaultls.features.answer import Place, Token
from vaultls.features.semantic_tokens import semantic_tokens
from vaultls.syntax.parse import parse
from vaultls.text.span import Span
from vaultls.vault.vault import Vault

REST = "-- b.md --\n# One\ntext ^id\n"

CASES = {
    "the parts of a wikilink": "see [[b#One|shown]] and ![[ b ]]\n      ^ class               ^ class\n        ^^^ function\n            ^^^^^ string\n",
    "blanks around the parts": "[[ b # One | shown ]]\n   ^ class  ^^^^^^^ string\n       ^^^ function\n",
    "what is not there": "[[no#One]] [[b#No]] [[b#^no]] [[b#^ID]]\n  ^^ class abstract   ^ class   ^ class\n     ^^^ function abstract        ^^^ enumMember\n             ^ class    ^^^ enumMember abstract\n               ^^ function abstract\n",
    "Markdown links": "[text](b.md#one) ![p](<b.md>) [x](no.md)\n ^^^^ string       ^ string    ^ string\n       ^^^^ class      ^^^^ class\n            ^^^ function          ^^^^^ class abstract\n",
    "a link in a link": "[a ![alt](b.md) #tag b](b.md)\n ^^^^ string  ^^ string\n     ^^^ string     ^^ string\n        ^^ string       ^^^^ class\n          ^^^^ class\n                ^^^^ decorator\n",
    "references": "[text][r] [r][] [r]\n       ^ class   ^ class\n           ^ class\n\n[r]: b.md\n",
    "own heading": "[[#Here]] [x](#here)\n   ^^^^ function\n           ^ string\n               ^^^^ function\n\n# Here\n",
    "tags and properties": '---\ntags: [x, y/z]\n^^^^ property\n       ^ decorator\n          ^^^ decorator\nauthor: "[[b]]"\n^^^^^^ property\n           ^ class\n---\ntext #tag/deep and #x\n     ^^^^^^^^^ decorator\n                   ^^ decorator\n',
    "blocks": "text ^id1\n     ^^^^ enumMember declaration\n\n- item ^id2\n       ^^^^ enumMember declaration\n",
    "callouts": "> [!note]- Title\n    ^^^^ keyword\n> > [!Custom type] #x\n      ^^^^^^^^^^^ keyword\n                   ^^ decorator\n",
    "footnotes": "text[^1] ^[inline [[b]]]\n    ^^^^ parameter  ^ class\n\n[^1]: text [[b]]\n^^^^ parameter declaration\n             ^ class\n",
    "labels": "`TAGS:`  #book\n^^^^^^^ property\n         ^^^^^ decorator\nLINKS: [[b]]\n^^^^^^ property\n         ^ class\n`A:` x\n^^^^ property\n",
    "comments": "a %% one %% b <!-- two -->\n  ^^^^^^^^^ comment\n              ^^^^^^^^^^^^ comment\n\n%%\n^^ comment\nlines [[b]]\n^^^^^^^^^^^ comment\n\nmore\n^^^^ comment\n%%\n^^ comment\n",
    "code": "`[[b]] #no ^no`\n",
    "a table": "| a |\n| - |\n| [[b\\|t]] |\n    ^ class\n       ^ string\n",
}


def named(tokens: list[Token]) -> list[tuple[str, Place]]:
    return [(f"{t.type} {t.modifier}".strip(), Place("a.md", t.span)) for t in tokens]


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_semantic_tokens(source: str, newline: str) -> None:
    p = picture(f"-- a.md --\n{source}{REST}", newline)
    check_drawn(p, named(semantic_tokens(p.vault, p.note)))


def test_a_range_has_what_touches_it() -> None:
    text = "[[b]] #one\n%%\na\nb\n%%\n[[b]]\n"
    note = parse("a.md", text)
    vault = Vault.of([], [note])
    everything = semantic_tokens(vault, note)
    for start in range(len(text)):
        for end in range(start, len(text)):
            found = semantic_tokens(vault, note, Span(start, end))
            touching = [t for t in everything if t.span.start < end and start < t.span.end]
            assert [t for t in found if t.span.start < end and start < t.span.end] == touching
            assert set(found) <= set(everything)


def test_whole_vaults() -> None:
    """In order, apart, each on one line and not empty."""
    for texts in (demo(), generated(6)):
        vault = texts.vault()
        for note in vault.notes.values():
            found = semantic_tokens(vault, note)
            assert all(a.span.end <= b.span.start for a, b in pairwise(found)), note.path
            for token in found:
                said = texts[note.path][slice(*token.span)]
                assert said
                assert not set(said) & set("\r\n")


def test_linear() -> None:
    def run(n: int) -> Callable[[], list[Token]]:
        text = "".join(f"[[#H {i}]] #t [t ![i](b.md)](#h-{i}) %%c%%\n\n# H {i} ^id{i}\n" for i in range(n))
        note = parse("a.md", text)
        vault = Vault.of([], [note])
        return lambda: semantic_tokens(vault, note)

    assert len(run(10)()) > 80
    check_linear(run, 200)
