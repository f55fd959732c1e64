"""A rename of a tag asks packed notes whether a heading may hold one; the answer must be that of the facts."""

from __future__ import annotations

import pytest

from vaultls.syntax.packed import may_have_tag_in_heading, pack, packed
from vaultls.syntax.parse import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Plans #book\n", True),
        ("Plans #book\n===\n", True),
        ("# Plans\n\n#book\n", False),
        ("#book and no heading\n", False),
        ("\n" * 35 + "# At offset 35, the number of a hash\n", False),
        ("# Ä\n## 本 #book\n", True),
        ("", False),
    ],
)
def test_packed_and_unpacked_notes_say_the_same(text: str, expected: bool) -> None:
    note = parse("a.md", text)
    assert may_have_tag_in_heading(note) is expected
    assert may_have_tag_in_heading(packed("a.md", pack(note))) is expected
