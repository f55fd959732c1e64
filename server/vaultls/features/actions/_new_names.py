"""Names for notes that are made of a piece of text."""

from __future__ import annotations

import re
from itertools import count

from vaultls.features.actions._asked import Asked
from vaultls.features.new_notes import in_new_folder, with_suffix
from vaultls.syntax.line_patterns import ITEM_MARKS
from vaultls.vault.names import fold, key, plain_heading

_LONGEST = 60  # characters
_MARKS = re.compile(r"[ \t>]*(?:#{1,6}[ \t]+|\[.\][ \t]+)?")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|~~|==|`+)(?=\S)(.+?)(?<=\S)\1")
_FORBIDDEN = re.compile(r'[#^\[\]|\\/:*?"<>`$\x00-\x1f\x7f]+|%%')
_BLOCK_ID = re.compile(r"[ \t]\^[A-Za-z0-9-]+[ \t]*$")


def new_path(asked: Asked, text: str) -> str:
    """A vault path in the folder for new notes, after the first words of a text; no file or alias of that name is there."""
    name = title(text)
    for n in count(1):
        path = with_suffix(in_new_folder(asked.vault, asked.note.path, name if n == 1 else f"{name} {n}"))
        if key(path) not in asked.vault.named and key(path) not in asked.vault.aliased:
            return path
    raise AssertionError


def title(text: str) -> str:
    """The first words of a text as a note's name."""
    row = next((row for row in text.replace("\r", "\n").split("\n") if row.strip()), "")
    marks = ITEM_MARKS.match(row)
    row = row[marks.end() :] if marks else row
    found = _MARKS.match(row)
    row = _BLOCK_ID.sub("", row[found.end() if found else 0 :])
    row = _EMPHASIS.sub(r"\2", plain_heading(row))
    words = " ".join(_FORBIDDEN.sub(" ", row).split()).strip(" .")
    if len(words) > _LONGEST:
        cut = words.rfind(" ", 0, _LONGEST)
        words = words[: cut if cut > 0 else _LONGEST].strip(" .,;")
    return words if fold(words) else "Untitled"
