"""Headings of the whole vault after `[[##`, blocks after `[[^^`; a block of this note that has no id gets one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from vaultls.features.answer import CompletionItem, Completions
from vaultls.features.completion.anchors import subpath_to
from vaultls.features.completion.candidates import LIMIT
from vaultls.features.completion.context import OpenLink, Typing, excerpt, filter_text, open_link
from vaultls.features.new_block_id import new_block_id
from vaultls.features.new_link import wiki_path
from vaultls.syntax.note import Json, Note
from vaultls.syntax.outline import parents
from vaultls.syntax.passages import passages
from vaultls.text.span import Span
from vaultls.vault.name_search import note_names, search
from vaultls.vault.names import stem
from vaultls.vault.resolve import find_anchor
from vaultls.vault.search import rank


def complete(typing: Typing) -> Completions | None:
    """Found by their own text; those of this note come first where they match as well."""
    link = open_link(typing.line, typing.offset)
    if link is None or "|" in link.inner:
        return None
    query = link.inner[2:].strip()
    if link.inner.startswith("##"):
        return Completions(link.span, tuple(_headings(typing, link, query)))
    if link.inner.startswith("^^"):
        return Completions(link.span, tuple(_blocks(typing, link, query)))
    return None


def _headings(typing: Typing, link: OpenLink, query: str) -> Iterator[CompletionItem]:
    vault, here = typing.vault, typing.note.path
    found = search(vault.notes, note_names, query, 2 * LIMIT, letters=False)
    if len(found) < LIMIT:
        found = search(vault.notes, note_names, query, 2 * LIMIT)
    count = 0
    for hit in sorted(found, key=lambda hit: (hit.quality, hit.key != here, hit)):
        note = vault.notes[hit.key]
        nth = hit.nth - len(note.aliases)
        way = "" if hit.key == here else wiki_path(vault, here, hit.key)
        subpath = _subpath(note, nth) if nth >= 0 and way is not None else None
        if subpath is None:
            continue
        made = f"{way}#{subpath}"
        data: Json = {"path": hit.key, "start": note.headings[nth].start}
        label = subpath.rpartition("#")[2]
        yield CompletionItem(label, "heading", made + link.close, filter_text(link.inner, made), stem(hit.key), data)
        count += 1
        if count == LIMIT:
            return


def _subpath(note: Note, index: int) -> str | None:
    """The subpath that leads to one heading: of few notes many headings are asked for."""
    named = partial(find_anchor, note)
    return subpath_to(note, index, -1, named) or subpath_to(note, index, parents(note.headings)[index], named)


def _blocks(typing: Typing, link: OpenLink, query: str) -> Iterator[CompletionItem]:
    """Those of this note by their text, those of others by their id and the note's name: no other text is read."""
    vault, note = typing.vault, typing.note
    own = _own_blocks(typing)
    items = 0
    for i in rank(query, [said for said, _, _ in own], LIMIT):
        said, id_, insert = own[i]
        made = f"#^{id_}"
        additional = () if insert is None else ((Span(insert, insert), f" ^{id_}"),)
        yield CompletionItem(said, "block", made + link.close, filter_text(link.inner, made), "", None, additional)
        items += 1
    for hit in sorted(search(vault.notes, _block_names, query, 2 * LIMIT)):
        if items >= LIMIT:
            return
        way = wiki_path(vault, note.path, hit.key) if hit.key != note.path else None
        if way is None:
            continue
        block = vault.notes[hit.key].blocks[hit.nth]
        made = f"{way}#^{block.id}"
        data: Json = {"path": hit.key, "start": block.start}
        yield CompletionItem(block.id, "block", made + link.close, filter_text(link.inner, made), stem(hit.key), data)
        items += 1


def _block_names(path: str, note: Note) -> list[str]:
    return [f"{block.id} {stem(path)}" for block in note.blocks]


def _own_blocks(typing: Typing) -> list[tuple[str, str, int | None]]:
    """Of each block of this note its first words, its id, and where a new id goes; the one with the cursor is none."""
    found: list[tuple[str, str, int | None]] = []
    taken = {block.id.casefold() for block in typing.note.blocks}
    for start, end, words_end, id_ in passages(typing.text):
        if not start <= typing.offset <= end:
            new = id_ or new_block_id(typing.text[start:end], taken)
            found.append((excerpt(typing.text, start, words_end), new, None if id_ else end))
    return found
