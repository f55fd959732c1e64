"""Facts as bytes: nothing is lost, nothing is unpacked before it is asked for, and what is no such bytes is refused."""

from __future__ import annotations

import random
import struct
from dataclasses import fields

import pytest

from vaultls.syntax import packed as codec
from vaultls.syntax.note import Note
from vaultls.syntax.packed import pack, packed
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
    for _, kind, layout in codec._KINDS:
        assert len(layout) == len(kind._fields), kind
    assert {name for name, _, _ in codec._KINDS} | {"path", "lines", "links", "properties"} == {
        f.name for f in fields(Note) if f.init
    }


def test_nothing_is_unpacked_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    note = packed("a.md", pack(parse("a.md", TEXT)), keys_of(parse("a.md", TEXT)))
    calls: list[str] = []
    for name in ("unpack", "unpack_links"):
        real = getattr(codec, name)
        monkeypatch.setattr(codec, name, lambda *a, name=name, real=real: (calls.append(name), real(*a)))
    assert note.path == "a.md"
    assert "one" in keys_of(note).tags
    assert calls == []
    assert len(note.links) == 5
    assert calls == ["unpack_links"]
    assert note.headings[0].level == 1
    assert note.tags
    assert note.lines
    assert calls == ["unpack_links", "unpack"]


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
        except (ValueError, IndexError, struct.error, MemoryError, TypeError):
            pass
