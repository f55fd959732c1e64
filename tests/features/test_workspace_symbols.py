"""Symbols of the whole vault: what is found, in which order, and that every snapshot is answered from its own facts."""

from collections.abc import Callable

import pytest

from support.picture import check_drawn, picture
from support.steps import check_bounded, check_linear
from vaultls.features.workspace_symbols import LIMIT, workspace_symbols
from vaultls.syntax.parse import parse
from vaultls.vault.vault import Vault

VAULT = """\
-- Dir/Marginalia.md --
^ note Dir: Marginalia[]
---
aliases: [Margins, Edge notes]
          ^^^^^^^ alias Marginalia: Margins
---
# On the margin
  ^^^^^^^^^^^^^ heading Marginalia: On the margin
text #Mar/gin
     ^^^^^^^^ tag 2 notes: #Mar/gin
-- Other.md --
#mar/gin [[Marginalia]] [[Margin calls|x]]
                        ^^^^^^^^^^^^^^^^^^ unresolved not written yet, 2 notes: Margin calls
-- Third.md --
[[x/margin Calls]]
-- img/margin.png --
"""


def names(vault: Vault, query: str) -> list[str]:
    return [symbol.name for symbol in workspace_symbols(vault, query)]


def test_all_kinds_with_their_places() -> None:
    p = picture(VAULT)
    symbols = workspace_symbols(p.vault, "margin")
    check_drawn(p, [(f"{s.kind} {s.container}: {s.name}", s.place) for s in symbols])


def test_order() -> None:
    vault = picture(VAULT).vault
    assert names(vault, "margin") == ["Marginalia", "Margins", "Margin calls", "On the margin", "#Mar/gin"]
    assert names(vault, "the mar") == ["On the margin"]
    assert names(vault, "edge") == ["Edge notes"]
    assert names(vault, "#") == ["#Mar/gin"]
    assert names(vault, "#gin") == ["#Mar/gin"]
    assert names(vault, "") == ["Marginalia", "Other", "Third", "Margins", "Edge notes", "On the margin", "#Mar/gin"]
    assert names(vault, "png") == []


def drawn(source: str, query: str) -> None:
    p = picture(source)
    found = workspace_symbols(p.vault, query)
    check_drawn(p, [(f"{i} {s.kind} {s.container}: {s.name}", s.place) for i, s in enumerate(found)])


PROPERTIES = """\
-- a.md --
---
author: [Ursula Le Guin, Lem]
genre: Lem
---
-- b.md --
---
Author: "[[Le Carré]]"
---
# Chapter: Lem
"""


@pytest.mark.parametrize(
    ("query", "source"),
    [
        (
            "author:Le",
            PROPERTIES.replace(
                "Lem]\n",
                "Lem]\n         ^^^^^^^^^^^^^^ 2 property a: author: Ursula Le Guin\n                         ^^^ 0 property a: author: Lem\n",
            ).replace('é]]"\n', 'é]]"\n        ^^^^^^^^^^^^^^ 1 property b: Author: Le Carré\n'),
        ),
        (
            "AUTHOR: guin",
            PROPERTIES.replace("Lem]\n", "Lem]\n         ^^^^^^^^^^^^^^ 0 property a: author: Ursula Le Guin\n"),
        ),
        ("genre:", PROPERTIES.replace("genre: Lem\n", "genre: Lem\n       ^^^ 0 property a: genre: Lem\n")),
        (
            "chapter: lem",
            PROPERTIES.replace(": Lem\n", ": Lem\n", 1).replace(
                "# Chapter: Lem\n", "# Chapter: Lem\n  ^^^^^^^^^^^^ 0 heading b: Chapter: Lem\n"
            ),
        ),
        ("author:nobody", PROPERTIES),
        (
            "^",
            "-- a.md --\ntext\n^ 0 block a: ^one[\nmore ^one\n         ^ 0 block a: ^one]\n- item ^two\n^^^^^^^^^^^ 1 block a: ^two\n",
        ),
        ("^tw", "-- a.md --\ntext ^one\n\n- item ^two\n^^^^^^^^^^^ 0 block a: ^two\n"),
    ],
)
def test_blocks_and_properties(query: str, source: str) -> None:
    drawn(source, query)


def test_a_note_that_is_not_read_yet_is_found_by_its_name() -> None:
    assert names(Vault.of(["a/Later.md", "b.png"]), "later") == ["Later"]


def test_every_snapshot_is_answered_from_its_own_facts() -> None:
    vault = Vault.of([], [parse(f"{i}.md", f"# Heading {i}\n") for i in range(3000)])
    assert names(vault, "heading 17")[0] == "Heading 17"
    new = vault.updated(
        [parse("17.md", "# Changed\n"), parse("new.md", "# Heading 17 again #tag\n")], removed=["18.md"]
    )
    assert names(new, "changed") == ["Changed"]
    assert names(new, "heading 17")[0] == "Heading 170"
    assert names(new, "17 again") == ["Heading 17 again #tag"]
    assert "Heading 18" not in names(new, "heading 18")
    assert "18" not in names(new, "18")
    assert names(new, "tag")[:1] == ["#tag"]
    assert names(new, "author:some") == []
    asked = new.updated([parse("17.md", "---\nauthor: Somebody\n---\ntext ^id7\n\n[[Wanted]]\n")])
    assert names(asked, "author:some") == ["author: Somebody"]
    assert names(asked, "^id7") == ["^id7"]
    assert names(asked, "wanted") == ["Wanted"]
    written = asked.updated([parse("Wanted.md", "")])
    assert [s.kind for s in workspace_symbols(written, "wanted")] == ["note"]
    assert names(vault, "changed") == []
    assert "18" in names(vault, "18")


def test_bounded() -> None:
    vault = Vault.of([], [parse("a.md", "# Heading\n" * 30_000)])
    assert len(names(vault, "h")) == LIMIT
    assert len(names(vault, "hg")) == LIMIT
    assert names(vault, "zz") == []


def test_the_first_search_makes_the_names_ready_in_linear_time() -> None:
    def run(n: int) -> Callable[[], object]:
        vault = Vault.of([], [parse("a.md", "# Heading\n" * n)])
        return lambda: names(vault, "h")

    check_linear(run, 1000)


@pytest.mark.parametrize("query", ["h", "hg", "zz"])
def test_a_later_search_costs_no_more_in_a_larger_vault(query: str) -> None:
    def run(n: int) -> Callable[[], object]:
        vault = Vault.of([], [parse(f"{i}.md", "# Heading\n") for i in range(n)])
        names(vault, "first")
        return lambda: names(vault, query)

    check_bounded(run, 1500)
