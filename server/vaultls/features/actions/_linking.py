"""Links that are written anew: to another file or anchor, in their author's manner."""

from __future__ import annotations

from vaultls.features.actions._asked import Asked
from vaultls.features.answer import Edit
from vaultls.features.completion.anchors import subpath_to
from vaultls.features.new_link import markdown_path, wiki_path
from vaultls.features.relink.writing import Written, written
from vaultls.syntax.note import Heading, Link, Note
from vaultls.syntax.outline import parents
from vaultls.vault.anchors import Anchors
from vaultls.vault.names import is_note, suffix
from vaultls.vault.resolve import find, slugs_of
from vaultls.vault.vault import Vault

_NOTE = (".md", ".markdown")


def path_to(asked: Asked, link: Link, target: str) -> str | None:
    """What `link` must say to lead to the file `target` and to no other; None if it can't."""
    vault, source = asked.vault, asked.note.path
    if not link.is_wiki:
        return place_of(vault, source, target, link.path)
    path = wiki_path(vault, source, target)
    if path is not None and is_note(target) and suffix(link.path) in _NOTE:
        whole = path + target[target.rfind(".") :]
        if find(vault, source, whole)[0][:1] == (target,):
            return whole
    return path


def place_of(vault: Vault, source: str, target: str, like: str = "") -> str:
    """What a Markdown link in the note `source` says for the file `target`, with `./` or `/` where the path `like` has it.

    It is a path that every reader understands, unless the settings want Markdown links and say how.
    """
    ours = (
        vault.config.link_format == "markdown" or vault.config.link_style == "absolute" or like.startswith(("/", "."))
    )
    return markdown_path(vault, source, target, like if ours else ".")


class HeadingNames:
    """What links say for headings: of each note all are looked at once, however many are asked for."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[int, tuple[Note, Anchors, list[int], list[str], dict[int, int]]] = {}

    def subpath(self, note: Note, heading: Heading, wiki: bool) -> str | None:
        """What stands behind the `#`: its text, with the heading above where needed, or GitHub's anchor; None if nothing leads there."""
        known = self._known.get(id(note))
        if known is None:
            numbers = {h.start: i for i, h in enumerate(note.headings)}
            known = note, Anchors(note), parents(note.headings), slugs_of(note.headings), numbers
            self._known[id(note)] = known
        _, anchors, above, slugs, numbers = known
        i = numbers[heading.start]
        if wiki:
            return subpath_to(note, i, above[i], anchors.find)
        return slugs[i] if slugs[i] and anchors.find(slugs[i], slugs=True) is note.headings[i] else None


def edits(asked: Asked, link: Link, parts: Written) -> tuple[Edit, ...]:
    """What makes a link of the asking note say `parts`."""
    path = asked.note.path
    return tuple(Edit(path, span, text) for span, text in written(asked.note, link, parts, asked.read))
