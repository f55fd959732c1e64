"""New names as somebody types them: made clean, or refused in words that say what is wrong."""

from __future__ import annotations

import re

from vaultls.features.answer import Refusal
from vaultls.syntax.tag_name import is_tag_name
from vaultls.vault.names import NOTE_SUFFIXES, folder, is_note, suffix

# Obsidian's help, "Internal links": these can't stand in a link, and `\\` and `:` not in a file's name everywhere.
_NOTE_FORBIDDEN = re.compile(r"[#^\[\]|\\:\x00-\x1f\x7f]")
_NOTE_DOUBTFUL = re.compile(r'[?*"<>]')
_LONGEST = 255  # bytes of a file's name on every usual disk
_BLOCK_ID = re.compile(r"[A-Za-z0-9-]+")


def tag_name(name: str) -> str:
    """A tag with or without `#`."""
    name = name.strip().removeprefix("#").rstrip("/")
    if not name:
        raise Refusal("A tag needs a name")
    if not is_tag_name(name) or name.startswith("/") or "//" in name:
        raise Refusal(
            f"#{name} can't be a tag: letters, emoji, digits with something else, `_`, `-` and `/` between names make one"
        )
    return name


def file_path(old: str, typed: str) -> tuple[str, list[str]]:
    """The vault path that `typed`, a name or with `/` a vault path, means for the file `old`; and what is odd about it.

    The suffix is the file's own where none is typed.
    """
    name = typed.strip()
    path = name.strip("/") if "/" in name else f"{folder(old)}/{name}".lstrip("/")
    ending = old[len(old) - len(suffix(old)) :] if suffix(old) else ""
    if is_note(old):
        if not is_note(path):
            path += ending
    elif ending and suffix(path) != suffix(old):
        path += ending
    check_path(path)
    odd = [f"“{name}” holds characters that Windows can't have in a file's name"] if _NOTE_DOUBTFUL.search(path) else []
    return path, odd


def check_path(path: str) -> None:
    """Raises `Refusal` where a vault path can be no note's that links can name."""
    for segment in path.split("/"):
        bare = segment
        for ending in NOTE_SUFFIXES:
            bare = bare[: -len(ending)] if bare.lower().endswith(ending) else bare
        if not bare.strip() or bare != bare.strip():
            raise Refusal("A note needs a name, and no blanks around it")
        if bad := _NOTE_FORBIDDEN.search(segment):
            what = f"“{bad[0]}”" if bad[0] > " " else "a control character"
            raise Refusal(f"A note's name can't hold {what}: no link could lead there")
        if segment.startswith("."):
            raise Refusal(f"“{segment}” begins with a dot: the file would be hidden")
        if len(segment.encode()) > _LONGEST:
            raise Refusal(f"This name is longer than {_LONGEST} bytes")


def heading_text(typed: str) -> str:
    """A heading's text, with or without its `#`s."""
    text = typed.strip()
    if "\n" in text or "\r" in text:
        raise Refusal("A heading stands on one line")
    text = re.sub(r"^#{1,6}[ \t]+", "", text).strip()
    if not text.strip("# "):
        raise Refusal("A heading needs a text")
    return text


def block_id(typed: str) -> str:
    """A block's id with or without `^`."""
    name = typed.strip().removeprefix("^")
    if not _BLOCK_ID.fullmatch(name):
        raise Refusal("A block id is made of the letters A to Z, digits and `-`")
    return name


def one_line(typed: str, what: str) -> str:
    """A text on one line, such as an alias."""
    text = typed.strip()
    if not text:
        raise Refusal(f"{what} can't be empty")
    if re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029]", text):
        raise Refusal(f"{what} stands on one line")
    return text


def label(typed: str) -> str:
    """A footnote's or reference's label, with or without its brackets."""
    name = typed.strip()
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1]
    if not name.strip() or re.search(r"[\[\]\\\x00-\x1f\x7f]", name):
        raise Refusal("A label stands on one line and has no brackets")
    return name.strip()
