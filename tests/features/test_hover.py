"""Hovers: the Markdown as it is shown, and what it covers. `^ hover` is the span, the text follows in the test."""

from collections.abc import Callable

import pytest

from support.picture import Picture, check_places, picture
from support.steps import SLACK, check_bounded, check_linear, steps
from vaultls.features.answer import Place
from vaultls.features.hover import hover
from vaultls.features.quote import CHARACTERS, LINES, bounded
from vaultls.syntax.parse import parse
from vaultls.vault.vault import Vault


def shown(source: str | Picture) -> str:
    """The hover's Markdown, `` where there is none; its span is drawn in the picture if any is."""
    p = picture(source) if isinstance(source, str) else source
    found = hover(p.vault, p.note, p.offset, p.read)
    if p.spans:
        check_places(p, [Place(p.note.path, found.span)] if found else [], "hover")
    return found.markdown.replace("  \n", "\n") if found else ""


BOOK = """\
-- dir/Book.md --
---
rating: B\x20
author: "[[Le Guin|Ursula Le Guin]]"
genre: [fiction, utopia]
---
# Book
The start.
## One
First [[#One]].

![[Other#Part]]
## Two
A paragraph.
and more ^id

## Three
"""
OTHER = """\
-- Other.md --
[[Book#One]] [[dir/Book#^id]]
# Part
Embedded ![[Book#Two]] text.
# End
"""


def test_a_link_to_a_note() -> None:
    text = shown("-- a.md --\nsee [[Bo<|>ok]] \n    ^^^^^^^^^^^ hover\n" + BOOK + OTHER)
    assert text.startswith(
        "**Book**\n`dir/Book.md` · 4 backlinks from 2 notes\nrating B · author Ursula Le Guin · genre fiction, utopia\n\n---\n# Book\nThe start.\n## One\n"
    )


def test_a_link_to_a_section_shows_exactly_that_section_with_its_embeds() -> None:
    text = shown("-- a.md --\n[[Book#On<|>e|text]]\n" + BOOK + OTHER)
    assert text.split("---\n")[1] == (
        "## One\nFirst [[#One]].\n\n> # Part\n> Embedded\n> > ## Two\n> > A paragraph.\n> > and more ^id\n>\n>  text."
    )


def test_a_link_to_a_block_shows_exactly_that_block() -> None:
    text = shown("-- a.md --\n[[Book#^i<|>d]]\n" + BOOK)
    assert text.split("\n", 1)[0] == "**Book** › ^id"
    assert text.split("---\n")[1] == "A paragraph.\nand more"


def test_embeds_in_a_circle() -> None:
    text = shown("-- a.md --\n[[B<|>]]\n-- B.md --\nB ![[C]]\n-- C.md --\nC ![[B]]\n")
    assert text.split("---\n")[1].split() == ["B", ">", "C", "![[B]]"]


def test_what_follows_an_embed_is_no_part_of_it() -> None:
    text = shown("-- a.md --\n[[B<|>]]\n-- B.md --\none\n![[C]]\ntwo ![[C]]\n\n![[C]]\n\nthree\n-- C.md --\nC\n")
    assert text.split("---\n")[1] == "one\n> C\n\ntwo \n> C\n\n> C\n\nthree"


def test_nothing_to_read() -> None:
    p = picture("-- a.md --\n[[Book<|>]]\n" + BOOK)
    found = hover(p.vault, p.note, p.offset, lambda _: None)
    assert found is not None
    assert "---" not in found.markdown


def test_a_link_to_a_file() -> None:
    assert shown("-- a.md --\n![[x.p<|>ng]]\n-- img/x.png --\n") == "**x.png**\n`img/x.png` · 1 backlink from 1 note"


def test_links_in_doubt() -> None:
    assert "no heading “No” there" in shown("-- a.md --\n[[Book#N<|>o]]\n" + BOOK)
    assert "also called so: `y/B.md`" in shown("-- a.md --\n[[B<|>]]\n-- x/B.md --\n-- y/B.md --\n")
    assert "by the alias “Al”" in shown("-- a.md --\n[[Al<|>]]\n-- x/B.md --\n---\naliases: Al\n---\n")


def test_an_unresolved_link() -> None:
    text = shown(
        "-- a.md --\n[[N<|>o*]]\n^^^^^^^^^^ hover\n-- b.md --\n[[no*]] [[No*#x]]\n".replace("^^^^^^^^^^", "^" * 10)
    )
    assert text == "**No\\***  doesn’t exist yet · 3 links from 2 notes\n\n- b (2)\n- a".replace("  doesn", " doesn")


def test_a_heading() -> None:
    text = shown(
        BOOK.replace("# Book\n", "# B<|>ook\n       ^^^^^^^ hover\n".replace("       ^^^^^^^", "  ^^^^^^^"))
        + OTHER
        + "-- c.md --\n[[Book#Book]]\n"
    )
    assert text == "**Book** · 14 words · 1 link to it\n\n1 of 3 sections still empty: Three"
    assert shown(BOOK.replace("## One", "## On<|>e") + OTHER).startswith("**One** · 4 words · 2 links to it")
    assert shown(BOOK.replace("## Three", "## T<|>hree")) == "**Three** · no words · no links to it\n\nstill empty"


