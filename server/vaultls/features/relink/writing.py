"""Parts of a link put into the note: each kind of link has its own way to hold a path, a subpath and a display text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

from vaultls.features.answer import ReadText
from vaultls.syntax.containers import label_key
from vaultls.syntax.inline import unescaped
from vaultls.syntax.link_parts import destination_of, link_parts, reference_label, reference_text_span
from vaultls.syntax.note import Definition, Link, Note
from vaultls.syntax.tables import tables
from vaultls.syntax.yaml_text import inside_quotes
from vaultls.text.span import Span
from vaultls.vault.same import Same

_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_ENTITY = re.compile(r"&(?=[A-Za-z0-9#]{1,32};)")
_SPECIAL = re.compile(r"[<>\\]")
_NEEDS_ANGLES = re.compile(r"[\x00-\x20\x7f()<]")


class Written(NamedTuple):
    """What a link is to say; None for a part that stays as it is."""

    path: str | None
    subpath: str | None
    display: str | None


def written(note: Note, link: Link, parts: Written, read: ReadText | None = None) -> Iterator[tuple[Span, str]]:
    """Replacements in the note that make `link` say `parts`. Of the use of a reference the definition is rewritten.

    `read` tells whether a link without a display text stands in a table, where it is parted by `\\|`.
    """
    raw = link.raw
    if parts.subpath is None is parts.display and raw.startswith("[[" + link.path) and link.kind == "wikilink":
        assert parts.path is not None  # nothing else is to be written
        start = link.start + 2
        yield Span(start, start + len(link.path)), parts.path
        return
    spans = link_parts(link)
    if link.is_wiki:
        quoting = _quoting(note, link)
        if parts.path is not None:
            yield spans.path, inside_quotes(parts.path, quoting)
        if parts.subpath is not None and spans.subpath is not None:
            yield spans.subpath, inside_quotes(parts.subpath, quoting)
        if parts.display is not None:
            bar = "" if spans.display else _bar(note, link, read)
            yield spans.display or Span(link.end - 2, link.end - 2), bar + inside_quotes(parts.display, quoting)
        return
    if parts.display is not None and (shown := spans.display or reference_text_span(link)):
        yield shown, parts.display
    if parts.path is None and parts.subpath is None:
        return
    here = destination_of(link)
    if here is not None:
        span, raw = here
        yield span, destination(raw, parts.path, parts.subpath)
        return
    definition = definition_of(note, link)
    if definition is not None:
        start = definition.dest_start
        yield Span(start, start + len(definition.dest)), destination(definition.dest, parts.path, parts.subpath)


def definition_of(note: Note, link: Link) -> Definition | None:
    """The definition that a use of a reference names."""
    label = reference_label(link.raw)
    return None if label is None else _labelled(Same(note.definitions)).get(label)


@lru_cache(maxsize=4)  # a note has as many uses as definitions
def _labelled(definitions: Same) -> dict[str, Definition]:
    """Of one label the first counts (CommonMark 0.31, section 4.7)."""
    return {label_key(d.label): d for d in reversed(definitions.value)}


def destination(raw: str, path: str | None, subpath: str | None) -> str:
    """A Markdown destination (CommonMark 0.31, section 6.3) that says `path` and `subpath`, in the manner of `raw`.

    Segments that stay keep their bytes. With any `%XX` all that is new is percent-encoded; angle brackets stay, and come
    only where a bare destination can't hold the name.
    """
    angles = raw.startswith("<")
    inner = raw[1:-1] if angles else raw
    old_path, mark, old_subpath = inner.partition("#")
    encoded = _ENCODED.search(inner) is not None or any("#" in part for part in (path or "",))
    new = old_path if path is None else _segments(old_path, path, "/", encoded)
    if subpath is not None:
        new += "#" + _segments(old_subpath, subpath, "#", encoded)
    elif mark:
        new += "#" + old_subpath
    if not angles and not encoded and (_NEEDS_ANGLES.search(new) and not _balanced(new)):
        angles = True
    return f"<{new}>" if angles else new


def _segments(raw: str, wanted: str, separator: str, encoded: bool) -> str:
    known = {_meant(part): part for part in raw.split(separator)}
    return separator.join(known[part] if known.get(part) else _one(part, encoded) for part in wanted.split(separator))


def _meant(raw: str) -> str:
    return unquote(unescaped(raw)).strip()


def _one(segment: str, encoded: bool) -> str:
    if encoded:
        return quote(segment, safe="-._~")
    text = _SPECIAL.sub(r"\\\g<0>", segment)
    text = _ENTITY.sub(r"\\&", text)
    return _ENCODED.sub(lambda m: "%25" + m[0][1:], text)


def _balanced(destination: str) -> bool:
    """Whether a destination can stand without angle brackets: no blanks, and parentheses only in pairs."""
    depth = 0
    for i, c in enumerate(destination):
        if c <= " " or c == "\x7f" or (c == "<" and i == 0):
            return False
        if c == "(" and destination[i - 1 : i] != "\\":
            depth += 1
        if c == ")" and destination[i - 1 : i] != "\\":
            depth -= 1
        if depth < 0 or depth > 2:
            return False
    return depth == 0


def _bar(note: Note, link: Link, read: ReadText | None) -> str:
    """What parts a path from a display text there: `\\|` in a table's row."""
    text = (read(note.path) if read else None) or ""
    return "\\|" if any(start <= link.start < end for start, end in tables(text)) else "|"


def _quoting(note: Note, link: Link) -> str:
    """How the string of a property that holds the link is quoted: `'`, `"` or not at all."""
    if link.kind != "property":
        return ""
    for found in note.properties:
        if found.value_start <= link.start < found.value_end:
            for scalar in found.scalars:
                if scalar.start <= link.start < scalar.end:
                    return scalar.quote
    return ""
