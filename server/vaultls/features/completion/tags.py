"""Tags after `#`, in the frontmatter's `tags` and after `TAGS:`."""

from __future__ import annotations

import re
from typing import NamedTuple

from vaultls.features.answer import CompletionItem, Completions
from vaultls.features.completion.context import Line, filter_text
from vaultls.features.completion.listed import Listed, listed
from vaultls.features.completion.notes import LIMIT
from vaultls.syntax.tag_name import CHARACTER
from vaultls.text.span import Span
from vaultls.vault.layered import Layered
from vaultls.vault.names import tag_key
from vaultls.vault.vault import Vault

_HASH = re.compile(rf"(?:^|(?<=[\s>]))#({CHARACTER}*)$")
_WORD = re.compile(rf"{CHARACTER}*$")
_REST = re.compile(rf"{CHARACTER}*")
_LABEL = re.compile(r"`?TAGS:`?[ \t]+(?:.*\s)?$")
_PROPERTY = re.compile(r"tags?:(?=[ \t]|$)", re.I)
_ITEM = re.compile(r"[ \t]*-[ \t]+[\"']?#?$")


def complete(vault: Vault, line: Line, offset: int) -> Completions | None:
    """Tags of the whole vault, those that most notes have first; the tag under the cursor itself doesn't count."""
    mark = ""
    if line.frontmatter:
        return None  # `property_tags` needs the lines above
    if match := _HASH.search(line.before):
        typed = match[1]
    elif match := _WORD.search(line.before):
        typed = match[0]
        if not _LABEL.fullmatch(line.before[: match.start()]):
            return None
        mark = "#"
    else:
        return None
    return proposals(vault, typed, mark, line.after, offset)


def in_properties(vault: Vault, text: str, line: Line, offset: int) -> Completions | None:
    """Tags as values of `tags` or `tag`: on the key's line or in the list below it."""
    word = _WORD.search(line.before)
    assert word is not None  # it matches the empty word
    head = line.before[: word.start()]
    if match := _PROPERTY.match(head):
        opening = head[match.end() :].strip()
        if opening and opening[-1] not in "[,\"'#" and not head[-1].isspace():
            return None
    elif _ITEM.fullmatch(head):
        above = text[: line.start].splitlines()
        while above and re.match(r"[ \t]*(?:-|$)", above[-1]):
            above.pop()
        if not above or not re.fullmatch(r"tags?:[ \t]*", above[-1], re.I):
            return None
    else:
        return None
    return proposals(vault, word[0], "", line.after, offset)


def proposals(vault: Vault, typed: str, mark: str, after: str, offset: int) -> Completions:
    """The list for what is typed of a tag; `mark` is put before each name."""
    rest = _REST.match(after)
    span = Span(offset - len(typed), offset + (rest.end() if rest else 0))
    index = vault.tagged
    assert isinstance(index, Layered)  # every snapshot's indexes are
    changed = index.changed_keys()
    found = [
        (rank[0], tag.name)
        for rank, tag in listed(_tags, index.base).search(typed, 4 * LIMIT)
        if tag.name not in changed
    ]
    late = Listed([_Tag(k) for k in changed if k in index])
    found += [(rank[0], tag.name) for rank, tag in late.search(typed, 4 * LIMIT)]
    items = []
    for _, negative, name in sorted((quality, -len(index[name]), name) for quality, name in found):
        shown = written(vault, name)
        if negative == -1 and shown == typed + (rest[0] if rest else ""):
            continue
        count = -negative
        items.append(
            CompletionItem(
                shown,
                "tag",
                mark + shown,
                filter_text(typed, shown),
                f"{count} {'note' if count == 1 else 'notes'}",
                {"tag": name},
            )
        )
        if len(items) == LIMIT:
            break
    return Completions(span, tuple(items))


class _Tag(NamedTuple):
    name: str


def _tags(name: str, _paths: tuple[str, ...]) -> list[_Tag]:
    return [_Tag(name)]


def written(vault: Vault, name: str) -> str:
    """A tag as it was first written, by path and place."""
    for path in vault.tagged.get(name, ())[:1]:
        for tag in vault.notes[path].tags:
            if tag_key(tag.name) == name:
                return tag.name
    return name
