"""What the rules look at, and what they find."""

from __future__ import annotations

from typing import NamedTuple

from vaultls.features.answer import Related
from vaultls.syntax.note import Json, Link, Note
from vaultls.text.span import Span
from vaultls.vault.anchors import Anchors
from vaultls.vault.finder import Finder
from vaultls.vault.follow import Follow
from vaultls.vault.resolve import Resolution, is_relative
from vaultls.vault.vault import Vault


class Case(NamedTuple):
    """One note, with each of its links looked at once for all rules."""

    vault: Vault
    note: Note
    doubtful: list[tuple[Link, Resolution]]  # links that don't lead, by a file's name, to the one thing that they say
    looked: set[str]  # the notes whose facts were looked at, beside this note and what they are called

    def look(self, path: str) -> Note | None:
        """The facts of a note, None where `path` is none. Rules ask here, so that it is known what an answer came from."""
        if path == self.note.path:
            return self.note
        self.looked.add(path)
        return self.vault.notes.get(path)


class Finding(NamedTuple):
    """A diagnostic without its code and severity."""

    span: Span
    message: str
    unnecessary: bool = False
    related: tuple[Related, ...] = ()
    data: Json = None  # what a quick fix will need


class Seen:
    """What the cases of many notes of one snapshot share, so that what is said in many notes is looked at once."""

    __slots__ = ("anchors", "finder", "sure")

    def __init__(self, vault: Vault) -> None:
        self.finder = Finder(vault)
        self.anchors: dict[str, Anchors] = {}
        # Path and subpath that in double brackets lead well from every note, and where to.
        self.sure: dict[tuple[str, str], str] = {}


def case(vault: Vault, note: Note, seen: Seen | None = None) -> Case:
    """The case of `note`. What is said twice in the same way is looked at once."""
    seen = Seen(vault) if seen is None else seen
    links, sure = note.links, seen.sure
    every = list(zip(links.paths, links.subpaths, strict=True))
    if links.are_wiki:
        todo = [i for i, said in enumerate(every) if said not in sure]
    else:
        todo = [i for i, said in enumerate(every) if said not in sure or not links.is_wiki(i)]
    follow = Follow(vault, note, seen.anchors, seen.finder)
    known: dict[tuple[tuple[str, str], bool], Resolution] = {}
    doubtful = []
    looked = {sure.get(said, "") for said in every if said[1]}
    for i in todo:
        link, wiki = links[i], links.is_wiki(i)
        said = every[i]
        found = known.get((said, wiki))
        if found is None:
            found = known[said, wiki] = follow(link)
        if said[1] and found.target is not None:
            looked.add(found.target)
        if found.status != "resolved" or found.by_alias:
            doubtful.append((link, found))
        elif wiki and said[0] and not is_relative(said[0]) and found.target is not None:
            sure[said] = found.target
    return Case(vault, note, doubtful, looked - {"", note.path})
