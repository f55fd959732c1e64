"""Headings after `[[note#` and `[[#`, blocks after `#^`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vaultls.features.answer import CompletionItem, Completions
from vaultls.features.completion.candidates import LIMIT
from vaultls.features.completion.context import OpenLink, Typing, excerpt, filter_text, open_link
from vaultls.syntax.note import Heading, Json, Note
from vaultls.syntax.outline import parents
from vaultls.vault.anchors import Anchors
from vaultls.vault.names import anchor_text, heading_key
from vaultls.vault.resolve import find
from vaultls.vault.search import rank


def complete(typing: Typing) -> Completions | None:
    """Anchors of the note that the part before `#` names."""
    link = open_link(typing.line, typing.offset)
    if link is None or "|" in link.inner:
        return None
    path, mark, typed = link.inner.partition("#")
    if path.startswith("^") and not mark:
        path, mark, typed = "", "#", path  # `[[^id`, typed without its `#`
    if not mark:
        return None
    target = named(typing, path.strip())
    if target is None:
        return Completions(link.span, ())
    if typed.startswith("^"):
        return _blocks(typing, link, target, path, typed[1:].strip())
    return _headings(link, target, path, typed.rpartition("#")[2].strip())


def named(typing: Typing, path: str, wiki: bool = True) -> Note | None:
    """The note that a link's path names; without a path this one."""
    if not path:
        return typing.note
    found, _ = find(typing.vault, typing.note.path, path, relative_first=not wiki)
    if not found:
        return None
    return typing.note if found[0] == typing.note.path else typing.known(found[0])


def _blocks(typing: Typing, link: OpenLink, target: Note, path: str, query: str) -> Completions:
    """Blocks by their id and by their text."""
    text = (typing.text if target is typing.note else typing.read(target.path)) or ""
    texts = [excerpt(text, block.start, block.id_start) for block in target.blocks]
    items = []
    for i in rank(query, [f"{b.id} {said}" for b, said in zip(target.blocks, texts, strict=True)], LIMIT):
        block, made = target.blocks[i], f"{path}#^{target.blocks[i].id}"
        data: Json = {"path": target.path, "start": block.start}
        filter_ = filter_text(link.inner, made)
        items.append(CompletionItem(block.id, "block", made + link.close, filter_, texts[i], data))
    return Completions(link.span, tuple(items))


def _headings(link: OpenLink, target: Note, path: str, query: str) -> Completions:
    found = list(subpaths(target))
    items = []
    for i in rank(query, [name for _, name, _ in found], LIMIT):
        heading, name, subpath = found[i]
        made = f"{path}#{subpath}"
        items.append(
            CompletionItem(
                "  " * (heading.level - 1) + name,
                "heading",
                made + link.close,
                filter_text(link.inner, made),
                "#" * heading.level,
                {"path": target.path, "start": heading.start},
            )
        )
    return Completions(link.span, tuple(items))


def subpaths(note: Note) -> Iterator[tuple[Heading, str, str]]:
    """Each heading that a link can name, its text there, and the subpath that leads to it."""
    above, anchors = parents(note.headings), Anchors(note)
    for i, heading in enumerate(note.headings):
        subpath = subpath_to(note, i, above[i], anchors.find)
        if subpath:
            yield heading, subpath.rpartition("#")[2], subpath


def subpath_to(note: Note, index: int, above: int, named: Callable[[str], object]) -> str | None:
    """What a link says for a heading: of one of equal headings the one `above` it too. `named`: the heading that a subpath names."""
    heading = note.headings[index]
    name = anchor_text(heading.text)
    if not heading_key(name):
        return None
    if named(name) is heading:
        return name
    longer = f"{anchor_text(note.headings[above].text)}#{name}" if above >= 0 else name
    return longer if named(longer) is heading else None
