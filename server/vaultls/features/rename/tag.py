"""Renaming a tag with all that are nested in it, in text, label lines and frontmatter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from vaultls.features.answer import Changes, Edit
from vaultls.features.relink import Renamed
from vaultls.features.rename.changes import followed
from vaultls.features.rename.checked import tag_name
from vaultls.features.rename.lists import removal
from vaultls.syntax.note import Note, Property, Tag
from vaultls.text.span import Span
from vaultls.vault.keys import keys_of
from vaultls.vault.names import tag_key
from vaultls.vault.tags import nested_keys, uses_by_note
from vaultls.vault.vault import Vault

_GAP = 2  # at most so many characters between two tags of a label line that stand side by side


_edit = partial(tuple.__new__, Edit)  # there are thousands


def rename(vault: Vault, name: str, new_name: str) -> Changes:
    """Rename the tag `name`, with those nested in it, in every note. Raises `Refusal` for what is no tag's name.

    A use is left out of a list where the new name already stands in it; elsewhere all uses follow.
    """
    new = tag_name(new_name)
    found = uses_by_note(vault, name)
    if new == name and all(use.name == new for used in found for use in used.tags):
        return Changes()
    depth = name.count("/") + 1
    merges = tag_key(new) != tag_key(name) and bool(nested_keys(vault, new))  # else there is nothing to meet
    edits: list[Edit] = []
    perhaps: list[Edit] = []  # of headings
    texts: dict[str, str] = {}  # of few tags thousands of uses
    for there, tags, spans, may_be_in_heading in found:
        path = there.path
        first = len(edits)
        drop = set(_doubles(there, tags, depth, new)) if merges else ()
        for use, span in zip(tags, spans, strict=True):
            if use in drop:
                edits.append(Edit(path, _removal(there, use), ""))
                continue
            text = texts.get(use[0])
            if text is None:
                text = texts[use.name] = _renamed(use, depth, new)
            edits.append(_edit((path, span, text, "")))
        if may_be_in_heading:
            perhaps += edits[first:]
    return followed(Renamed(vault, vault, {}), edits, in_headings=perhaps)


def _renamed(tag: Tag, depth: int, new: str) -> str:
    return "/".join([new, *tag.name.split("/")[depth:]])


def _doubles(note: Note, found: list[Tag], depth: int, new: str) -> Iterator[Tag]:
    """The uses that stand in one list, or side by side on one label line, with a tag that had the new name before."""
    mine, there = set(found), keys_of(note).tags
    for use in found:
        wanted = tag_key(_renamed(use, depth, new))
        if wanted in there and any(
            tag_key(other.name) == wanted and other not in mine for other in _neighbours(note, use)
        ):
            yield use


def _neighbours(note: Note, tag: Tag) -> list[Tag]:
    """The tags of the same property or label line, the tag itself with them."""
    prop = _property_of(note, tag)
    if prop is not None:
        return [t for t in note.tags if t.source == "property" and prop.value_start <= t.start <= prop.value_end]
    for field in note.fields:
        if field.value_start <= tag.start < field.end:
            line = [t for t in note.tags if field.value_start <= t.start < field.end]
            return line if _beside(line, tag) else []
    return []


def _beside(line: list[Tag], tag: Tag) -> bool:
    """Whether another tag stands next to it, so that it can be taken out and leaves no hole in a sentence."""
    i = line.index(tag)
    after = i + 1 < len(line) and line[i + 1].start - tag.name_span.end <= _GAP
    before = i > 0 and tag.start - line[i - 1].name_span.end <= _GAP
    return after or before


def _property_of(note: Note, tag: Tag) -> Property | None:
    if tag.source != "property":
        return None
    return next((p for p in note.properties if p.value_start <= tag.start <= p.value_end), None)


def _removal(note: Note, tag: Tag) -> Span:
    """What goes when a tag is taken out: with its separator, or its line in a block list."""
    tags = _neighbours(note, tag)
    prop = _property_of(note, tag)
    if prop is not None and len(prop.scalars) > 1:
        return removal(note, prop, next(i for i, s in enumerate(prop.scalars) if s.start <= tag.start < s.end))
    i = tags.index(tag)
    if i + 1 < len(tags) and (prop is not None or tags[i + 1].start - tag.name_span.end <= _GAP):
        return Span(tag.start, tags[i + 1].start)
    return Span(tags[i - 1].name_span.end, tag.name_span.end)
