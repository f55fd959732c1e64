"""What properties say beyond their values: tags, aliases and links. Obsidian's help, "Properties" and "Tags"."""

from __future__ import annotations

import re
from sys import intern

from vaultls.syntax.note import Link, Property, Scalar, Tag
from vaultls.syntax.tag_name import is_tag_name
from vaultls.syntax.wikilink import WIKILINK, wikilink

_WORD = re.compile(r"[^\s,]+")


def property_links(text: str, properties: tuple[Property, ...]) -> list[Link]:
    """Wikilinks in the strings of any property."""
    found = []
    for prop in properties:
        for scalar in prop.scalars:
            if "[[" not in scalar.text:
                continue
            for m in WIKILINK.finditer(text, scalar.start, scalar.end):
                link = wikilink(text, m, m.start())
                if link is not None:
                    path, subpath = (_unescaped(part, text[scalar.start]) for part in (link.path, link.subpath))
                    found.append(link._replace(kind="property", path=intern(path), subpath=intern(subpath)))
    return found


def _unescaped(raw: str, quote: str) -> str:
    """What a part of a quoted string means in YAML."""
    if quote == "'":
        return raw.replace("''", "'")
    if quote == '"' and "\\" in raw:
        from vaultls.syntax.yaml_nodes import double_quoted  # only for the notes that need a YAML parser

        return double_quoted(raw).strip()
    return raw


def property_tags(text: str, properties: tuple[Property, ...]) -> list[Tag]:
    """The tags of `tags` and `tag`: items of a list, or one string of names between commas or blanks. What can't be a tag is left out."""
    found = []
    for prop in properties:
        if prop.key.casefold() not in ("tags", "tag"):
            continue
        for scalar in prop.scalars:
            start, end = inner_span(text, scalar)
            if "\\" in text[start:end]:
                continue  # an escape: the name's place can't be told, and no tag holds one
            words = _WORD.finditer(text, start, end) if not isinstance(prop.value, list) else _whole(text, start, end)
            for m in words:
                at = m.start() + (text[m.start()] == "#")
                name = text[at : m.end()].rstrip("/")
                if is_tag_name(name):
                    found.append(Tag(intern(name), at, "property"))
    return found


def property_aliases(properties: tuple[Property, ...]) -> tuple[Scalar, ...]:
    """The aliases of `aliases` and `alias`: items of a list, or one string."""
    return tuple(s for p in properties if p.key.casefold() in ("aliases", "alias") for s in p.scalars if s.text.strip())


def inner_span(text: str, scalar: Scalar) -> tuple[int, int]:
    """Where a scalar's characters stand, without its quotes."""
    quoted = (
        scalar.end - scalar.start >= 2 and text[scalar.start] in "'\"" and text[scalar.end - 1] == text[scalar.start]
    )
    return (scalar.start + 1, scalar.end - 1) if quoted else (scalar.start, scalar.end)


def _whole(text: str, start: int, end: int) -> list[re.Match[str]]:
    m = re.compile(r"\S(?:.*\S)?", re.S).search(text, start, end)
    return [m] if m else []
