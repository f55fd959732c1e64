"""Where a note's names stand as plain words in other notes."""

from collections.abc import Callable

import pytest

from support.picture import check_places, picture
from support.steps import check_linear
from vaultls.config import Config
from vaultls.features.answer import Place
from vaultls.features.commands.unlinked_mentions import mentions_in, names_of, sources
from vaultls.syntax.note import Note
from vaultls.syntax.parse import parse
from vaultls.text.span import Span
from vaultls.vault.telling import may_tell, telling
from vaultls.vault.vault import Vault

NOTE = "-- dir/Ursula Le Guin.md --\n---\naliases: [Le Guin, UKLG, 烏蘇拉, Straße]\n---\nUKLG<|> herself\n"

CASES = {
    "names and aliases as words": "Le Guin, LE GUIN's (uklg) and Ursula Le Guin\n^^^^^^^ m           ^^^^ m    ^^^^^^^^^^^^^^ m\n         ^^^^^^^ m\n",
    "no parts of words": "UKLGs auklg Le Guinness le\n",
    "no link, and nothing in one": "[[Ursula Le Guin]] [[x|Le Guin]] [Le Guin](a.md) ![[Le Guin.png]] [UKLG](https://x.org/UKLG) [UKLG][r]\n\n[r]: https://x.org/UKLG 'UKLG'\n",
    "no tag, no code, no comment, no math, no URL": "#UKLG `UKLG` %%UKLG%% $UKLG$ https://x.org/UKLG <b title='UKLG'>text</b>\n\n```\nUKLG\n```\n",
    "no frontmatter": "---\nauthor: Le Guin\n---\ntext\n",
    "headings, items, tables, emphasis": "# On Le Guin\n     ^^^^^^^ m\n- **UKLG**\n    ^^^^ m\n\n| UKLG |\n  ^^^^ m\n| - |\n",
    "scripts without blanks": "这是烏蘇拉的书\n  ^^^ m\n",
    "letters that fold to several": "die STRASSE, Straße und İx Le Guin ﬁ UKLG\n    ^^^^^^^ m              ^^^^^^^ m\n             ^^^^^^ m                ^^^^ m\n",
    "decomposed letters": "e\u0301e\u0301 UKLG e\u0301\n",
}


def mentions(vault: Vault, note: Note, files: dict[str, str]) -> list[Place]:
    names = names_of(vault, note)
    assert names is not None
    return [place for other in sources(vault, note) for place in mentions_in(names, other, files[other.path])]


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_unlinked_mentions(source: str, newline: str) -> None:
    p = picture(f"-- a.md --\n{source}{NOTE}", newline)
    found = mentions(p.vault, p.note, p.files)
    if "\u0301" in source:
        assert [p.files["a.md"][slice(*place.span)] for place in found] == ["UKLG"]
    else:
        check_places(p, found, "m")


def test_a_name_with_marks_is_found_however_it_is_encoded() -> None:
    p = picture("-- a.md --\ncafe\u0301 Müller, Caf\u00e9 mu\u0308ller\n-- Caf\u00e9 M\u00fcller.md --\n<|>")
    found = mentions(p.vault, p.note, p.files)
    assert [p.files["a.md"][slice(*place.span)] for place in found] == ["cafe\u0301 Müller", "Caf\u00e9 mu\u0308ller"]


def test_too_short_and_excluded() -> None:
    p = picture("-- I.md --\n<|>\n-- x/a.md --\nII\n-- II.md --\n", config=Config(excluded=("x/",)))
    assert names_of(p.vault, p.note) is None
    assert mentions(p.vault, p.vault.notes["II.md"], p.files) == []


def test_a_title_counts_where_it_resolves() -> None:
    source = "-- a.md --\nThe Title\n^^^^^^^^^ m\n-- other.md --\n# The title<|>\n"
    p = picture(source, config=Config(resolve_by_title=True))
    check_places(p, mentions(p.vault, p.note, p.files), "m")
    p = picture(source.replace("^^^^^^^^^ m\n", ""))
    check_places(p, mentions(p.vault, p.note, p.files), "m")


def test_a_text_that_has_changed_meanwhile_is_left_out() -> None:
    p = picture(f"-- a.md --\nUKLG\n{NOTE}")
    names = names_of(p.vault, p.note)
    assert names is not None
    assert mentions_in(names, p.vault.notes["a.md"], "more UKLG\n") == []


def test_linear() -> None:
    def run(n: int) -> Callable[[], list[Place]]:
        text = "text Name [[x]] #t\n" * n
        note, other = parse("Name.md", ""), parse("a.md", text)
        vault = Vault.of([], [note, other])
        names = names_of(vault, note)
        assert names is not None
        return lambda: mentions_in(names, other, text)

    assert run(2)() == [Place("a.md", Span(5, 9)), Place("a.md", Span(24, 28))]
    check_linear(run, 300)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Le Guin", "LE GUIN"),
        ("Straße", "die STRASSE"),
        ("Strasse", "die Straße"),
        ("STRAẞE", "die straße"),
        ("Kelvin", "300 \u212aelvin"),
        ("office", "an oﬃce"),
        ("Last", "laſt"),
        ("烏蘇拉", "这是烏蘇拉的书"),
        ("été 9x", "E\u0301te\u0301 9X"),
    ],
)
def test_what_tells_a_text_leaves_none_out(name: str, text: str) -> None:
    vault = Vault.of([f"{name}.md", "a.md"], [parse(f"{name}.md", ""), parse("a.md", text)])
    note = vault.notes[f"{name}.md"]
    names = names_of(vault, note)
    assert names is not None
    assert len(mentions(vault, note, {"a.md": text})) == 1
    parts = telling(names.folded)
    assert may_tell(text.encode().lower(), parts)
    assert not parts or not may_tell(b"something else", parts)
