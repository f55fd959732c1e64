"""Names after `[[`."""

from __future__ import annotations

import pytest

from features.completion.check import TODAY, VAULT, ask, typed
from support.picture import picture
from vaultls.config import Config
from vaultls.features.completion import complete


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
        ('---\nauthor: "[[Life<|>"\n---\n', '---\nauthor: "[[Life of Trotsky]]"\n---\n'),
    ],
)
def test_first_item(line: str, expected: str) -> None:
    asked = typed(line)
    assert asked.first == expected, asked.labels


def test_ambiguous_names_get_their_folder() -> None:
    assert {"[[a/Same]]", "[[b/Same]]"} <= set(typed("[[Same<|>").texts)


def test_what_no_link_can_name_is_not_offered() -> None:
    assert not any("tips" in label for label in typed("[[tips<|>").labels)


def test_nothing_typed_offers_the_most_linked() -> None:
    labels = ask("-- a.md --\n[[hub]]\n-- b.md --\n[[hub]] [[a]]\n-- hub.md --\n-- z.md --\n[[<|>").labels
    assert labels[:2] == ["hub", "a"]
    assert {"b", "z"} <= set(labels)


def test_late_names_are_found_too() -> None:
    """Names that came after the snapshot's base was made."""
    from vaultls.syntax.parse import parse

    p = picture(VAULT + "-- z.md --\n[[brand<|>")
    vault = p.vault.updated(
        notes=[parse("x/Brand new.md", "---\nalias: Brandalias\n---\n#brandtag [[Brand open]]")],
        removed=["Notes v1.3.md"],
    )
    found = complete(vault, p.note, p.files["z.md"], p.offset, TODAY, p.read)
    assert found is not None
    assert {i.label for i in found.items} >= {"Brand new", "Brandalias", "Brand open"}
    gone = complete(vault, p.note, "[[Notes v", 9, TODAY, p.read)
    assert gone is not None
    assert "Notes v1.3" not in [i.label for i in gone.items]


@pytest.mark.parametrize(
    ("style", "line", "expected"),
    [
        ("shortest", "[[troy<|>", "[[Troy]]"),
        ("relative", "[[troy<|>", "[[../People/Troy]]"),
        ("absolute", "[[troy<|>", "[[People/Troy]]"),
        ("relative", "[[near<|>", "[[Near]]"),
        ("absolute", "[[near<|>", "[[Ideas/Near]]"),
        ("relative", "[[below<|>", "[[sub/Below]]"),
        ("relative", "[[a/same<|>", "[[a/Same]]"),
        ("relative", "[[paris<|>", "[[../People/Troy|Paris]]"),
        ("absolute", "![[pic<|>", "![[img/pic.png]]"),
    ],
)
def test_the_style_of_links(style, line: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    source = "-- People/Troy.md --\n---\nalias: Paris\n---\n-- Ideas/Near.md --\n-- Ideas/sub/Below.md --\n-- Ideas/a/Same.md --\n"
    asked = ask(f"{source}-- img/pic.png --\n-- Ideas/z.md --\n{line}", Config(link_style=style))
    assert asked.first == expected
