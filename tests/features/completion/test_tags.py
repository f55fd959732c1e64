"""Tags in text, in the frontmatter and after `TAGS:`."""

from __future__ import annotations

import pytest

from features.completion.check import typed


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("#pol<|>", "#politics"),
        ("see #lab<|>", "see #politics/labour"),
        ("#politics/l<|>abour", "#politics/labour"),
        ("`TAGS:`  po<|>", "`TAGS:`  #politics"),
        ("`TAGS:`  #x #po<|>", "`TAGS:`  #x #politics"),
        ("TAGS: po<|>", "TAGS: #politics"),
        ("---\ntags: po<|>\n---\n", "---\ntags: politics\n---\n"),
        ("---\ntags: [x, po<|>]\n---\n", "---\ntags: [x, politics]\n---\n"),
        ("---\ntags:\n  - po<|>\n---\n", "---\ntags:\n  - politics\n---\n"),
    ],
)
def test_first_item(line: str, expected: str) -> None:
    asked = typed(line)
    assert asked.first == expected, asked.labels


def test_counts() -> None:
    asked = typed("#po<|>")
    assert list(zip(asked.labels, asked.details, strict=True))[:2] == [
        ("politics", "2 notes"),
        ("politics/labour", "1 note"),
    ]
