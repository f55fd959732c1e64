"""Where links lead: each picture's link stands behind the arrow of its target."""

from __future__ import annotations

import pytest

from support.picture import picture
from vaultls.config import Config
from vaultls.vault.names import heading_key, slug
from vaultls.vault.resolve import resolve
from vaultls.vault.vault import Vault


def where(vault: Vault, source: str, text: str) -> str:
    """`status target:line` of the one link in `text`, as if it stood in note `source`."""
    from vaultls.syntax.parse import parse

    note = parse(source, text)
    vault = vault.updated(notes=[note])
    assert len(note.links) == 1, note.links
    found = resolve(vault, note, note.links[0])
    line = (
        ""
        if found.anchor is None or found.target is None
        else f":{vault.notes[found.target].lines.line(found.anchor.start)}"
    )
    return f"{found.status} {found.target}{line}" if found.target else found.status


VAULT = """\
-- index.md --
-- People & Organizations/Trotsky.md --
---
aliases: [Lev Bronstein, "Left/Right"]
---
# Life
## Exile
text ^prinkipo
## Works
### Exile
-- a/Same.md --
-- b/Same.md --
-- b/deep/Other.md --
-- b/deep/index.md --
-- Notes v1.3.md --
-- x.png.md --
-- img/x.png --
-- img/paper.pdf --
-- Café.md --
-- C# notes.md --
# C# in *depth*
# On [[Trotsky|the man]]
# [Link](x.md): it's “quoted” (twice)
# Twice
# Twice
# Twice 1
# 中文 标题
-- note.md --
-- Note.md --
-- folder/folder.md --
"""


