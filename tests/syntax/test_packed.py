"""Facts as bytes: nothing is lost, nothing is unpacked before it is asked for, and what is no such bytes is refused."""

from __future__ import annotations

import random
import struct
from dataclasses import fields

import pytest

from vaultls.syntax import note as notes
from vaultls.syntax import packed as codec
from vaultls.syntax.columns import KINDS
from vaultls.syntax.note import Note
from vaultls.syntax.packed import pack, packed, texts
from vaultls.syntax.parse import parse
from vaultls.vault.keys import keys_of

TEXT = """---
title: "A: b"
aliases: [X, 'Y y', "Z"]
rating: 5
nested: {a: [1, {b: null}], c: 2024-01-02}
empty:
tags: book, idea/deep
up: "[[Other]]"
---
# Title 😀 ^top
`TAGS:` #one #two/three
%% vaultls-ignore unresolved-link empty-section %%
[[Note#H|shown]] ![[pic.png]] [x](<a b.md#c>) [r] [^1] ^[inline]

> [!note]- Callout
> text ^block-1

- [x] task $math$ `code` <b>html</b> https://x.org %%comment%%

[r]: <other note.md> "T"
[^1]: Footnote
"""


def test_nothing_is_lost() -> None:
    note = parse("d/a.md", TEXT)
    kinds = {f.name for f in fields(Note) if f.init} - {"path", "problems"}
    assert [kind for kind in kinds if not getattr(note, kind)] == []  # the text has something of each kind
    assert packed("d/a.md", pack(note)) == note
    assert keys_of(packed("d/a.md", pack(note))) == keys_of(note)


def test_every_field_has_its_column() -> None:
    for _, kind, layout in KINDS:
        assert len(layout) == len(kind._fields), kind
    assert {name for name, _, _ in KINDS} | {"path", "lines", "links", "properties"} == {
        f.name for f in fields(Note) if f.init
    }


def test_nothing_is_unpacked_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    note = packed("a.md", pack(parse("a.md", TEXT)), keys_of(parse("a.md", TEXT)))
    calls: list[str] = []
    monkeypatch.setattr(notes, "_unpack", lambda note, name: (calls.append(name), codec.unpack(note, name)))
    assert note.path == "a.md"
    assert "one" in keys_of(note).tags
    assert [*texts(note, "headings"), *texts(note, "aliases")] == ["Title 😀 ^top", "X", "Y y", "Z"]
    assert calls == []
    assert len(note.links) == 5
    assert len(note.links) == 5
    assert note.headings[0].level == 1
    assert calls == ["links", "headings"]


def test_all_empty_kinds_are_known_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    note = packed("a.md", pack(parse("a.md", "text")))
    calls: list[str] = []
    monkeypatch.setattr(notes, "_unpack", lambda note, name: (calls.append(name), codec.unpack(note, name)))
    assert not any(getattr(note, name) for name, _, _ in KINDS)
    assert not note.links
    assert calls == ["headings"]


def test_texts_are_those_of_the_facts() -> None:
    for text in (TEXT, "", "# \x01\0\x02\n", "a ^b\n\nc ^d\n"):
        note = parse("a.md", text)
        for known in (note, packed("a.md", pack(note))):
            assert list(texts(known, "headings")) == [heading.text for heading in note.headings]
            assert list(texts(known, "aliases")) == [alias.text for alias in note.aliases]
            assert list(texts(known, "blocks")) == [block.id for block in note.blocks]


def test_unknown_attributes_are_unknown() -> None:
    note = packed("a.md", pack(parse("a.md", TEXT)))
    with pytest.raises(AttributeError):
        note.nothing  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError):
        parse("a.md", TEXT).nothing  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    "text", ["", "\0", "[[a\0b]] #t\0", "# \x01\0\x02\n[[\x01]]", '---\nk: "a\\0b"\n---\n', "\ud800 [[\udfff]]"]
)
def test_odd_characters(text: str) -> None:
    note = parse("a.md", text)
    assert packed("a.md", pack(note)) == note


def test_what_is_cut_or_changed_never_hangs_or_crashes() -> None:
    data = pack(parse("a.md", TEXT))
    rnd = random.Random(3)
    for _ in range(400):
        broken = bytearray(data[: rnd.randrange(len(data) + 1)])
        for _ in range(rnd.randrange(4)):
            if broken:
                broken[rnd.randrange(len(broken))] = rnd.randrange(256)
        note = packed("a.md", bytes(broken))
        try:
            list(note.links)
            assert note.headings is not None
            assert note.properties is not None
            assert texts(note, "aliases") is not None
        except (ValueError, LookupError, struct.error, MemoryError, TypeError):
            pass
