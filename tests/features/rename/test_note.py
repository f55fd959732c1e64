"""Renaming and moving notes: the vault before and after, and back again where the new name is free."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.picture import changed, check_changes, picture
from vaultls.config import Config
from vaultls.features.answer import Refusal
from vaultls.features.rename import prepare, rename
from vaultls.features.rename.note import moved
from vaultls.features.rename.note import rename as rename_file
from vaultls.syntax.parse import parse
from vaultls.vault.names import is_note
from vaultls.vault.vault import Vault

RENAMES = {
    "from a link": (
        "-- a.md --\nsee [[Ol<|>d]]\n-- Old.md --\ntext\n",
        "New",
        "-- a.md --\nsee [[New]]\n-- New.md --\ntext\n",
    ),
    "from its heading": (
        "-- a.md --\nsee [[Old]]\n-- Old.md --\n# Ol<|>d\n",
        "New",
        "-- a.md --\nsee [[New]]\n-- New.md --\n# New\n",
    ),
    "the heading follows, and links to it": (
        "-- a.md --\n[[Ol<|>d#Old]] [[Old#Old|Old]]\n-- Old.md --\n# Old\n[[#Old]]\n",
        "New",
        "-- a.md --\n[[New#New]] [[New#New|New]]\n-- New.md --\n# New\n[[#New]]\n",
    ),
    "a heading of another text stays": (
        "-- a.md --\n[[Ol<|>d]]\n-- Old.md --\n# Old times\n",
        "New",
        "-- a.md --\n[[New]]\n-- New.md --\n# Old times\n",
    ),
    "a display text that repeats the name": (
        "-- a.md --\n[[Ol<|>d|Old]] [[Old|old]] [[Old|the Old]] [Old](Old.md) [x](Old.md)\n-- Old.md --\n",
        "New",
        "-- a.md --\n[[New|New]] [[New|old]] [[New|the Old]] [New](New.md) [x](New.md)\n-- New.md --\n",
    ),
    "embeds, subpaths, blanks and suffix stay": (
        "-- a.md --\n![[Old]] [[ Ol<|>d ]] [[Old#^id]] [[Old.md]] [[Old#Part|x]]\n-- Old.md --\n## Part\ntext ^id\n",
        "New",
        "-- a.md --\n![[New]] [[ New ]] [[New#^id]] [[New.md]] [[New#Part|x]]\n-- New.md --\n## Part\ntext ^id\n",
    ),
    "in a table": (
        "-- a.md --\n| x |\n|---|\n| [[Ol<|>d\\|Old]] |\n-- Old.md --\n",
        "New",
        "-- a.md --\n| x |\n|---|\n| [[New\\|New]] |\n-- New.md --\n",
    ),
    "twice on a line, behind an emoji": (
        "-- a.md --\n😀 [[Ol<|>d]] and 😀 [[Old]]\n-- Old.md --\n",
        "New",
        "-- a.md --\n😀 [[New]] and 😀 [[New]]\n-- New.md --\n",
    ),
    "not in dead zones": (
        "-- a.md --\n[[Ol<|>d]] `[[Old]]` %%[[Old]]%% $[[Old]]$\n```\n[[Old]]\n```\n-- Old.md --\n",
        "New",
        "-- a.md --\n[[New]] `[[Old]]` %%[[Old]]%% $[[Old]]$\n```\n[[Old]]\n```\n-- New.md --\n",
    ),
    "in properties, quoted as before": (
        "-- a.md --\n---\nup: \"[[Ol<|>d]]\"\nto: ['[[Old|x]]']\n---\n-- Old.md --\n",
        'It\'s "New"',
        '-- a.md --\n---\nup: "[[It\'s \\"New\\"]]"\nto: [\'[[It\'\'s "New"|x]]\']\n---\n-- It\'s "New".md --\n',
    ),
    "names with regex characters": (
        "-- a.md --\n[[O.l+(d<|>)]]\n-- O.l+(d).md --\n",
        "N.e*w+$ & 'é' 100%",
        "-- a.md --\n[[N.e*w+$ & 'é' 100%]]\n-- N.e*w+$ & 'é' 100%.md --\n",
    ),
    "a prefix of another name": (
        "-- a.md --\n[[note<|>]] [[note-extended]] [[note extended]]\n-- note.md --\n-- note-extended.md --\n-- note extended.md --\n",
        "N",
        "-- a.md --\n[[N]] [[note-extended]] [[note extended]]\n-- N.md --\n-- note-extended.md --\n-- note extended.md --\n",
    ),
    "a folder of the same name": (
        "-- a.md --\n[[Ol<|>d]] [[Old/x]]\n-- Old.md --\n-- Old/x.md --\n",
        "New",
        "-- a.md --\n[[New]] [[Old/x]]\n-- New.md --\n-- Old/x.md --\n",
    ),
    "paths stay paths": (
        "-- d/a.md --\n[[d/Ol<|>d]] [[./Old]] [[/d/Old]] [[Old]]\n-- d/Old.md --\n",
        "New",
        "-- d/a.md --\n[[d/New]] [[./New]] [[/d/New]] [[New]]\n-- d/New.md --\n",
    ),
    "to another folder by a path": (
        "-- a.md --\n[[d/Ol<|>d]] [[Old]]\n-- d/Old.md --\n",
        "e/New.md",
        "-- a.md --\n[[e/New]] [[New]]\n-- e/New.md --\n",
    ),
    "the author's letter case of a folder": (
        "-- a.md --\n[[people/Ol<|>d]]\n-- People/Old.md --\n",
        "New",
        "-- a.md --\n[[people/New]]\n-- People/New.md --\n",
    ),
    "only the letter case": (
        "-- a.md --\n[[no<|>te]] [[NOTE]] [x](note.md)\n-- note.md --\n",
        "Note",
        "-- a.md --\n[[Note]] [[NOTE]] [x](Note.md)\n-- Note.md --\n",
    ),
    "percent-encoded": (
        "-- a.md --\n[x](Old%20n<|>ame.md) [y](d%20e/Old.md)\n-- Old name.md --\n-- d e/Old.md --\n",
        "Néw (name)",
        "-- a.md --\n[x](N%C3%A9w%20%28name%29.md) [y](d%20e/Old.md)\n-- Néw (name).md --\n-- d e/Old.md --\n",
    ),
    "angle brackets come where they must": (
        '-- a.md --\n[x](O<|>ld.md#part) [y](<Old.md>) [z](Old.md "t")\n-- Old.md --\n# Part\n',
        "N w",
        '-- a.md --\n[x](<N w.md#part>) [y](<N w.md>) [z](<N w.md> "t")\n-- N w.md --\n# Part\n',
    ),
    "a percent sign is no code": (
        "-- a.md --\n[x](O<|>ld.md)\n-- Old.md --\n",
        "a%20b",
        "-- a.md --\n[x](a%2520b.md)\n-- a%20b.md --\n",
    ),
    "reference definitions": (
        "-- a.md --\n[x][r] and [O<|>ld][r] [r]\n\n[r]: Old.md#part 'T'\n-- Old.md --\n# Part\n",
        "New",
        "-- a.md --\n[x][r] and [New][r] [r]\n\n[r]: New.md#part 'T'\n-- New.md --\n# Part\n",
    ),
    "a link in a heading, and links to that heading": (
        "-- a.md --\n## On [[Ol<|>d]]\n[[#On Old]]\n-- b.md --\n[[a#On Old|On Old]] [x](a.md#on-old)\n-- Old.md --\n",
        "New",
        "-- a.md --\n## On [[New]]\n[[#On New]]\n-- b.md --\n[[a#On New|On New]] [x](a.md#on-new)\n-- New.md --\n",
    ),
    "the new name is another note's elsewhere": (
        "-- a.md --\n[[x/Ol<|>d]] [[Old]] [[New]]\n-- x/Old.md --\n-- New.md --\n",
        "New",
        "-- a.md --\n[[x/New]] [[x/New]] [[New]]\n-- x/New.md --\n-- New.md --\n",
    ),
    "the new name is another note's alias": (
        "-- a.md --\n[[Ol<|>d]] [[New]]\n\nx | y\n-|-\n[[New]] | z\n-- Old.md --\n-- b.md --\n---\naliases: [New]\n---\n",
        "New",
        "-- a.md --\n[[New]] [[b|New]]\n\nx | y\n-|-\n[[b\\|New]] | z\n-- New.md --\n-- b.md --\n---\naliases: [New]\n---\n",
    ),
    "links by an alias stay": (
        "-- a.md --\n[[Ol<|>d]] [[Nick]]\n-- Old.md --\n---\naliases: Nick\n---\n",
        "New",
        "-- a.md --\n[[New]] [[Nick]]\n-- New.md --\n---\naliases: Nick\n---\n",
    ),
    "an attachment keeps its type": (
        "-- a.md --\n![[pic<|>.png|300]] ![x](pic.png)\n-- pic.png --\n",
        "photo",
        "-- a.md --\n![[photo.png|300]] ![x](photo.png)\n-- photo.png --\n",
    ),
    "a note that doesn't exist yet": (
        "-- a.md --\n[[d/Some<|>day]] [[Someday]]\n-- b.md --\n[[d/someday|Someday]] [x](d/Someday.md)\n",
        "Today",
        "-- a.md --\n[[d/Today]] [[Someday]]\n-- b.md --\n[[d/Today|Today]] [x](d/Today.md)\n",
    ),
    "Unicode normal forms": (
        "-- a.md --\n[[e\u0301t<|>é]]\n-- été.md --\n",
        "N",
        "-- a.md --\n[[N]]\n-- N.md --\n",
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("before", "name", "after"), RENAMES.values(), ids=RENAMES)
def test_rename(before: str, name: str, after: str, newline: str) -> None:
    p = picture(before, newline, Config(rename_note_with_heading=True))
    changes = rename(p.vault, p.note, p.offset, name, p.read)
    assert dict(sorted(changed(p.files, changes).items())) == dict(sorted(picture(after, newline).files.items()))


MOVES = {
    "bare links stay": (
        "-- a.md --\n[[Old]] [x](Old.md)\n-- Old.md --\n",
        {"Old.md": "d/Old.md"},
        "-- a.md --\n[[Old]] [x](d/Old.md)\n-- d/Old.md --\n",
    ),
    "paths follow": (
        "-- a.md --\n[[d/Old]] [[./d/Old.md]] [x](/d/Old.md)\n-- d/Old.md --\n",
        {"d/Old.md": "e/f/Old.md"},
        "-- a.md --\n[[e/f/Old]] [[./e/f/Old.md]] [x](/e/f/Old.md)\n-- e/f/Old.md --\n",
    ),
    "its own relative links are mended": (
        "-- d/a.md --\n[[./b]] [x](b.md) ![](img/p.png) [[b]] [y](../c.md)\n-- d/b.md --\n-- d/img/p.png --\n-- c.md --\n",
        {"d/a.md": "a.md"},
        "-- a.md --\n[[./d/b]] [x](d/b.md) ![](d/img/p.png) [[b]] [y](c.md)\n-- d/b.md --\n-- d/img/p.png --\n-- c.md --\n",
    ),
    "a folder as a whole": (
        "-- d/a.md --\n[[./b]] [x](b.md) [y](../c.md) [[d/b]]\n-- d/b.md --\n-- c.md --\n[[d/a]] [z](d/b.md)\n",
        {"d/a.md": "x/y/a.md", "d/b.md": "x/y/b.md"},
        "-- x/y/a.md --\n[[./b]] [x](b.md) [y](../../c.md) [[x/y/b]]\n-- x/y/b.md --\n-- c.md --\n[[x/y/a]] [z](x/y/b.md)\n",
    ),
    "a note and its attachment": (
        "-- d/a.md --\n![[p.png]] ![](p.png) ![](./p.png)\n-- d/p.png --\n",
        {"d/a.md": "e/a.md", "d/p.png": "e/p.png"},
        "-- e/a.md --\n![[p.png]] ![](p.png) ![](./p.png)\n-- e/p.png --\n",
    ),
    "two notes change places": (
        "-- a.md --\n[[x/N]] [[y/N]]\n-- x/N.md --\n1\n-- y/N.md --\n2\n",
        {"x/N.md": "z/N.md", "y/N.md": "w/N.md"},
        "-- a.md --\n[[z/N]] [[w/N]]\n-- z/N.md --\n1\n-- w/N.md --\n2\n",
    ),
    "a relative path to what doesn't exist yet": (
        "-- d/a.md --\n[x](./todo.md) [y](todo.md) [[./todo]]\n",
        {"d/a.md": "a.md"},
        "-- a.md --\n[x](./d/todo.md) [y](todo.md) [[./d/todo]]\n",
    ),
    "another of the name would be taken": (
        "-- a.md --\n[[N]]\n-- N.md --\n1\n-- d/x/N.md --\n2\n",
        {"N.md": "d/y/zz/N.md"},
        "-- a.md --\n[[zz/N]]\n-- d/y/zz/N.md --\n1\n-- d/x/N.md --\n2\n",
    ),
}


@pytest.mark.parametrize(("before", "moves", "after"), MOVES.values(), ids=MOVES)
def test_move(before: str, moves: dict[str, str], after: str) -> None:
    p = picture(before)
    check_changes(p, after, moved(p.vault, moves, p.read))


@pytest.mark.parametrize(
    "name",
    ["", "  ", "a#b", "a^b", "a[b", "a]b", "a|b", "a\\b", "a:b", "a\tb", ".md", ".hidden", "x/../y", "b", "B.md", "é"],
)
def test_refused_names(name: str) -> None:
    p = picture("-- a.md --\n[[Ol<|>d]]\n-- Old.md --\n-- b.md --\n-- e\u0301.md --\n")
    with pytest.raises(Refusal):
        rename(p.vault, p.note, p.offset, name, p.read)


def test_odd_names_are_warned_about() -> None:
    p = picture("-- a.md --\n[[Ol<|>d]]\n-- Old.md --\n")
    assert rename(p.vault, p.note, p.offset, "Why?", p.read).notices


def test_two_files_that_differ_in_case() -> None:
    p = picture("-- a.md --\n[[no<|>te]] [[Note]]\n-- note.md --\n1\n-- Note.md --\n2\n")
    changes = rename_file(p.vault, "note.md", "N", p.read)
    files = changed(p.files, changes)
    assert files["Note.md"] == "2\n"
    assert files["N.md"] == "1\n"
    with pytest.raises(Refusal):
        rename_file(p.vault, "note.md", "Note", p.read)


def test_an_ambiguous_link_asks_first() -> None:
    p = picture("-- a.md --\n[[N]] [[x/<|>N]]\n-- x/N.md --\n-- y/N.md --\n")
    changes = rename(p.vault, p.note, p.offset, "M", p.read)
    assert [(e.text, bool(e.doubt)) for e in changes.edits] == [("M", True), ("x/M", False)]


def test_a_note_that_is_no_utf8_is_left_alone() -> None:
    from vaultls.syntax.note import Problem

    p = picture("-- a.md --\n[[Ol<|>d]]\n-- b.md --\n[[Old]]\n-- Old.md --\n")
    broken = replace(p.vault.notes["b.md"], problems=(Problem("bad-encoding", 0, 1, ""),))
    changes = rename(p.vault.updated([broken]), p.note, p.offset, "New", p.read)
    assert {e.path for e in changes.edits} == {"a.md"}
    assert any("b.md" in notice for notice in changes.notices)


def test_a_client_that_cannot_move_files_renames_the_heading_alone() -> None:
    p = picture("-- Old.md --\n# Ol<|>d\n[[#Old]]\n", config=Config(rename_note_with_heading=True))
    changes = rename(p.vault, p.note, p.offset, "New", p.read, can_move=False)
    check_changes(p, "-- Old.md --\n# New\n[[#New]]\n", changes)


def test_the_heading_stays_by_setting() -> None:
    p = picture("-- Old.md --\n# Old\n-- a.md --\n[[Ol<|>d]]\n", config=Config(rename_heading_with_note=False))
    changes = rename(p.vault, p.note, p.offset, "New", p.read)
    check_changes(p, "-- New.md --\n# Old\n-- a.md --\n[[New]]\n", changes)


def test_prepare() -> None:
    p = picture("-- a.md --\n[[d/Ol<|>d#x|y]]\n-- e/d/Old.md --\n")
    span, name = prepare(p.vault, p.note, p.offset)
    assert (p.files["a.md"][slice(*span)], name) == ("d/Old", "Old")


def test_facts_after_the_rename_are_those_of_the_new_texts() -> None:
    for before, name, _ in RENAMES.values():
        p = picture(before, config=Config(rename_note_with_heading=True))
        files = changed(p.files, rename(p.vault, p.note, p.offset, name, p.read))
        vault = Vault.of(files, [parse(path, text) for path, text in files.items() if is_note(path)])
        assert set(vault.notes) == {path for path in files if is_note(path)}


def test_plain_mentions_are_offered_by_setting() -> None:
    source = "-- a.md --\n[[Ol<|>d]] and Old, old, `Old`, Older\n## Old\n-- b.md --\nOld\n-- Old.md --\nOld itself\n"
    p = picture(source, config=Config(rename_mentions=True))
    changes = rename(p.vault, p.note, p.offset, "New", p.read, can_confirm=True)
    assert [(e.path, e.span.start, bool(e.doubt)) for e in changes.edits] == [("a.md", 2, False), ("a.md", 12, True)]
    assert len(rename(p.vault, p.note, p.offset, "New", p.read).edits) == 1
    p = picture(source)
    assert len(rename(p.vault, p.note, p.offset, "New", p.read, can_confirm=True).edits) == 1
