"""Completion: what is typed, and the line after the first item is accepted."""

from __future__ import annotations

import pytest

from support.picture import Picture, picture
from vaultls.features.completion import complete, preview

VAULT = """\
-- Life of Trotsky.md --
---
aliases: [Lev Bronstein]
tags: [people/exiles, Book]
---
# Life
## Exile in Turkey
## On [[Notes|these notes]]
text ^prinkipo
# Works
## Exile in Turkey
[[Not written yet]] [[Not written yet]] #politics #book
-- a/Same.md --
#politics/labour
-- b/Same.md --
-- Notes.md --
#politics
-- Notes v1.3.md --
-- C# tips.md --
-- img/lighthouse.png --
-- 资本论.md --
"""


def ask(line: str) -> tuple[Picture, list[str], list[str]]:
    """The picture, the labels, and the line as it is once each item is accepted (`<|>` where the cursor was)."""
    p = picture(VAULT + "-- z.md --\n" + line)
    assert p.cursor is not None
    text = p.files["z.md"]
    found = complete(p.vault, p.note, text, p.offset)
    if found is None:
        return p, [], []
    typed = text[found.span.start : p.offset]
    assert found.span.start <= p.offset <= found.span.end
    assert len(found.items) <= 50
    for item in found.items:
        assert item.filter_text.startswith(typed), (item, typed)
        assert "\n" not in item.text
    return (
        p,
        [i.label for i in found.items],
        [text[: found.span.start] + i.text + text[found.span.end :] for i in found.items],
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[[Life<|>", "[[Life of Trotsky]]"),
        ("[[Life <|>", "[[Life of Trotsky]]"),
        ("[[Life of<|>", "[[Life of Trotsky]]"),
        ("[[Life of <|>", "[[Life of Trotsky]]"),
        ("[[Life of Tro<|>]]", "[[Life of Trotsky]]"),
        ("[[life o<|>]] and [[Notes]]", "[[Life of Trotsky]] and [[Notes]]"),
        ("[[li<|>fe]]", "[[Life of Trotsky]]"),
        ("[[Life<|>|text]]", "[[Life of Trotsky|text]]"),
        ("| [[Life<|>\\|text]] |", "| [[Life of Trotsky\\|text]] |"),
        ("😀𝄞 [[Life<|>", "😀𝄞 [[Life of Trotsky]]"),
        ("[[trotsky<|>", "[[Life of Trotsky]]"),
        ("![[Life<|>", "![[Life of Trotsky]]"),
        ("![[light<|>", "![[lighthouse.png]]"),
        ("[[资<|>", "[[资本论]]"),
        ("[[a/Sa<|>", "[[a/Same]]"),
        ("[[Lev<|>", "[[Life of Trotsky|Lev Bronstein]]"),
        ("| [[Lev<|>", "| [[Life of Trotsky\\|Lev Bronstein]]"),
        ("| [[Lev<|> | next |", "| [[Life of Trotsky\\|Lev Bronstein]] | next |"),
        ("| [[Life<|>|", "| [[Life of Trotsky]]|"),
        ("| [[Life<|> | [[Notes]] |", "| [[Life of Trotsky]] | [[Notes]] |"),
        ("| [[Life of Trotsky#Wo<|> | a\\|b |", "| [[Life of Trotsky#Works]] | a\\|b |"),
        ("[[ trotsky<|>]]", "[[Life of Trotsky]]"),
        ("[[Lev<|>|he]]", "[[Life of Trotsky|he]]"),
        ("[[Not wr<|>", "[[Not written yet]]"),
        ("[[Notes v1<|>", "[[Notes v1.3]]"),
        ("text [[not w<|> more", "text [[Not written yet]] more"),
        # headings and blocks
        ("[[Life of Trotsky#Lif<|>", "[[Life of Trotsky#Life]]"),
        ("[[Life of Trotsky#these n<|>]]", "[[Life of Trotsky#On these notes]]"),
        ("[[Lev Bronstein#works<|>", "[[Lev Bronstein#Works]]"),
        ("[[Life of Trotsky#Works#ex<|>", "[[Life of Trotsky#Exile in Turkey]]"),
        ("[[Life of Trotsky#^<|>", "[[Life of Trotsky#^prinkipo]]"),
        ("# Here we are\n[[#we<|>", "# Here we are\n[[#Here we are]]"),
        ("text ^mine\n\n[[#^<|>]]", "text ^mine\n\n[[#^mine]]"),
        ("text ^mine\n\n[[^m<|>", "text ^mine\n\n[[#^mine]]"),
        # tags
        ("#pol<|>", "#politics"),
        ("see #lab<|>", "see #politics/labour"),
        ("#politics/l<|>abour", "#politics/labour"),
        ("`TAGS:`  po<|>", "`TAGS:`  #politics"),
        ("`TAGS:`  #x #po<|>", "`TAGS:`  #x #politics"),
        ("TAGS: po<|>", "TAGS: #politics"),
        ("---\ntags: po<|>\n---\n", "---\ntags: politics\n---\n"),
        ("---\ntags: [x, po<|>]\n---\n", "---\ntags: [x, politics]\n---\n"),
        ("---\ntags:\n  - po<|>\n---\n", "---\ntags:\n  - politics\n---\n"),
        ('---\nauthor: "[[Life<|>"\n---\n', '---\nauthor: "[[Life of Trotsky]]"\n---\n'),
    ],
)
def test_first_item(line: str, expected: str) -> None:
    _, labels, lines = ask(line)
    assert lines[:1] == [expected], labels


@pytest.mark.parametrize(
    "line",
    [
        "te<|>xt",
        "[[Life]]<|>",
        "[[Life|te<|>",
        "`[[Li<|>`",
        "```\n[[Li<|>\n```",
        "C#<|>",
        "# <|>Heading",
        "## He<|>",
        "[x](<|>",
        "---\nauthor: po<|>\n---\n",
        "a#po<|>",
        "%%\n[[Li<|>\n%%\n",
    ],
)
def test_nothing(line: str) -> None:
    assert ask(line)[1] == []


def test_ambiguous_names_get_their_folder() -> None:
    assert {"[[a/Same]]", "[[b/Same]]"} <= set(ask("[[Same<|>")[2])


def test_what_no_link_can_name_is_not_offered() -> None:
    assert not any("tips" in label for label in ask("[[tips<|>")[1])


def test_second_of_two_equal_headings_by_its_parent() -> None:
    assert "[[Life of Trotsky#Works#Exile in Turkey]]" in ask("[[Life of Trotsky#ex<|>")[2]


def test_nothing_typed_offers_the_most_linked() -> None:
    p = picture("-- a.md --\n[[hub]]\n-- b.md --\n[[hub]] [[a]]\n-- hub.md --\n-- z.md --\n[[<|>")
    found = complete(p.vault, p.note, p.files["z.md"], p.offset)
    assert found is not None
    assert [i.label for i in found.items[:2]] == ["hub", "a"]
    assert {"b", "z"} <= {i.label for i in found.items}


def test_counts() -> None:
    p = picture(VAULT + "-- z.md --\n#po<|>")
    found = complete(p.vault, p.note, p.files["z.md"], p.offset)
    assert found is not None
    assert [(i.label, i.detail) for i in found.items[:2]] == [("politics", "2 notes"), ("politics/labour", "1 note")]


def test_late_names_are_found_too() -> None:
    """Names that came after the snapshot's base was made."""
    from vaultls.syntax.parse import parse

    p = picture(VAULT + "-- z.md --\n[[brand<|>")
    vault = p.vault.updated(
        notes=[parse("x/Brand new.md", "---\nalias: Brandalias\n---\n#brandtag [[Brand open]]")],
        removed=["Notes v1.3.md"],
    )
    found = complete(vault, p.note, p.files["z.md"], p.offset)
    assert found is not None
    assert {i.label for i in found.items} >= {"Brand new", "Brandalias", "Brand open"}
    gone = complete(vault, p.note, "[[Notes v", 9)
    assert gone is not None
    assert "Notes v1.3" not in [i.label for i in gone.items]


def test_preview() -> None:
    p = picture(VAULT + "-- z.md --\n[[Life of Trotsky#wor<|>")
    found = complete(p.vault, p.note, p.files["z.md"], p.offset)
    assert found is not None
    assert preview(p.vault, found.items[0].data, p.read).startswith("# Works\n## Exile in Turkey")
    assert "# Life" in preview(p.vault, {"path": "Life of Trotsky.md"}, p.read)
    assert preview(p.vault, {"path": "img/lighthouse.png"}, p.read) == "`img/lighthouse.png`"
    assert "Notes" in preview(p.vault, {"tag": "politics"}, p.read)
    assert preview(p.vault, None, p.read) == preview(p.vault, {"path": 3}, p.read) == ""
