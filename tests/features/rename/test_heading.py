"""Renaming headings: links by text, by chain and by slug follow; what would mislead a link is refused."""

from __future__ import annotations

import pytest

from support.picture import changed, check_changes, picture
from vaultls.features.answer import Refusal
from vaultls.features.rename import prepare, rename

CASES = {
    "from the heading": (
        "-- a.md --\n## Ol<|>d ##\n[[#Old]]\n-- b.md --\n[[a#Old]] ![[a#Old|Old]] [x](a.md#old) [y](a.md#Old)\n",
        "New one",
        "-- a.md --\n## New one ##\n[[#New one]]\n-- b.md --\n[[a#New one]] ![[a#New one|New one]] [x](a.md#new-one) [y](<a.md#New one>)\n",
    ),
    "from a link": (
        "-- a.md --\n## Old\n-- b.md --\n[[a#Ol<|>d]]\n",
        "New",
        "-- a.md --\n## New\n-- b.md --\n[[a#New]]\n",
    ),
    "typed with its marks": ("-- a.md --\n## Ol<|>d\n", "### New", "-- a.md --\n## New\n"),
    "setext": ("-- a.md --\nOl<|>d\n===\n[[#Old]]\n", "New", "-- a.md --\nNew\n===\n[[#New]]\n"),
    "in chains": (
        "-- a.md --\n# A<|>\n## B\n## C\n-- b.md --\n[[a#A#B]] [[a#A#C]] [[a#B]] [[a#a]]\n",
        "X",
        "-- a.md --\n# X\n## B\n## C\n-- b.md --\n[[a#X#B]] [[a#X#C]] [[a#B]] [[a#X]]\n",
    ),
    "a segment of a chain under the cursor": (
        "-- a.md --\n# A\n## B\n-- b.md --\n[[a#A<|>#B]]\n",
        "X",
        "-- a.md --\n# X\n## B\n-- b.md --\n[[a#X#B]]\n",
    ),
    "the second of two equal ones": (
        "-- a.md --\n# One\n## Notes\n# Two\n## Not<|>es\n-- b.md --\n[[a#Notes]] [[a#Two#Notes]] [x](a.md#notes-1)\n",
        "Else",
        "-- a.md --\n# One\n## Notes\n# Two\n## Else\n-- b.md --\n[[a#Notes]] [[a#Two#Else]] [x](a.md#else)\n",
    ),
    "the first of two equal ones": (
        "-- a.md --\n# One\n## Not<|>es\n# Two\n## Notes\n-- b.md --\n[[a#Notes]] [[a#Two#Notes]] [x](a.md#notes-1)\n",
        "Else",
        "-- a.md --\n# One\n## Else\n# Two\n## Notes\n-- b.md --\n[[a#Else]] [[a#Two#Notes]] [x](a.md#notes)\n",
    ),
    "one that becomes equal to a later one": (
        "-- a.md --\n# One\n## Ol<|>d\n# Two\n## Notes\n-- b.md --\n[[a#Notes]] [[a#Old]] [x](a.md#notes)\n",
        "Notes",
        "-- a.md --\n# One\n## Notes\n# Two\n## Notes\n-- b.md --\n[[a#Two#Notes]] [[a#Notes]] [x](a.md#notes-1)\n",
    ),
    "a block id stays": (
        "-- a.md --\n## Ol<|>d ^id\n[[#^id]] [[#Old]]\n",
        "New",
        "-- a.md --\n## New ^id\n[[#^id]] [[#New]]\n",
    ),
    "characters that a link can't hold": (
        "-- a.md --\n## Ol<|>d\n[[#Old|x]]\n",
        "C# [and] a|b: 100%",
        "-- a.md --\n## C# [and] a|b: 100%\n[[#C and a b 100%|x]]\n",
    ),
    "as whole as its author writes it": (
        "-- a.md --\n## A: o<|>ld\n[[#A: old]] [[#A old]]\n",
        "B: new",
        "-- a.md --\n## B: new\n[[#B: new]] [[#B new]]\n",
    ),
    "only its punctuation": (
        "-- a.md --\n## Ol<|>d\n[[#Old]] [[#old]]\n",
        "Old!",
        "-- a.md --\n## Old!\n[[#Old!]] [[#old]]\n",
    ),
    "percent-encoded": (
        "-- a.md --\n## Old te<|>xt\n-- b.md --\n[x](a.md#Old%20text) [y](a.md#old-text)\n",
        "Né w",
        "-- a.md --\n## Né w\n-- b.md --\n[x](a.md#N%C3%A9%20w) [y](a.md#né-w)\n",
    ),
    "a link in it": (
        "-- a.md --\n## On [[<|>#Old|it]]\n## Old\n[[#On it]]\n",
        "New",
        "-- a.md --\n## On [[#New|it]]\n## New\n[[#On it]]\n",
    ),
    "in properties and references": (
        '-- a.md --\n## Ol<|>d\n-- b.md --\n---\nsee: "[[a#Old]]"\n---\n[x]\n\n[x]: a.md#old\n',
        'The "New"',
        '-- a.md --\n## The "New"\n-- b.md --\n---\nsee: "[[a#The \\"New\\"]]"\n---\n[x]\n\n[x]: a.md#the-new\n',
    ),
    "by an alias": (
        "-- a.md --\n---\naliases: [N]\n---\n## Ol<|>d\n-- b.md --\n[[N#Old]]\n",
        "New",
        "-- a.md --\n---\naliases: [N]\n---\n## New\n-- b.md --\n[[N#New]]\n",
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("before", "name", "after"), CASES.values(), ids=CASES)
def test_rename(before: str, name: str, after: str, newline: str) -> None:
    p = picture(before, newline)
    changes = rename(p.vault, p.note, p.offset, name, p.read)
    assert changed(p.files, changes) == picture(after, newline).files


@pytest.mark.parametrize("name", ["", "##", "# ", "a\nb"])
def test_refused_texts(name: str) -> None:
    p = picture("-- a.md --\n## Ol<|>d\n")
    with pytest.raises(Refusal):
        rename(p.vault, p.note, p.offset, name, p.read)


@pytest.mark.parametrize("name", ["- x", "> x", "```", "    "])
def test_texts_that_would_be_something_else(name: str) -> None:
    p = picture("-- a.md --\nOl<|>d\n---\n")
    with pytest.raises(Refusal):
        rename(p.vault, p.note, p.offset, name, p.read)


def test_links_that_could_not_tell_two_apart() -> None:
    p = picture("-- a.md --\n## Ol<|>d\n## Notes\n[[#Notes]]\n")
    with pytest.raises(Refusal, match="Notes"):
        rename(p.vault, p.note, p.offset, "Notes", p.read)


def test_a_text_that_has_changed_on_the_disk() -> None:
    p = picture("-- a.md --\n## Ol<|>d\n")
    with pytest.raises(Refusal, match="changed"):
        rename(p.vault, p.note, p.offset, "New", lambda _: "other")


def test_prepare() -> None:
    p = picture("-- a.md --\n## Ol<|>d ^id\n")
    span, name = prepare(p.vault, p.note, p.offset)
    assert (p.files["a.md"][slice(*span)], name) == ("Old", "Old")
    p = picture("-- a.md --\n## The *old* one\n-- b.md --\n[[a#the o<|>ld one]]\n")
    span, name = prepare(p.vault, p.note, p.offset)
    assert (p.files["b.md"][slice(*span)], name) == ("the old one", "The *old* one")


def test_a_broken_subpath_renames_nothing() -> None:
    p = picture("-- a.md --\n[[b#No<|>ne]]\n-- b.md --\n# B\n")
    with pytest.raises(Refusal):
        rename(p.vault, p.note, p.offset, "X", p.read)


def test_an_open_note_is_what_the_editor_holds() -> None:
    p = picture("-- a.md --\n## Ol<|>d\n-- b.md --\n[[a#Old]]\n")
    check_changes(
        p, "-- a.md --\n## New\n-- b.md --\n[[a#New]]\n", rename(p.vault, p.note, p.offset, "New", p.files.get)
    )
