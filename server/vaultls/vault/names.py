"""How names compare: of notes, aliases, headings and tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_uppercase
from unicodedata import normalize

from vaultls.syntax.wikilink import as_read

NOTE_SUFFIXES = (".md", ".markdown")

SHOWN_SUFFIXES = frozenset(
    [
        ".avif",
        ".bmp",
        ".gif",
        ".jpeg",
        ".jpg",
        ".png",
        ".svg",
        ".webp",
        ".flac",
        ".m4a",
        ".mp3",
        ".ogg",
        ".wav",
        ".webm",
        ".3gp",
        ".mkv",
        ".mov",
        ".mp4",
        ".ogv",
        ".pdf",
    ]
)
"""Attachments that a note shows when they are embedded: pictures, sounds, films, and PDF (Obsidian's help, "Accepted file formats")."""

# With those that Obsidian only opens, and the usual documents.
ATTACHMENT_SUFFIXES = SHOWN_SUFFIXES | {
    ".canvas",
    ".base",
    ".csv",
    ".doc",
    ".docx",
    ".epub",
    ".html",
    ".json",
    ".odt",
    ".ods",
    ".pptx",
    ".tex",
    ".txt",
    ".xlsx",
    ".zip",
}

# In a heading and in a link to it these count as blanks: a link can't hold some of them, and Obsidian drops the others.
_HEADING_BLANKS = str.maketrans(dict.fromkeys('!"#$%&()*+,.:;<=>?@^`{|}~/[]\\', " "))
_ASCII_HEADING = {**{ord(c): c.lower() for c in ascii_uppercase}, **_HEADING_BLANKS}
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
_BLOCK_ID = re.compile(r"(?:^|\s)\^[A-Za-z0-9-]+\s*$")
_UNLINKABLE = re.compile(r"[#^|\[\]\\]+")
_SLUG_DROP = re.compile(r"[^\w\- ]")


def fold(name: str) -> str:
    """The form in which names are compared: NFC and case fold."""
    if name.isascii():
        return name.lower()
    return normalize("NFC", normalize("NFC", name).casefold())


FOLD_TO_ASCII = {char: "".join(c for c in fold(char) if c.isascii()) for char in "ßİŉſ\u037eẚẞ\u1fef\u212aﬀﬁﬂﬃﬄﬅﬆ"}
"""The characters outside ASCII of which `fold` makes some within, and these."""


def is_note(path: str) -> bool:
    """Whether a file of this name is a note."""
    return path[-9:].lower().endswith(NOTE_SUFFIXES)


def without_suffix(path: str) -> str:
    """`a/B.md` -> `a/B`; what is no note stays."""
    lower = path[-9:].lower()
    for suffix in NOTE_SUFFIXES:
        if lower.endswith(suffix):
            return path[: -len(suffix)]
    return path


def suffix(path: str) -> str:
    """`a/B.PNG` -> `.png`, "" without a dot in the last segment."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else ""


def folder(path: str) -> str:
    """`a/b/C.md` -> `a/b`, "" at the root."""
    return path.rpartition("/")[0]


def stem(path: str) -> str:
    """`a/B.md` -> `B`, `a/x.png` -> `x.png`."""
    return without_suffix(path.rpartition("/")[2])


@lru_cache(maxsize=1 << 16)
def key(path: str) -> str:
    """Under which name a file or a link's path stands in the indexes: its last segment, folded, without a note's suffix."""
    return fold(without_suffix(path[path.rfind("/") + 1 :].strip()))


def plain_heading(text: str) -> str:
    """A heading's text with its links as their display text and without a block id at its end."""
    if "^" in text:
        text = _BLOCK_ID.sub("", text)
    if "](" in text:
        text = _MARKDOWN_LINK.sub(r"\1", text)
    return as_read(text)


@lru_cache(maxsize=1 << 14)
def heading_key(text: str) -> str:
    """The form in which a heading and the subpath of a link are compared; a link in a heading counts as its display text."""
    if text.isascii() and "[" not in text and "^" not in text:  # most are: the same, with nothing to look for
        return " ".join(text.translate(_ASCII_HEADING).split())
    return " ".join(fold(plain_heading(text)).translate(_HEADING_BLANKS).split())


def heading_keys(texts: Sequence[str]) -> list[str]:
    """`heading_key` of each text of a note, faster."""
    text = "\n".join(texts)
    if not text.isascii() or "[" in text or "^" in text or text.count("\n") != len(texts) - 1:
        return [heading_key(text) for text in texts]
    return [" ".join(row.split()) for row in text.translate(_ASCII_HEADING).split("\n")]


def anchor_text(heading: str) -> str:
    """A heading's text as Obsidian writes it in a link: links as their display text, `#^[]|\\:` and `%%` as blanks."""
    return " ".join(_UNLINKABLE.sub(" ", plain_heading(heading)).replace(":", " ").replace("%%", " ").split())


def whole_anchor_text(heading: str) -> str:
    """The same with all that a link can hold."""
    return " ".join(_UNLINKABLE.sub(" ", plain_heading(heading)).split())


def slug(text: str) -> str:
    """A heading's anchor as GitHub makes it: lower case, punctuation dropped, blanks as `-`."""
    return _SLUG_DROP.sub("", normalize("NFC", plain_heading(text)).lower().strip()).replace(" ", "-")


def tag_key(name: str) -> str:
    """The form in which tags are compared."""
    return fold(name)
