"""Headings after `[[note#` and `[[#`, blocks after `#^`."""

from __future__ import annotations

from vaultls.features.answer import CompletionItem, Completions
from vaultls.features.completion.context import Line, filter_text, open_link
from vaultls.features.completion.notes import LIMIT
from vaultls.syntax.note import Note
from vaultls.syntax.outline import parents
from vaultls.vault.names import anchor_text, heading_key
from vaultls.vault.resolve import find, find_anchor
from vaultls.vault.search import rank
from vaultls.vault.vault import Vault


def complete(vault: Vault, note: Note, line: Line, offset: int) -> Completions | None:
    """Anchors of the note that the part before `#` names."""
    link = open_link(line, offset)
    if link is None or "|" in link.inner:
        return None
    path, mark, typed = link.inner.partition("#")
    if path.startswith("^") and not mark:
        path, mark, typed = "", "#", path  # `[[^id`, typed without its `#`
    if not mark:
        return None
    target: Note | None = note
    if path.strip():
        found, _ = find(vault, note.path, path.strip())
        target = (note if found[0] == note.path else vault.notes.get(found[0])) if found else None
    if target is None:
        return Completions(link.span, ())
    close = "" if link.closed else "]]"
    if typed.startswith("^"):
        anchors = [(b.id, f"{path}#^{b.id}", "block", b.id, b.start) for b in target.blocks]
        query = typed[1:].strip()
    else:
        anchors = _headings(target, path)
        query = typed.rpartition("#")[2].strip()
    items = []
    for i in rank(query, [name for name, *_ in anchors], LIMIT):
        _, text, kind, label, start = anchors[i]
        items.append(
            CompletionItem(
                label,
                "block" if kind == "block" else "heading",
                text + close,
                filter_text(link.inner, text),
                "" if kind == "block" else kind,
                {"path": target.path, "start": start},
            )
        )
    return Completions(link.span, tuple(items))


def _headings(target: Note, path: str) -> list[tuple[str, str, str, str, int]]:
    """(name, link text, level mark, label, start) of each heading that a link can name."""
    result = []
    above = parents(target.headings)
    for i, heading in enumerate(target.headings):
        name = anchor_text(heading.text)
        if not heading_key(name):
            continue
        subpath = name
        if find_anchor(target, subpath) is not heading:  # an equal one comes first: name its parent too
            parent = above[i]
            subpath = f"{anchor_text(target.headings[parent].text)}#{name}" if parent >= 0 else name
            if find_anchor(target, subpath) is not heading:
                continue
        result.append(
            (name, f"{path}#{subpath}", "#" * heading.level, "  " * (heading.level - 1) + name, heading.start)
        )
    return result
