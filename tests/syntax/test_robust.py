"""Parsing never raises, takes linear time, and spans what it says: on the demo vault, its prefixes, splices and hostile notes."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from support.steps import check_linear
from syntax.hostile import HOSTILE
from vaultls.syntax.link_parts import link_parts
from vaultls.syntax.note import Note
from vaultls.syntax.packed import pack, packed
from vaultls.syntax.parse import parse

SEEDS = [
    (p.name, p.read_text(encoding="utf-8-sig"))
    for p in sorted(Path(__file__).parents[2].joinpath("seeds").rglob("*.md"))
]


def check_spans(note: Note, text: str) -> None:
    """Every fact starts and ends as its kind demands."""
    for link in note.links:
        assert text[link.start : link.end].replace("\r\n", " \n").replace("\r", "\n") == link.raw
        assert link.raw[-1] in "])"
        assert link.raw.startswith("!" if link.kind == "embed" else "[")
        for span in link_parts(link):
            assert span is None or link.start <= span.start <= span.end <= link.end
    for tag in note.tags:
        assert text[tag.name_span.start : tag.name_span.end] == tag.name
        assert tag.source == "property" or text[tag.start] == "#"
    for heading in note.headings:
        assert heading.start <= heading.text_start <= heading.end
        assert (
            text[heading.text_start : heading.text_span.end].replace("\r\n", " \n").replace("\r", "\n") == heading.text
        )
    for block in note.blocks:
        assert text[block.id_start] == "^"
        assert text[block.id_span.start : block.id_span.end] == block.id
        assert block.start <= block.end
    for prop in note.properties:
        assert text[prop.key_start : prop.key_end].strip("\"'") == prop.key
    for zone in note.zones:
        assert 0 <= zone.start < zone.end <= len(text) or zone.kind == "frontmatter"
    for callout in note.callouts:
        assert text.startswith("[!", callout.start)
    for task in note.tasks:
        assert text[task.start] + text[task.start + 2] == "[]"


@pytest.mark.parametrize(("name", "text"), SEEDS, ids=[name for name, _ in SEEDS])
def test_spans(name: str, text: str) -> None:
    note = parse(name, text)
    check_spans(note, text)
    assert packed(note.path, pack(note)) == note


def test_prefixes() -> None:
    for name, text in SEEDS:
        if name in ("How I keep these notes.md", "Charles Darwin.md", "Quayside Reading Circle.md"):
            for end in range(len(text)):
                check_spans(parse(name, text[:end]), text[:end])


def test_splices() -> None:
    rnd = random.Random(7)
    texts = [text for _, text in SEEDS]
    bits = [
        "[[",
        "]]",
        "`",
        "```\n",
        "$",
        "$$\n",
        "%%",
        "#",
        "\n",
        "\r",
        "\r\n",
        "- ",
        "> ",
        "|",
        "^x\n",
        "<!--",
        "\0",
        "\ud7ff",
        "😀",
        "---\n",
        "[^",
        "](",
        "\\",
        "\t",
    ]
    for _ in range(1500):
        text = rnd.choice(texts)
        for _ in range(rnd.randrange(1, 4)):
            at = rnd.randrange(len(text) + 1)
            text = text[:at] + rnd.choice([*bits, rnd.choice(texts)[:80]]) + text[at + rnd.randrange(20) :]
        note = parse("a.md", text)
        check_spans(note, text)
        assert packed(note.path, pack(note)) == note


@pytest.mark.parametrize("name", HOSTILE)
def test_linear(name: str) -> None:
    """Twice the note costs about twice the steps."""
    make = HOSTILE[name]

    def run(n: int) -> Callable[[], object]:
        text = make(n)
        return lambda: parse("a.md", text)

    check_linear(run, 150)
    large = make(4000)
    check_spans(parse("a.md", large), large)
