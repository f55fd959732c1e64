"""A name that exists and is nearly what a broken link says: of a note, a heading or a block."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.actions._asked import Asked
from vaultls.features.actions._linking import HeadingNames, edits, path_to
from vaultls.features.answer import Action, ActionKind, Changes
from vaultls.features.relink.writing import Written
from vaultls.syntax.link_parts import display_of
from vaultls.syntax.note import Link, Note
from vaultls.vault.names import ATTACHMENT_SUFFIXES, fold, heading_key, is_note, key, stem, suffix
from vaultls.vault.resolve import resolve
from vaultls.vault.similar import similar, similar_files

KIND: ActionKind = "quickfix"
_MOST = 3  # proposals for one link


def find(asked: Asked) -> Iterator[Action]:
    for problem, link in asked.links(asked.of("unresolved-link", "unresolved-heading", "unresolved-block")):
        if problem.code == "unresolved-link":
            found = _files(asked, link)
        else:
            found = _anchors(asked, link)
        for said, parts in found:
            changes = Changes(edits(asked, link, parts))
            if changes.edits:
                yield Action(f"Change to “{said}”", KIND, changes, (problem,))


def _files(asked: Asked, link: Link) -> Iterator[tuple[str, Written]]:
    attachment = suffix(link.path) in ATTACHMENT_SUFFIXES
    found = [p for p in similar_files(asked.vault, link.path, 2 * _MOST) if is_note(p) is not attachment][:_MOST]
    for path in found:
        way = path_to(asked, link, path)
        if way is None:
            continue
        # Where the name is an alias, the reader goes on seeing it.
        alias = _alias(asked.vault.notes.get(path), link) if link.is_wiki and link.kind != "embed" else None
        yield stem(path) if alias is None else alias, Written(way, None, alias)


def _alias(note: Note | None, link: Link) -> str | None:
    """The alias of a note that the link nearly says; None where its file's name is as near."""
    if note is None or display_of(link) is not None:
        return None
    names = {fold(alias.text.strip()): alias.text.strip() for alias in note.aliases}
    best = similar(key(link.path), [key(note.path), *names], 1)
    return names.get(best[0]) if best and best[0] != key(note.path) else None


def _anchors(asked: Asked, link: Link) -> Iterator[tuple[str, Written]]:
    target = resolve(asked.vault, asked.note, link).target
    note = asked.note if target == asked.note.path else asked.vault.notes.get(target or "")
    if note is None:
        return
    if link.subpath.startswith("^"):
        ids = {block.id.casefold(): block.id for block in reversed(note.blocks)}
        for name in similar(link.subpath[1:].casefold(), ids, _MOST):
            yield f"^{ids[name]}", Written(None, f"^{ids[name]}", None)
        return
    wanted = link.subpath.rpartition("#")[2]
    if not link.is_wiki:  # an anchor: its hyphens stand for blanks
        wanted = wanted.replace("-", " ")
    headings = {heading_key(heading.text): i for i, heading in reversed([*enumerate(note.headings)])}
    names = HeadingNames()
    for name in similar(heading_key(wanted), headings, _MOST):
        subpath = names.subpath(note, note.headings[headings[name]], link.is_wiki)
        if subpath is not None:
            yield note.headings[headings[name]].text, Written(None, subpath, None)
