"""Renaming a property, or one of its values, in all notes."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.answer import Changes, Edit, ReadText, Refusal
from vaultls.features.rename.changes import editable
from vaultls.features.rename.checked import one_line
from vaultls.features.rename.lists import removal
from vaultls.syntax.note import Note, Property, Scalar
from vaultls.syntax.yaml_nodes import plain_value
from vaultls.syntax.yaml_text import scalar_text
from vaultls.text.span import Span
from vaultls.vault.names import fold
from vaultls.vault.vault import Vault

_OWN_MEANING = frozenset(["tags", "tag", "aliases", "alias", "cssclasses", "cssclass"])


def rename_key(vault: Vault, key: str, typed: str) -> Changes:
    """Give the property `key` another name in every note, whatever its letter case. Raises `Refusal`."""
    new, wanted = one_line(typed, "A property's name").rstrip(":"), fold(key)
    if wanted in _OWN_MEANING:
        raise Refusal(f"`{key}` has a meaning of its own and keeps its name")
    edits = []
    for note, prop in _having(vault, wanted):
        if fold(new) != wanted and any(fold(other.key) == fold(new) for other in note.properties):
            raise Refusal(f"{note.path} has a property `{new}` already")
        quote = "" if prop.key_end - prop.key_start == len(prop.key) else '"'
        edits.append(Edit(note.path, Span(prop.key_start, prop.key_end), scalar_text(new, quote, string=False)))
    return editable(vault, [edit for edit in edits if edit.text != key or edit.path])


def rename_value(vault: Vault, key: str, value: str, typed: str, read: ReadText) -> Changes:
    """Give the value of a property another text in every note. Where a list holds the new one already, the old one goes."""
    new, wanted = one_line(typed, "A value"), fold(value.strip())
    edits = []
    for note, prop in _having(vault, fold(key)):
        there = {fold(s.text.strip()) for s in prop.scalars}
        for i, scalar in enumerate(prop.scalars):
            if fold(scalar.text.strip()) != wanted:
                continue
            if scalar.quote in ("|", ">") and scalar.quote:
                raise Refusal(f"{note.path} has this value as a block of lines")
            if fold(new) != wanted and fold(new) in there and isinstance(prop.value, list):
                edits.append(Edit(note.path, removal(note, prop, i), ""))
            else:
                text = written_scalar(new, scalar, prop, note, read)
                edits.append(Edit(note.path, Span(scalar.start, scalar.end), text))
    return editable(vault, edits)


def written_scalar(new: str, scalar: Scalar, prop: Property, note: Note, read: ReadText) -> str:
    """`new` as YAML in the place of a scalar, quoted as that is; a string stays one, a number may become another."""
    flow = False
    if not scalar.quote and isinstance(prop.value, list):
        text = read(note.path) or ""
        flow = text[prop.value_start : prop.value_start + 1] == "["
    string = isinstance(plain_value(scalar.text), str)
    return scalar_text(new, scalar.quote if scalar.quote in ("'", '"') else "", flow, string)


def _having(vault: Vault, key: str) -> Iterator[tuple[Note, Property]]:
    """The notes with a property of this folded name, by path."""
    for path in sorted(vault.notes):
        note = vault.notes[path]
        for prop in note.properties:
            if prop.key == key or fold(prop.key) == key:
                yield note, prop
