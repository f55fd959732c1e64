"""Behind an embed what it holds, behind a link by an alias the note that it leads to."""

from __future__ import annotations

import re
from functools import lru_cache

from vaultls.features.answer import Hint, ReadText
from vaultls.features.in_words import count_words, counted
from vaultls.features.quote import anchor_span
from vaultls.syntax.note import Block, Heading, Note
from vaultls.text.span import Span
from vaultls.vault.follow import Follow
from vaultls.vault.names import plain_heading, stem
from vaultls.vault.same import Same
from vaultls.vault.vault import Vault

LIMIT = 100
"""Hints in one answer: more than a screen has."""

LONG = 200_000
"""Characters up to which words are counted."""

LENGTH = 40
"""Characters of a quoted beginning."""

_ID = re.compile(r"\s*\^[A-Za-z0-9-]+\s*\Z")
_MARKS = re.compile(
    r"(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[.\](?=[ \t])|\[![^\]\n]*\][+-]?|#{1,6}(?=[ \t]))*"
)


def inlay_hints(vault: Vault, note: Note, within: Span, read: ReadText) -> list[Hint]:
    """The first hints of links that end in `within`; none where the settings say so."""
    if not vault.config.inlay_hints:
        return []
    follow = Follow(vault, note)
    found: list[Hint] = []
    for i in range(len(note.links)):
        end = note.links.span(i).end
        if not within.start <= end <= within.end:
            continue
        link = note.links[i]
        there = follow(link)
        if there.target is None or there.status.startswith("broken"):
            continue
        label = f"→ {stem(there.target)}" if there.by_alias else ""
        if link.kind == "embed" and (target := follow.note(there.target)) is not None:
            label = " · ".join(filter(None, (label, _held(Same(target), there.anchor, read))))
        if label:
            found.append(Hint(end, label))
            if len(found) == LIMIT:
                break
    return found


@lru_cache(maxsize=512)  # asked for at each keystroke; a note that changes is another
def _held(target: Same, anchor: Heading | Block | None, read: ReadText) -> str:
    """How long a note is, or how its section or block begins."""
    note: Note = target.value
    start, end = anchor_span(note, anchor)
    if anchor is None and end - start > LONG:
        return counted(note.lines.line(end) - note.lines.line(start), "line")
    text = read(note.path)
    if text is None:
        return ""
    if anchor is None:
        return counted(count_words(text, start, end), "word")
    if isinstance(anchor, Heading):
        start = anchor.end
    words = _beginning(_ID.sub("", text[start : min(end, start + 20 * LENGTH)]))
    return f"“{words}”" if words else "empty"


def _beginning(text: str) -> str:
    """The first words of a text's first line that says something, without the marks before them."""
    for row in text.splitlines():
        said = " ".join(plain_heading(row[_MARKS.match(row).end() :]).split())  # type: ignore[union-attr]
        if said:
            break
    else:
        return ""
    if len(said) <= LENGTH:
        return said
    cut = said[:LENGTH]
    return (cut[: cut.rfind(" ")] if cut.rfind(" ") > LENGTH // 2 else cut) + " …"
