"""Frontmatter: the YAML between a first line `---` and the next `---` or `...`, with the span of every key and value.

Source of the rules: Obsidian's help page "Properties"; YAML 1.1 as PyYAML's safe loader reads it. Most notes hold only
lines `key: value` and simple lists, which a line scan reads to the same values; anything else goes to the YAML parser.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vaultls.syntax.note import Json, Problem, Property, Scalar

_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M)
_KEY = re.compile(r"([A-Za-z_][\w-]*(?: [\w-]+)*):(?:[ ]+|$)")
_ITEM = re.compile(r"[ ]*-[ ]+")
_SINGLE = re.compile(r"'[^']*'")
_DOUBLE = re.compile(r'"[^"\\]*"')
# A plain scalar that means the same wherever it stands: no indicator at its start or inside, no `: `, no ` #`.
_PLAIN = re.compile(
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`\x00-\x1f\x7f-\x9f\ufeff](?:[^\s:#,\[\]{}\x00-\x1f\x7f-\x9f\ufeff]|:(?=[^\s,\[\]{}])|(?<=\S)#|,(?=\S)|[ ](?=[^\s#]))*"
)
_FLOW_ITEM = re.compile(
    r"""[ ]*("[^"\\]*"|'[^']*'|[^\s\-?:,\[\]{}#&*!|>'"%@`\x00-\x1f\x7f-\x9f\ufeff][^:#,\[\]{}'"\x00-\x1f\x7f-\x9f\ufeff]*)(?:,|$)"""
)


class Frontmatter(NamedTuple):
    """`end`: offset behind the closing line's end. `body`: where the YAML starts and ends."""

    end: int
    body_start: int
    body_end: int
    properties: tuple[Property, ...]
    problems: tuple[Problem, ...]


def frontmatter(text: str, original: str, start: int = 0) -> Frontmatter | None:
    """The frontmatter of a note, None if it has none (also if it is never closed: then `---` is a rule).

    `text` has LF line ends only and the same length as `original`; the note begins at `start`. Never raises.
    """
    opening = _OPEN.match(text, start)
    if opening is None:
        return None
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        return None
    start, end = opening.end(), max(opening.end(), closing.start())
    after = min(closing.end() + 1, len(text))
    properties = _plain_lines(text, start, end)
    if properties is not None:
        return Frontmatter(after, start, end, tuple(properties), ())
    from vaultls.syntax import yaml_nodes  # only the notes that need a YAML parser pay for one

    read, problem = yaml_nodes.properties(original[start:end], start)
    return Frontmatter(after, start, end, read, (problem,) if problem else ())


def _plain_lines(text: str, start: int, end: int) -> list[Property] | None:
    """The properties if every line is `key: value`, `key:` or `- item` with simple values; None otherwise."""
    found: list[Property] = []
    key: re.Match[str] | None = None  # of a `key:` whose items may follow
    items: list[Scalar] = []
    values: list[Json] = []
    seen: set[str] = set()
    indent = 0  # of the open list's items

    def close() -> None:
        if key is not None and items:
            found.append(
                Property(key[1], key.start(1), key.end(1), list(values), items[0].start, items[-1].end, tuple(items))
            )
        elif key is not None:
            found.append(Property(key[1], key.start(1), key.end(1), None, key.end(1) + 1, key.end(1) + 1, ()))
        items.clear()
        values.clear()

    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line_end = stop
        while line_end > at and text[line_end - 1] == " ":
            line_end -= 1
        if line_end == at:
            at = stop + 1
            continue
        match = _KEY.match(text, at, line_end)
        if match is not None:
            if match[1] in seen:
                return None
            seen.add(match[1])
            close()
            key = match
            if match.end() < line_end:
                value = _value(text, match.end(), line_end)
                if value is None:
                    return None
                found.append(
                    Property(match[1], match.start(1), match.end(1), value[0], match.end(), line_end, value[1])
                )
                key = None
        elif key is not None and (item := _ITEM.match(text, at, line_end)):
            scalar = _scalar(text, item.end(), line_end)
            if scalar is None or _KEY.match(text, item.end(), line_end):
                return None
            if items and item.group().index("-") != indent:
                return None
            indent = item.group().index("-")
            items.append(scalar[1])
            values.append(scalar[0])
        elif text[at] != "#":
            return None
        at = stop + 1
    close()
    return found


def _value(text: str, start: int, end: int) -> tuple[Json, tuple[Scalar, ...]] | None:
    """A value on its key's line."""
    if text[start] == "[" and text[end - 1] == "]":
        scalars: list[Scalar] = []
        values: list[Json] = []
        at, stop = start + 1, end - 1
        while stop > at and text[stop - 1] == " ":
            stop -= 1
        while at < stop:
            item = _FLOW_ITEM.match(text, at, stop)
            if item is None:
                return None
            last = item.end(1)
            while text[last - 1] == " ":
                last -= 1
            scalar = _scalar(text, item.start(1), last)
            if scalar is None:
                return None
            values.append(scalar[0])
            scalars.append(scalar[1])
            at = item.end()
        return values, tuple(scalars)
    scalar = _scalar(text, start, end)
    return None if scalar is None else (scalar[0], (scalar[1],))


def _scalar(text: str, start: int, end: int) -> tuple[Json, Scalar] | None:
    """A scalar that fills the stretch, with its value; None where only a YAML parser can tell."""
    for quoted in (_DOUBLE, _SINGLE):
        if quoted.fullmatch(text, start, end):
            inner = text[start + 1 : end - 1]
            return inner, Scalar(inner, start, end, text[start])
    if not _PLAIN.fullmatch(text, start, end):
        return None
    raw = text[start:end]
    if raw[0] in "yYnNtTfFoO0123456789.=<~":
        from vaultls.syntax.yaml_nodes import plain_value

        return plain_value(raw), Scalar(raw, start, end)
    return raw, Scalar(raw, start, end)
