"""Bits that tell which words a text may hold: never wrong about one that is there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.steps import check_linear
from vaultls.features.commands.unlinked_mentions import mentions_in, names_of
from vaultls.syntax.note import Note
from vaultls.syntax.parse import parse
from vaultls.text.lines import Lines
from vaultls.vault.names import fold
from vaultls.vault.telling import may_tell, telling
from vaultls.vault.vault import Vault
from vaultls.vault.words import bits_of, may_say, wanted

SAID = {
    "words in any case": ("A walk in KINGS Cross today", "kings cross"),
    "with marks around it": ("**Kings**-Cross—x", "kings"),
    "in a word with underscores": ("x_abc_y", "_abc_"),
    "composed and decomposed": ("Cafe\u0301 Noir", "café noir"),
    "letters that fold to several": ("die STRA\u1e9eE", "strasse"),
    "the sign of Kelvin": ("300 \u212a", "300 k"),
    "a script without blanks": ("這是烏蘇拉的书", "烏蘇拉"),
    "an ideograph in its other form": ("\uf900", "\u8c48"),
    "Cyrillic": ("Лев ТОЛСТОЙ", "толстой"),
    "signs alone": ("a → b", "→"),
}


@pytest.mark.parametrize(("text", "name"), SAID.values(), ids=SAID)
def test_what_is_there_may_be(text: str, name: str) -> None:
    assert name in " ".join(fold(text).split())
    assert may_say(bits_of(text), wanted([name]))
    assert may_say(bits_of(text), wanted(["not there at all", name]))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kingston upon hull", "kings"),
        ("kings", "kings cross"),
        ("cross the kings", "kings cross"),
        ("烏蘇", "烏蘇拉"),
        ("", "x"),
        ("caf", "cafe"),
    ],
)
def test_what_is_not_there_is_seen_not_to_be(text: str, name: str) -> None:
    assert not may_say(bits_of(text), wanted([name]))


def test_of_some_names_nothing_can_be_told() -> None:
    assert wanted(["é"]) == ()
    assert wanted(["kings", "..."]) == ()
    assert may_say(bits_of("anything"), ())


LETTERS = st.text(alphabet="aAbkK éÉe\u0301ßſ\u212aİı-_.1烏\u1e9eй\u0306и\n", max_size=12)
AROUND = st.lists(LETTERS | st.sampled_from(["[[", "]]", "|", "#", "\\", "`", "%%", "[", "](x)", "$"]), max_size=5).map(
    "".join
)


@settings(max_examples=400)
@given(before=AROUND, said=LETTERS, behind=AROUND)
def test_a_mention_is_never_missed(before: str, said: str, behind: str) -> None:
    names = names_of(Vault.of([]), Note(said.replace("\n", " ") + ".md", Lines.of("")))
    text = f"{before}{said}{behind}"
    if names is not None and mentions_in(names, parse("a.md", text), text):
        assert may_say(bits_of(text), wanted(names.folded))
        parts = telling(names.folded, whole=True)
        assert may_tell(text.encode().lower(), parts)


@settings(max_examples=400)
@given(said=LETTERS, text=AROUND)
def test_names_in_ascii_are_found_as_others_are(said: str, text: str) -> None:
    names = names_of(Vault.of([]), Note(said.replace("\n", " ") + ".md", Lines.of("")))
    if names is not None:
        note = parse("a.md", text)
        assert mentions_in(names, note, text) == mentions_in(names._replace(are_ascii=False), note, text)


@pytest.mark.parametrize(
    "text", ["[[Kings]]", "![[a/Kings#x|y]]", "[[x|Kings]]", "[[x#Kings]] king", "a[[Kings]][[Kings]]b"]
)
def test_words_of_links_are_none(text: str) -> None:
    assert not may_say(bits_of(text), wanted(["kings"]))


def test_a_text_of_many_words_is_told_from_others() -> None:
    bits = bits_of(" ".join(f"w{i}" for i in range(3000)))
    assert sum(may_say(bits, wanted([f"x{i}"])) for i in range(1000)) < 100


def test_linear() -> None:
    check_linear(lambda n: lambda: bits_of(" ".join(f"w{i}" for i in range(n))), 500)
