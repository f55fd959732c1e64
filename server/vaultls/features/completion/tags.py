"""Tags after `#`, in the frontmatter's `tags` and after `TAGS:`."""

from __future__ import annotations

import re

from vaultls.features.answer import CompletionItem, Completions
from vaultls.features.completion.candidates import LIMIT
from vaultls.features.completion.context import Typing, filter_text, key_above
from vaultls.features.in_words import counted
from vaultls.syntax.tag_name import CHARACTER
from vaultls.text.span import Span
from vaultls.vault.name_search import search, tag_names
from vaultls.vault.names import tag_key
from vaultls.vault.vault import Vault

_HASH = re.compile(rf"(?:^|(?<=[\s>]))#({CHARACTER}*)$")
_WORD = re.compile(rf"{CHARACTER}*$")
_LONGEST = 200  # characters of a tag that is being typed: a search for a word's start is quadratic in it
_REST = re.compile(rf"{CHARACTER}*")
_LABEL = re.compile(r"`?TAGS:`?[ \t]+(?:.*\s)?$")
_PROPERTY = re.compile(r"tags?:(?=[ \t]|$)", re.I)
_ITEM = re.compile(r"[ \t]*-[ \t]+[\"']?#?$")


def complete(typing: Typing) -> Completions | None:
    """Tags of the whole vault, those that most notes have first; the tag under the cursor itself doesn't count."""
    if typing.line.frontmatter:
        return _in_properties(typing)
    before = typing.line.before
    if match := _HASH.search(before):
        return _proposals(typing, match[1], "")
    match = _WORD.search(before, max(0, len(before) - _LONGEST))
    if match is not None and _LABEL.fullmatch(before[: match.start()]):
        return _proposals(typing, match[0], "#")
    return None


def _in_properties(typing: Typing) -> Completions | None:
    """Tags as values of `tags` or `tag`: on the key's line or in the list below it."""
    line = typing.line
    word = _WORD.search(line.before, max(0, len(line.before) - _LONGEST))
    assert word is not None  # it matches the empty word
    head = line.before[: word.start()]
    if match := _PROPERTY.match(head):
        opening = head[match.end() :].strip()
        if opening and opening[-1] not in "[,\"'#" and not head[-1].isspace():
            return None
    elif not _ITEM.fullmatch(head) or not re.fullmatch("tags?", key_above(typing) or "", re.I):
        return None
    return _proposals(typing, word[0], "")


def _proposals(typing: Typing, typed: str, mark: str) -> Completions:
    """The list for what is typed of a tag; `mark` is put before each name."""
    vault, offset = typing.vault, typing.offset
    rest = _REST.match(typing.line.after)
    whole = typed + (rest[0] if rest else "")
    found = [
        (hit.quality, -len(vault.tagged[hit.key]), hit.key) for hit in search(vault.tagged, tag_names, typed, 4 * LIMIT)
    ]
    items = []
    for _, negative, name in sorted(found):
        shown = _written(vault, name)
        if negative == -1 and shown == whole:
            continue
        filter_ = filter_text(typed, shown)
        items.append(CompletionItem(shown, "tag", mark + shown, filter_, counted(-negative, "note"), {"tag": name}))
        if len(items) == LIMIT:
            break
    return Completions(Span(offset - len(typed), offset - len(typed) + len(whole)), tuple(items))


def _written(vault: Vault, name: str) -> str:
    """A tag as it was first written, by path and place."""
    for path in vault.tagged.get(name, ())[:1]:
        for tag in vault.notes[path].tags:
            if tag_key(tag.name) == name:
                return tag.name
    return name