def test_words() -> None:
    assert "**A** · 5 words" in shown("-- a.md --\n# A<|>\nDon’t stop, it's half-done: 3.\n")
    assert "**庄** · 4 words" in shown("-- a.md --\n# 庄<|>\n逍遥游 one\n")


def test_a_tag() -> None:
    source = "-- 2024-01-02.md --\n#Book/Sci-fi x\n-- b.md --\n---\ntags: [book]\ndate: 2024-05-06\n---\n-- c.md --\ntext #bo<|>ok\n     ^^^^^^^^ hover\n"
    assert shown(source) == "**#book** · 3 notes\n\nnested: #Book/Sci-fi (1)\n\nlatest: b, 2024-01-02, c"


def test_a_property() -> None:
    rest = "-- b.md --\n---\ngenre: [Fiction, utopia]\n---\n-- c.md --\n---\nGenre: fiction\n---\n"
    assert (
        shown(f"-- a.md --\n---\nge<|>nre: essay\n^^^^^^^^ hover\n---\n{rest}")
        == "**genre** · 3 values in the vault\n\n- Fiction (2)\n- essay (1)\n- utopia (1)"
    )
    assert shown(f"-- a.md --\n---\ngenre: FIC<|>TION\n---\n{rest}") == "**genre: FICTION** · 3 notes\n\n- utopia (1)"


def test_property_values_follow_the_snapshot() -> None:
    p = picture("-- a.md --\n---\ngenre: <|>essay\n---\n-- b.md --\n---\ngenre: novel\n---\n")
    assert shown(p) == "**genre: essay** · 1 note\n\n- novel (1)"
    new = p.vault.updated([parse("b.md", "---\ngenre: essay\n---\n"), parse("c.md", "---\ngenre: poem\n---\n")])
    found = hover(new, p.note, p.offset, p.read)
    assert found is not None
    assert found.markdown == "**genre: essay** · 2 notes\n\n- poem (1)"


def test_an_alias() -> None:
    source = (
        "-- a.md --\n---\naliases: [Al<|>, Other]\n          ^^^^^ hover\n---\n-- b.md --\n[[al]] [[AL|x]] [[Other]]\n"
    )
    assert shown(source) == "alias **Al** · used by 2 links\n\n- b (2)"


def test_a_footnote() -> None:
    assert shown("-- a.md --\ntext[^<|>1]\n    ^^^^^^^ hover\n\n[^1]: The *note*.\n") == "The *note*."
    assert shown("-- a.md --\ntext[^1] [^1]\n\n[^<|>1]: The note.\n") == "footnote 1 · 2 uses"
    assert shown("-- a.md --\ntext[^<|>1]\n") == ""


def test_a_block_id() -> None:
    assert shown("-- a.md --\ntext ^i<|>d\n\n[[#^ID]]\n-- b.md --\n[[a#^id]]\n") == "**^id** · 2 links to it"


@pytest.mark.parametrize("source", ["-- a.md --\nplain <|>text\n", "-- a.md --\n`[[B<|>]]`\n", "-- a.md --\n<|>"])
def test_nothing(source: str) -> None:
    assert shown(source) == ""


def test_bounded() -> None:
    assert bounded("a\nb") == "a\nb"
    assert bounded("a\nb\nc", lines=2) == "a\nb\n…"
    assert bounded("x" * 100, characters=10) == "x" * 10 + "\n…"
    assert bounded("```\na\nb\nc\n```", lines=3) == "```\na\nb\n```\n…"
    text = shown("-- a.md --\n[[B<|>]]\n-- B.md --\n" + "word " * 2000 + "\n" + "line\n" * 5000)
    assert len(text) < CHARACTERS + 100
    assert text.count("\n") <= LINES + 2


def test_many_embeds_cost_little() -> None:
    def bomb(depth: int, width: int) -> Callable[[], object]:
        texts = {f"{i}.md": f"![[{i + 1}]]\n" * width for i in range(depth)}
        vault = Vault.of([], [parse(path, text) for path, text in texts.items()])
        return lambda: hover(vault, vault.notes["0.md"], 4, texts.get)

    assert bomb(10, 50)() is not None
    check_linear(lambda width: bomb(10, width), 50)
    check_bounded(lambda depth: bomb(depth, 50), 10)


@pytest.mark.parametrize(
    ("path", "said"), [("1.md", "linked from some 3,000 notes"), ("hub.md", "at least 100 links to it")]
)
def test_the_notes_that_link_to_a_hub_are_counted_not_read(path: str, said: str) -> None:
    def run(n: int) -> Callable[[], object]:
        vault = Vault.of([], [parse("hub.md", "# Hub\n"), *(parse(f"{i}.md", "[[hub#Hub]]\n") for i in range(n))])
        return lambda: hover(vault, vault.notes[path], 3, lambda _: "# Hub\n")

    assert said in str(run(3000)())
    assert steps(run(3000)) - steps(run(1500)) <= 2 * 1500 + SLACK


def test_a_hover_costs_no_more_in_a_larger_vault() -> None:
    def run(n: int) -> Callable[[], object]:
        others = (parse(f"{i}.md", "[[hub]] #tag\n") for i in range(n))
        vault = Vault.of([], [parse("a.md", "[[b]]\n"), parse("b.md", "# B\n"), *others])
        return lambda: hover(vault, vault.notes["a.md"], 3, lambda _: "# B\n")

    check_bounded(run, 500)
