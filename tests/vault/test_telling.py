"""Which texts are read first for a question: none that has a part in the answer is left for later."""

from __future__ import annotations

import pytest

from support.vaults import Texts, demo, generated, linked
from vaultls.vault.links import names_of, sources
from vaultls.vault.tags import uses
from vaultls.vault.telling import may_tell, telling


@pytest.mark.parametrize("texts", [demo(), *map(linked, range(6)), *map(generated, range(3))])
def test_what_links_to_a_note_or_has_a_tag_may_tell_its_name(texts: Texts) -> None:
    vault = texts.vault()
    found = 0
    for path in vault.files:
        parts = telling(names_of(vault, path))
        for source in sources(vault, path):
            assert may_tell(texts[source.note.path].encode().lower(), parts)
            found += 1
    for tag in vault.tagged:
        parts = telling([tag])
        for note, _ in uses(vault, tag):
            assert may_tell(texts[note.path].encode().lower(), parts)
            found += 1
    assert found


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("[[medicine and algorithm]]", True),
        ("[x](medicine%20and%20algorithm.md)", True),
        ("MEDICINE is AND was, algorithms", True),
        ("medicine and art", False),
        ("an algorithm and", False),
        ("300 \u212aelvin, 9", True),  # the sign of the unit, whose small letter is k
        ("kelvin in 1999", True),
        ("kelvin", False),
        ("straße nach", True),  # ß folds to ss: nothing more is known of the word
        ("strasse nach", False),
        ("strasse nach ulm", True),
    ],
)
def test_all_words_of_a_name_must_be_there(text: str, tells: bool) -> None:
    names = ["medicine and algorithm", "kelvin 19", "strasse nach ulm"]
    assert may_tell(text.encode().lower(), telling(names)) is tells


def test_of_a_name_without_words_nothing_can_be_told() -> None:
    assert telling(["c++", "kelvin"]) == telling(["烏蘇拉"]) == ()
    assert may_tell(b"anything", ())
