"""A wikilink as a Markdown link and the other way, each leading exactly where the other does."""

from __future__ import annotations

import posixpath
import re

from vaultls.features.actions._asked import Asked
from vaultls.features.actions._linking import HeadingNames, place_of
from vaultls.features.answer import Refusal
from vaultls.features.new_link import markdown_destination, wiki_path
from vaultls.features.new_notes import in_new_folder, missing_path, with_suffix
from vaultls.syntax.inline import destination_parts
from vaultls.syntax.link_parts import destination_of, display_of
from vaultls.syntax.note import Block, Heading, Link
from vaultls.syntax.wikilink import WIKILINK, wikilink
from vaultls.vault.follow import Follow
from vaultls.vault.names import folder, stem, suffix, without_suffix
from vaultls.vault.resolve import Resolution

_SPECIAL = re.compile(r"[\[\]\\]|^\^")
_ESCAPED = re.compile(r"\\([\[\]\\^])")
_IMAGES = frozenset([".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"])


class Converting:
    """One conversion of many links: what they lead to is looked at once."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.follow = Follow(asked.vault, asked.note)
        self.names = HeadingNames()

    def named(self, found: Resolution, wiki: bool) -> str | None:
        """How a link of either form names the heading that the other one found."""
        note = self.follow.note(found.target or "")
        assert note is not None
        assert isinstance(found.anchor, Heading)
        return self.names.subpath(note, found.anchor, wiki)

    def is_same(self, found: Resolution, made: Link) -> bool:
        """Whether the link that was made leads where the old one does."""
        again = self.follow(made)
        return again.target == found.target and again.anchor is found.anchor


def as_markdown(to: Converting, link: Link) -> str | None:
    """`[[Note#Heading|text]]` as `[text](Note.md#heading)`; None for what has no such form, as the embed of a note."""
    if not link.is_wiki or link.kind == "property" or (link.kind == "embed" and suffix(link.path) not in _IMAGES):
        return None
    found = to.follow(link)
    path = _markdown_path(to.asked, link, found)
    if path is None:
        return None
    subpath = link.subpath
    if isinstance(found.anchor, Heading):
        subpath = to.named(found, wiki=False) or subpath
    display = display_of(link)
    text = _SPECIAL.sub(r"\\\g<0>", display if display and display.strip() else _shown(link.path, link.subpath))
    bang = "!" if link.kind == "embed" else ""
    raw = f"{bang}[{text}]({markdown_destination(path, subpath)})"
    made = destination_of(Link(link.kind, 0, raw, "", ""))
    parts = destination_parts(made[1].removeprefix("<").removesuffix(">")) if made is not None else None
    return raw if parts is not None and to.is_same(found, Link("markdown", link.start, raw, *parts)) else None


def as_wikilink(to: Converting, link: Link, in_table: bool) -> str | None:
    """`[text](Note.md#heading)` as `[[Note#Heading|text]]`; None for what has no such form, as a link with a title."""
    here, text = destination_of(link), display_of(link)
    if here is None or text is None or link.raw[here[0].end - link.start :].strip() != ")":
        return None
    if "\n" in text or "\r" in text or "](" in text or "[[" in text or "]]" in text:
        return None
    found = to.follow(link)
    path, subpath = _wiki_path(to.asked, link, found), link.subpath
    if path is None or "|" in subpath or "]" in subpath:
        return None
    if isinstance(found.anchor, Heading):
        named = to.named(found, wiki=True)
        if named is None:
            return None
        subpath = named
    elif isinstance(found.anchor, Block):
        subpath = "^" + found.anchor.id
    said = path + (f"#{subpath}" if subpath else "")
    display = _ESCAPED.sub(r"\1", text)
    bar = "\\|" if in_table else "|"
    if not display.strip() or display == _shown(path, subpath):
        display = bar = ""
    raw = f"{'!' if link.kind == 'embed' else ''}[[{said}{bar}{display}]]"
    match = WIKILINK.fullmatch(raw)
    made = wikilink(raw, match, 0) if match is not None else None
    return raw if made is not None and to.is_same(found, made) else None


def _shown(path: str, subpath: str) -> str:
    """What Obsidian shows of a link without a display text."""
    return " > ".join(part for part in (path, *subpath.split("#")) if part)


def _markdown_path(asked: Asked, link: Link, found: Resolution) -> str | None:
    if not link.path:
        return ""
    if found.target is not None:
        return place_of(asked.vault, asked.note.path, found.target)
    try:
        place = missing_path(asked.vault, asked.note.path, link)
    except Refusal:
        return None
    return posixpath.relpath("/" + place, "/" + folder(asked.note.path))


def _wiki_path(asked: Asked, link: Link, found: Resolution) -> str | None:
    if not link.path:
        return ""
    if found.target is not None:
        return wiki_path(asked.vault, asked.note.path, found.target)
    try:
        place = missing_path(asked.vault, asked.note.path, link)
    except Refusal:
        return None
    if place == with_suffix(in_new_folder(asked.vault, asked.note.path, stem(place))):
        return stem(place)
    whole = without_suffix(place)
    return whole if "/" in whole else f"/{whole}"
