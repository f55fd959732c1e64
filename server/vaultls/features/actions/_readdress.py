"""A link written so that it leads to the same file and anchor from another note, or when these have moved."""

from __future__ import annotations

from typing import NamedTuple

from vaultls.features.actions._linking import HeadingNames, place_of
from vaultls.features.answer import ReadText, Refusal
from vaultls.features.new_link import wiki_path
from vaultls.features.relink.paths import is_place, path_spellings, same_place
from vaultls.features.relink.writing import Written, written
from vaultls.syntax.link_parts import link_parts
from vaultls.syntax.note import Block, Heading, Link, Note
from vaultls.text.span import Span
from vaultls.vault.anchors import Anchors
from vaultls.vault.finder import Finder
from vaultls.vault.names import heading_key
from vaultls.vault.vault import Vault


class Goal(NamedTuple):
    """Where a link must lead: `was` is the file before, `path` the one now; None for a link that leads nowhere."""

    was: str | None
    path: str | None
    anchor: Heading | Block | None


class Readdress:
    """Writes many links for one vault, the one that will be.

    `whole`: a note whose first heading is all of it, so that links to this heading needn't name it.
    """

    def __init__(self, vault: Vault, read: ReadText, whole: str | None = None) -> None:
        self._vault = vault
        self._read = read
        self._whole = whole
        self._finder = Finder(vault)
        self._names = HeadingNames()
        self._anchors: dict[str, Anchors] = {}

    def edits(self, note: Note, link: Link, source: str, goal: Goal) -> list[tuple[Span, str]]:
        """Replacements in `note`, which holds the link now; it will stand in the note `source`. Raises `Refusal` where no link can lead there."""
        if goal.path is None:
            path = same_place(note.path, source, link.path, link.is_wiki, {}) if link.path else None
            return list(written(note, link, Written(path, None, None), self._read)) if path is not None else []
        path = self._path(note, link, source, goal)
        if path and goal.anchor is not None and goal.path == self._whole != source:
            first = next(iter(self._vault.notes[goal.path].headings), None)
            if goal.anchor is first:
                return self._without_subpath(note, link, path)
        subpath = self._subpath(link, goal)
        if path is None and subpath is None:
            return []
        if subpath is None and path is not None and link.raw.startswith(("[[^", "![[^")):
            subpath = "#" + link.subpath  # typed mid-way, without its `#`
        return list(written(note, link, Written(path, subpath, None), self._read))

    def _path(self, note: Note, link: Link, source: str, goal: Goal) -> str | None:
        """What the link must say now; None where it says that already."""
        wiki, said, target, was = link.is_wiki, link.path, goal.path, goal.was
        assert target is not None
        assert was is not None
        if not said:
            if source == target:
                return None
            fresh = wiki_path(self._vault, source, target) if wiki else place_of(self._vault, source, target)
            if fresh is not None:
                return fresh
            raise Refusal(f"No link could lead to {target}")
        now = self._finder.find(source, said, wiki)[0]
        if now[:1] == (target,) and (not is_place(note.path, said, wiki, was) or is_place(source, said, wiki, target)):
            return None
        if source == target and goal.anchor is not None:
            return ""
        for path in path_spellings(said, note.path, source, was, target, wiki):
            if self._finder.find(source, path, wiki)[0][:1] == (target,):
                return None if path == said else path
        raise Refusal(f"{link.raw} in {note.path} could not lead to {target} any more")

    def _subpath(self, link: Link, goal: Goal) -> str | None:
        """The same for what stands behind the `#`."""
        anchor, slugs = goal.anchor, not link.is_wiki
        if anchor is None or goal.path is None:
            return None
        there = self._vault.notes[goal.path]
        anchors = self._anchors.setdefault(goal.path, Anchors(there))
        segments = link.subpath.split("#")
        spellings = [link.subpath, *("#".join(segments[i:]) for i in range(1, len(segments)))]
        if (
            goal.path == self._whole and there.headings
        ):  # a chain needn't begin with the heading that is all of the note
            top = heading_key(there.headings[0].text)
            behind = [spellings[i] for i in range(1, len(segments)) if heading_key(segments[i - 1]) == top]
            spellings = [*behind, *spellings]
        if isinstance(anchor, Heading):
            spellings.append(self._names.subpath(there, anchor, link.is_wiki) or "")
        for subpath in spellings:
            if subpath and anchors.find(subpath, slugs) is anchor:
                return None if subpath == link.subpath else subpath
        raise Refusal(f"{link.raw} could not name its heading or block any more")

    def _without_subpath(self, note: Note, link: Link, path: str) -> list[tuple[Span, str]]:
        found = []
        for span, text in written(note, link, Written(path, None, None), self._read):
            if link.is_wiki:
                subpath = link_parts(link).subpath
                found.append((Span(span.start, subpath.end if subpath is not None else span.end), text))
            else:
                found.append((span, text.partition("#")[0] + (">" if text.startswith("<") else "")))
        return found
