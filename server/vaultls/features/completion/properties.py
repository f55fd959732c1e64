"""Names of properties in the frontmatter, and their values: what other notes have, most notes first."""

from __future__ import annotations

import re
from typing import NamedTuple

from vaultls.features.answer import CompletionItem, Completions
from vaultls.features.completion.candidates import LIMIT
from vaultls.features.completion.context import Typing, filter_text, frontmatter_body, key_above
from vaultls.features.in_words import counted
from vaultls.syntax.yaml_text import inside_quotes, scalar_text
from vaultls.text.span import Span
from vaultls.vault.names import fold
from vaultls.vault.properties import property_keys, written_values
from vaultls.vault.tally import tally_like

_NAME = re.compile(r"[^\s:#\-\[\]{},\"'&*!|>%@`][^:#\"']*|")
_KEY = re.compile(r"([^\s:#'\"][^:]*?)[ \t]*:(?:[ \t]+|$)")
_KEY_LINE = re.compile(r"(?<=[\n\r])([^\s:#'\"\-][^:\n\r]*?)[ \t]*:(?=\s)")
_ITEM = re.compile(r"[ \t]*-[ \t]+")
_LAST = re.compile(
    r"""(?:[^,"']|"[^"]*"|'[^']*')*,[ \t]*"""
)  # of a list in brackets, all before the value that is typed
_REST_IN_LIST = re.compile(r"[^,\]\n]*?(?=[ \t]*[,\]])")
_REST = re.compile(r".*?(?=[ \t]*(?:[ \t]#.*)?$)")
_LONGEST = 100  # characters of a value: what is longer is told once
_OWN = frozenset({"tag", "tags", "alias", "aliases"})  # tags have their own source; an alias is nobody else's


class _Value(NamedTuple):
    """What is typed of a value: on `genre: [a, "No` key `genre`, typed `"No`, rest of it behind the cursor, in a flow list."""

    key: str
    typed: str
    rest: str
    flow: bool
    blank: str = ""  # missing between the colon and the value


def complete(typing: Typing) -> Completions | None:
    """In the frontmatter alone."""
    if not typing.line.frontmatter:
        return None
    value = _value(typing)
    if value is not None:
        return None if fold(value.key) in _OWN else _values(typing, value)
    return _names(typing) if _NAME.fullmatch(typing.line.before) else None


def _names(typing: Typing) -> Completions | None:
    """Names that this note doesn't have yet."""
    typed, after = typing.line.before, typing.line.after
    rest = re.match(r"[^:\s]*(?=:|\s*$)", after)
    if rest is None:
        return None
    close = "" if after.startswith(":", rest.end()) else ": "
    here = _here(typing)
    words = tally_like(typing.vault, property_keys, "", typed, LIMIT + len(here), typing.note.path)
    items = [
        CompletionItem(
            word.shown,
            "property",
            word.shown + close,
            filter_text(typed, word.shown),
            counted(word.notes, "note"),
        )
        for word in words
        if word.key not in here
    ]
    return Completions(Span(typing.line.start, typing.offset + rest.end()), tuple(items[:LIMIT]))


def _here(typing: Typing) -> set[str]:
    """The names that stand in this frontmatter on other lines. From the text, for half a name makes the whole unreadable as YAML."""
    body = frontmatter_body(typing.text)
    assert body is not None  # the cursor is in it
    keys = _KEY_LINE.finditer(typing.text, *body)
    return {fold(key[1]) for key in keys if key.start() != typing.line.start}


def _values(typing: Typing, value: _Value) -> Completions:
    """Values that other notes have for this property and this note has not."""
    quote = value.typed[:1] if value.typed[:1] in ("'", '"') else ""
    query = value.typed[len(quote) :]
    span = Span(typing.offset - len(value.typed), typing.offset + len(value.rest))
    key = fold(value.key)
    here = {
        fold(scalar.text)
        for found in typing.note.properties
        if fold(found.key) == key
        for scalar in found.scalars
        if not scalar.start <= typing.offset <= scalar.end
    }
    items = []
    for word in tally_like(typing.vault, written_values, key, query, LIMIT + len(here), typing.note.path):
        if word.key in here or len(word.shown) > _LONGEST or "\n" in word.shown:
            continue
        text = (
            quote + inside_quotes(word.shown, quote) + quote
            if quote
            else scalar_text(word.shown, "", value.flow, string=False)
        )
        items.append(
            CompletionItem(
                word.shown, "value", value.blank + text, filter_text(value.typed, text), counted(word.notes, "note")
            )
        )
    return Completions(span, tuple(items[:LIMIT]))


def _value(typing: Typing) -> _Value | None:
    """The value that is being typed; None where it is none, or one in a nested mapping."""
    before, after = typing.line.before, typing.line.after
    if match := _KEY.match(before):
        key = match[1]
    elif match := _ITEM.match(before):
        key = key_above(typing) or ""
        if not key:
            return None
    else:
        return None
    typed = before[match.end() :]
    if not typed.startswith("["):
        rest = _REST.match(after)
        return _Value(key, typed, rest[0] if rest else after, False, " " if before.endswith(":") else "")
    inner = typed[1:].lstrip()
    if last := _LAST.match(inner):
        inner = inner[last.end() :]
    rest = _REST_IN_LIST.match(after)
    return None if inner.endswith("]") else _Value(key, inner, rest[0] if rest else "", True)
