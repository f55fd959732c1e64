"""The subpath of a link: how its author would have written it for a heading or block of another name."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.syntax.note import Block, Heading, Link, Note
from vaultls.syntax.outline import parents
from vaultls.vault.names import anchor_text, fold, heading_key, slug, whole_anchor_text
from vaultls.vault.resolve import find_anchor, slugs_of


def same_anchor(note: Note, found: Heading | Block | None, before: Heading | Block, index: int) -> bool:
    """Whether `found` in the changed `note` is what `before`, number `index` of its kind, has become."""
    if isinstance(before, Heading):
        return found is note.headings[index]
    return found is note.blocks[index]


def subpath_spellings(link: Link, before: Note, after: Note, anchor: Heading | Block, index: int) -> Iterator[str]:
    """Ways to name the heading or block, the one most like the link's own first."""
    if isinstance(anchor, Block):
        yield "^" + after.blocks[index].id
        return
    if not link.is_wiki and _is_slug(before, link.subpath, anchor):
        yield slugs_of(after.headings)[index]
    changed = {
        heading_key(old.text): (old.text, new.text)
        for old, new in zip(before.headings, after.headings, strict=True)
        if old.text != new.text
    }
    segments = link.subpath.split("#")
    name = anchor_text(after.headings[index].text)
    followed = [_in_style(s, *changed[k]) if (k := heading_key(s)) in changed else s for s in segments]
    yield "#".join(followed)
    yield "#".join([*followed[:-1], name])
    yield "#".join([*segments[:-1], name])
    chain = [name]
    above, i = parents(after.headings), index
    while (i := above[i]) >= 0:
        chain.insert(0, anchor_text(after.headings[i].text))
        yield "#".join(chain)
    if not link.is_wiki:
        yield slugs_of(after.headings)[index]


def _in_style(segment: str, old: str, new: str) -> str:
    """The new text, whole where the author has written the old one so and not as Obsidian does."""
    wanted = fold(segment.strip())
    whole = wanted == fold(whole_anchor_text(old)) != fold(anchor_text(old))
    return whole_anchor_text(new) if whole else anchor_text(new)


def _is_slug(note: Note, subpath: str, heading: Heading) -> bool:
    """Whether a Markdown link names the heading as GitHub does, and not by its text."""
    return subpath == slug(heading.text) or find_anchor(note, subpath) is not heading
