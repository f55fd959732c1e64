"""A tag's rename to a free name and its inverse give back every byte (letter case of variants aside), and touch nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.vaults import Texts, demo, generated, real
from vaultls.features.export import export_note
from vaultls.features.rename import rename
from vaultls.text.edit import apply_edits
from vaultls.text.span import Span
from vaultls.vault.names import tag_key
from vaultls.vault.vault import Vault

FREE = "free-名"


def renamed(texts: Texts, vault: Vault, name: str, new: str) -> tuple[Texts, Vault]:
    """The vault after the tag of this key is renamed from its first use."""
    note = vault.notes[vault.tagged[name][0]]
    tag = next(t for t in note.tags if tag_key(t.name) == name)
    edits = rename(vault, note, tag.name_span.start, new, texts.get).edits
    after = Texts(texts)
    by_path: dict[str, list[tuple[Span, str]]] = {}
    for edit in edits:
        by_path.setdefault(edit.path, []).append((edit.span, edit.text))
    for path, found in by_path.items():
        after[path] = apply_edits(texts[path], found)
    changed = Texts((path, text) for path, text in after.items() if text != texts[path])
    return after, vault.updated(notes=changed.vault().notes.values())


def check(texts: Texts, names: list[str]) -> None:
    vault = texts.vault()
    spellings = all_spellings(vault)
    for name in names:
        written = {
            tag.name for path in vault.tagged[name] for tag in vault.notes[path].tags if tag_key(tag.name) == name
        }
        there, moved = renamed(texts, vault, name, FREE)
        assert not any(k == name or k.startswith(name + "/") for k in moved.tagged), name
        expected = {
            tag_key(FREE) + k[len(name) :] if k == name or k.startswith(name + "/") else k for k in vault.tagged
        }
        assert set(moved.tagged) == expected
        for path in texts:
            if there[path] != texts[path]:
                before, after = (export_note(v, v.notes[path]) for v in (vault, moved))
                for part in ("links", "blocks", "aliases"):
                    assert count(before[part]) == count(after[part])
        mixed = len(written) > 1 or len(spellings.get(name, ())) > 1
        back, _ = renamed(there, moved, tag_key(FREE), min(written))
        for path in texts:
            if back[path] != texts[path]:
                assert mixed, (name, path)
                assert back[path].casefold() == texts[path].casefold(), (name, path)


def count(part: object) -> int:
    assert isinstance(part, list)
    return len(part)


def all_spellings(vault: Vault) -> dict[str, set[str]]:
    """How each tag is written, also as the beginning of nested ones."""
    found: dict[str, set[str]] = {}
    for note in vault.notes.values():
        for tag in note.tags:
            parts = tag.name.split("/")
            for depth in range(1, len(parts) + 1):
                name = "/".join(parts[:depth])
                found.setdefault(tag_key(name), set()).add(name)
    return found


def test_demo_vault() -> None:
    texts = demo()
    check(texts, sorted(texts.vault().tagged))


@pytest.mark.parametrize("seed", range(3))
def test_generated_vault(seed: int) -> None:
    texts = generated(seed)
    check(texts, sorted(texts.vault().tagged))


def test_real_vault(tmp_path: Path) -> None:
    texts = real(tmp_path)
    tagged = texts.vault().tagged
    check(texts, sorted(tagged, key=lambda name: (-len(tagged[name]), name))[:20])
