"""The form of a link in double brackets (Obsidian's help, "Internal links"), for all that look for one."""

from __future__ import annotations

import re
from sys import intern

from vaultls.syntax.note import Link

PATH = r"[^\[\]|#\n]*"
LIVE_PATH = r"[^\[\]|#\x00\n]*"  # where dead zones are masked: none begins in a path
SUBPATH = r"#[^\[\]|\n]*"
DISPLAY = r"(?:[^\[\]\n]|\[(?!\[)|\](?!\]))*"

WIKILINK = re.compile(rf"!?\[\[(?P<path>{PATH})(?P<sub>{SUBPATH})?(?:\|(?P<display>{DISPLAY}))?\]\]")


def wikilink(text: str, match: re.Match[str], start: int) -> Link | None:
    """The link that `match` of the groups `path` and `sub` has found in `text`; it begins at `start`, an embed at its `!`."""
    path, sub = match.group(1, 2)
    path = path.strip()
    if sub is None and path and path[0] != "^" and path[-1] != "\\":  # most are plain
        raw = text[start : match.end()]
        return Link("embed" if raw[0] == "!" else "wikilink", start, raw, intern(path), "")
    subpath = sub[1:].strip() if sub else ""
    if path.endswith("\\"):  # `\|` in a table
        path = path[:-1].rstrip()
    elif subpath.endswith("\\"):
        subpath = subpath[:-1].rstrip()
    if not subpath and path.startswith("^"):  # `[[^id]]`: a block of this note, typed mid-way
        path, subpath = "", path
    if not path and not subpath:
        return None
    end = match.end()
    if "\0" in subpath:  # a heading's code span
        again = WIKILINK.fullmatch(text, start, end)
        subpath = (again["sub"] or "#")[1:].strip().rstrip("\\") if again else subpath
    return Link("embed" if text[start] == "!" else "wikilink", start, text[start:end], intern(path), intern(subpath))


def as_read(text: str) -> str:
    """`text` with each link in double brackets as what it shows."""
    return WIKILINK.sub(lambda m: m["display"] or m["path"] + (m["sub"] or ""), text) if "[[" in text else text
