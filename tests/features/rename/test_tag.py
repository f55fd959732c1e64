"""Renaming a tag: the vault before and after. Every picture is also renamed back where the new name was free."""

import pytest

from support.picture import check_edits, picture
from vaultls.features.answer import Edit, Refusal
from vaultls.features.rename import prepare, rename
from vaultls.syntax.note import Note
from vaultls.text.edit import apply_edits
from vaultls.vault.vault import Vault


def renamed(vault: Vault, note: Note, offset: int, name: str) -> list[Edit]:
    changes = rename(vault, note, offset, name, lambda _: None)
    assert not changes.creates
    assert not changes.moves
    return list(changes.edits)


CASES = {
    "text": (
        "-- a.md --\n#book<|> and #book.\n-- b.md --\nx #book\n",
        "buch",
        "-- a.md --\n#buch and #buch.\n-- b.md --\nx #buch\n",
    ),
    "with a hash": ("-- a.md --\n#book<|>\n", "#buch", "-- a.md --\n#buch\n"),
    "nested follow": ("-- a.md --\n#a<|> #a/b #a/b/c #ab\n", "x", "-- a.md --\n#x #x/b #x/b/c #ab\n"),
    "from a nested one": ("-- a.md --\n#a #a/b<|> #a/b/c\n", "x/y", "-- a.md --\n#a #x/y #x/y/c\n"),
    "case variants": ("-- a.md --\n#book<|> #Book #BOOK/x\n", "buch", "-- a.md --\n#buch #buch #buch/x\n"),
    "one spelling": ("-- a.md --\n#book<|> #Book\n", "Book", "-- a.md --\n#Book #Book\n"),
    "YAML flow list": (
        "-- a.md --\n#book<|>\n-- b.md --\n---\ntags: [book, x]\n---\n",
        "buch",
        "-- a.md --\n#buch\n-- b.md --\n---\ntags: [buch, x]\n---\n",
    ),
    "YAML block list, quoted, with #": (
        "-- a.md --\n---\ntags:\n  - \"#book\"\n  - 'book/x'\n---\n#book<|>\n",
        "buch",
        "-- a.md --\n---\ntags:\n  - \"#buch\"\n  - 'buch/x'\n---\n#buch\n",
    ),
    "YAML string": (
        "-- a.md --\n---\ntags: a, book\n---\n#book<|>\n",
        "buch",
        "-- a.md --\n---\ntags: a, buch\n---\n#buch\n",
    ),
    "from YAML": ("-- a.md --\n---\ntag: bo<|>ok\n---\n#book\n", "buch", "-- a.md --\n---\ntag: buch\n---\n#buch\n"),
    "label line": ("-- a.md --\n`TAGS:`  #book<|> #x\n", "buch", "-- a.md --\n`TAGS:`  #buch #x\n"),
    "heading": ("-- a.md --\n# On #book<|>\n", "buch", "-- a.md --\n# On #buch\n"),
    "never in code, keys, comments": (
        "-- a.md --\n---\nbook: 1 # book\n---\n`#book` %%#book%% #book<|>\n",
        "buch",
        "-- a.md --\n---\nbook: 1 # book\n---\n`#book` %%#book%% #buch\n",
    ),
    "emoji before": ("-- a.md --\n😀 #book<|> 😀 #book\n", "buch", "-- a.md --\n😀 #buch 😀 #buch\n"),
    "merge in a flow list": (
        "-- a.md --\n---\ntags: [book, buch, x]\n---\n#book<|>\n",
        "buch",
        "-- a.md --\n---\ntags: [buch, x]\n---\n#buch\n",
    ),
    "merge, last in a flow list": (
        '-- a.md --\n---\ntags: [buch, "book"]\n---\n#book<|>\n',
        "buch",
        "-- a.md --\n---\ntags: [buch]\n---\n#buch\n",
    ),
    "merge in a block list": (
        "-- a.md --\n---\ntags:\n  - buch\n  - book\n---\n#book<|>\n",
        "buch",
        "-- a.md --\n---\ntags:\n  - buch\n---\n#buch\n",
    ),
    "merge in a string": (
        "-- a.md --\n---\ntags: book, buch\n---\n#book<|>\n",
        "buch",
        "-- a.md --\n---\ntags: buch\n---\n#buch\n",
    ),
    "merge on a label line": ("-- a.md --\n`TAGS:` #x #book<|> #buch\n", "buch", "-- a.md --\n`TAGS:` #x #buch\n"),
    "no merge in prose": ("-- a.md --\n#book<|> or #buch\n", "buch", "-- a.md --\n#buch or #buch\n"),
    "no merge of old variants": (
        "-- a.md --\n---\ntags: [book, Book]\n---\n#book<|>\n",
        "buch",
        "-- a.md --\n---\ntags: [buch, buch]\n---\n#buch\n",
    ),
    "into itself": ("-- a.md --\n#a<|> #a/b\n", "a/b", "-- a.md --\n#a/b #a/b/b\n"),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("before", "name", "after"), CASES.values(), ids=CASES)
def test_rename(before: str, name: str, after: str, newline: str) -> None:
    p = picture(before, newline)
    edits = renamed(p.vault, p.note, p.offset, name)
    if newline == "\n":
        check_edits(p, after, edits)
    files = {
        path: apply_edits(text, [(e.span, e.text) for e in edits if e.path == path]) for path, text in p.files.items()
    }
    assert files == picture(after, newline).files


def test_same_name_changes_nothing() -> None:
    p = picture("-- a.md --\n#book<|> #book/x\n")
    assert renamed(p.vault, p.note, p.offset, "book") in ([],) or all(
        e.text == "book" or e.text == "book/x" for e in renamed(p.vault, p.note, p.offset, "book")
    )


@pytest.mark.parametrize("name", ["", "  ", "#", "a b", "a,b", "42", "a#b", "a[b", "/a", "a//b", "a:b"])
def test_refused_names(name: str) -> None:
    p = picture("-- a.md --\n#book<|>\n")
    with pytest.raises(Refusal):
        renamed(p.vault, p.note, p.offset, name)


@pytest.mark.parametrize("source", ["-- a.md --\nte<|>xt\n", "-- a.md --\n`#a<|>`\n", "-- a.md --\n#4<|>2\n"])
def test_refused_places(source: str) -> None:
    p = picture(source)
    with pytest.raises(Refusal):
        prepare(p.vault, p.note, p.offset)


def test_prepare() -> None:
    p = picture("-- a.md --\n#a/b<|>\n")
    span, name = prepare(p.vault, p.note, p.offset)
    assert (p.files["a.md"][slice(*span)], name) == ("a/b", "a/b")


def test_a_file_that_is_no_utf8_is_left_alone() -> None:
    from dataclasses import replace

    from vaultls.syntax.note import Problem

    p = picture("-- a.md --\n#book<|>\n-- b.md --\n#book\n")
    broken = replace(p.vault.notes["b.md"], problems=(Problem("bad-encoding", 0, 1, ""),))
    assert {e.path for e in renamed(p.vault.updated(notes=[broken]), p.note, p.offset, "x")} == {"a.md"}
