"""Links that are written anew: to another file or anchor, in their author's manner."""

from __future__ import annotations

from functools import partial

from vaultls.features.actions._asked import Asked
from vaultls.features.answer import Edit
from vaultls.features.completion.anchors import subpath_to
from vaultls.features.new_link import markdown_path, wiki_path
from vaultls.features.relink.writing import Written, written
from vaultls.syntax.note import Link, Note
from vaultls.syntax.outline import parents
from vaultls.vault.names import is_note, suffix
from vaultls.vault.resolve import find, find_anchor, slugs_of

_NOTE = (".md", ".markdown")


def path_to(asked: Asked, link: Link, target: str) -> str | None:
    """What `link` must say to lead to the file `target` and to no other; None if it can't."""
    vault, source = asked.vault, asked.note.path
    if not link.is_wiki:
        return markdown_path(vault, source, target, link.path)
    path = wiki_path(vault, source, target)
    if path is not None and is_note(target) and suffix(link.path) in _NOTE:
        whole = path + target[target.rfind(".") :]
        if find(vault, source, whole)[0][:1] == (target,):
            return whole
    return path


def heading_subpath(note: Note, index: int, wiki: bool) -> str | None:
    """What a link says behind its `#` for heading number `index`: its text, with the one above where needed, or GitHub's anchor."""
    if not wiki:
        slug = slugs_of(note.headings)[index]
        return slug if slug and find_anchor(note, slug, slugs=True) is note.headings[index] else None
    named = partial(find_anchor, note)
    return subpath_to(note, index, -1, named) or subpath_to(note, index, parents(note.headings)[index], named)


def edits(asked: Asked, link: Link, parts: Written) -> tuple[Edit, ...]:
    """What makes a link of the asking note say `parts`."""
    path = asked.note.path
    return tuple(Edit(path, span, text) for span, text in written(asked.note, link, parts, asked.read))