@pytest.mark.parametrize(
    ("source", "link", "expected"),
    [
        # 1. explicit paths
        ("b/deep/z.md", "[[./Other]]", "resolved b/deep/Other.md"),
        ("b/deep/z.md", "[[../Same]]", "resolved b/Same.md"),
        ("b/z.md", "[[../../index]]", "unresolved"),
        ("b/z.md", "[[/index]]", "resolved index.md"),
        ("b/z.md", "[[/Same]]", "unresolved"),
        # 2. exact vault path, then the ending of a path at a slash
        ("z.md", "[[index]]", "resolved index.md"),
        ("b/deep/z.md", "[[index]]", "resolved index.md"),
        ("z.md", "[[deep/index]]", "resolved b/deep/index.md"),
        ("z.md", "[[Trotsky]]", "resolved People & Organizations/Trotsky.md"),
        ("z.md", "[[People & Organizations/Trotsky]]", "resolved People & Organizations/Trotsky.md"),
        ("z.md", "[[Organizations/Trotsky]]", "unresolved"),
        ("z.md", "[[rotsky]]", "unresolved"),
        ("z.md", "[[Trotsky.md]]", "resolved People & Organizations/Trotsky.md"),
        ("z.md", "[[trotsky]]", "resolved People & Organizations/Trotsky.md"),
        # 3. aliases
        ("z.md", "[[Lev Bronstein]]", "resolved People & Organizations/Trotsky.md"),
        ("z.md", "[[lev bronstein#Works]]", "resolved People & Organizations/Trotsky.md:6"),
        ("z.md", "[[Left/Right]]", "resolved People & Organizations/Trotsky.md"),
        ("z.md", "[[Right]]", "unresolved"),
        # 4. several
        ("z.md", "[[Same]]", "ambiguous a/Same.md"),
        ("b/z.md", "[[Same]]", "ambiguous b/Same.md"),
        ("z.md", "[[b/Same]]", "resolved b/Same.md"),
        ("z.md", "[[Note]]", "ambiguous Note.md"),
        ("z.md", "[[note]]", "ambiguous note.md"),
        # 5. normal forms and case
        ("z.md", "[[Cafe\u0301]]", "resolved Café.md"),
        ("z.md", "[[CAFÉ]]", "resolved Café.md"),
        # suffixes
        ("z.md", "[[Notes v1.3]]", "resolved Notes v1.3.md"),
        ("z.md", "[[x.png]]", "resolved img/x.png"),
        ("z.md", "![[paper.pdf#page=3]]", "resolved img/paper.pdf"),
        ("z.md", "[[paper]]", "unresolved"),
        ("z.md", "[[folder/folder]]", "resolved folder/folder.md"),
        # Markdown links look beside the note first
        ("b/z.md", "[t](Same.md)", "resolved b/Same.md"),
        ("b/deep/z.md", "[t](index.md)", "resolved b/deep/index.md"),
        ("b/deep/z.md", "[t](../Same.md)", "resolved b/Same.md"),
        ("z.md", "[t](Nope.md)", "unresolved"),
        # 6. subpaths
        ("z.md", "[[Trotsky#Exile]]", "resolved People & Organizations/Trotsky.md:4"),
        ("z.md", "[[Trotsky#Works#Exile]]", "resolved People & Organizations/Trotsky.md:7"),
        ("z.md", "[[Trotsky#Life#Exile]]", "resolved People & Organizations/Trotsky.md:4"),
        ("z.md", "[[Trotsky#Exile#Works]]", "broken-heading People & Organizations/Trotsky.md"),
        ("z.md", "[[Trotsky#^prinkipo]]", "resolved People & Organizations/Trotsky.md:5"),
        ("z.md", "[[Trotsky#^Prinkipo]]", "resolved People & Organizations/Trotsky.md:5"),
        ("z.md", "[[Trotsky#^nope]]", "broken-block People & Organizations/Trotsky.md"),
        ("z.md", "[[Trotsky#Life#^prinkipo]]", "broken-heading People & Organizations/Trotsky.md"),
        ("z.md", "[[C# notes]]", "unresolved"),
        ("z.md", "[[Same#No]]", "broken-heading a/Same.md"),
        ("z.md", "[t](C%23%20notes.md#C#%20in%20depth)", "resolved C# notes.md:0"),
        ("z.md", "[t](<C%23 notes.md#on-the-man>)", "resolved C# notes.md:1"),
        ("z.md", "[t](<C%23 notes.md#On the man>)", "resolved C# notes.md:1"),
        ("z.md", "[t](<C%23 notes.md#twice-1>)", "resolved C# notes.md:4"),
        ("z.md", "[t](<C%23 notes.md#twice-1-1>)", "resolved C# notes.md:5"),
        ("z.md", "[t](<C%23 notes.md#中文-标题>)", "resolved C# notes.md:6"),
        ("z.md", "text\n# Here\n[[#Here]]", "resolved z.md:1"),
        ("z.md", "text ^b\n\n[[#^b]]", "resolved z.md:0"),
        ("z.md", "[[#None]]", "broken-heading z.md"),
    ],
)
def test_where(source: str, link: str, expected: str) -> None:
    assert where(picture(VAULT).vault, source, link) == expected


def test_two_normal_forms_are_two_notes() -> None:
    vault = picture("-- Cafe\u0301.md --\n-- Café.md --\n").vault
    assert where(vault, "z.md", "[[Café]]") == "ambiguous Café.md"
    assert where(vault, "z.md", "[[Cafe\u0301]]") == "ambiguous Cafe\u0301.md"


def test_title_by_setting() -> None:
    source = "-- 1.md --\n# A title\n"
    assert where(picture(source).vault, "z.md", "[[A title]]") == "unresolved"
    assert where(picture(source, config=Config(resolve_by_title=True)).vault, "z.md", "[[A title]]") == "resolved 1.md"


@pytest.mark.parametrize(
    ("heading", "link"),
    [
        ("On [[B|the man]]", "on  THE man"),
        ("*Notes* in `code`", "Notes in code"),
        ("*Notes* in `code`", "*Notes* in `code`"),
        ("A: b, c (d) / e", "A b c d e"),
        ("[text](url) here", "text here"),
        ("Straße", "STRASSE"),
        ("The test ^test", "The test"),
    ],
)
def test_heading_key(heading: str, link: str) -> None:
    assert heading_key(heading) == heading_key(link)


def test_slug() -> None:
    assert slug("1.Military “Communism” & co") == "1military-communism--co"
