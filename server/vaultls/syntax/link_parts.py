"""Where the parts of a link stand in the note: its path, subpath and display text."""

from __future__ import annotations

import re
from typing import NamedTuple

from vaultls.syntax.containers import label_key
from vaultls.syntax.inline import DESTINATION
from vaultls.syntax.note import Link
from vaultls.syntax.wikilink import PATH, SUBPATH
from vaultls.text.span import Span

# Of a link that is one already: a code span in its display text may hold brackets.
_WIKILINK = re.compile(rf"!?\[\[({PATH})({SUBPATH})?(?:\|(.*))?\]\]", re.S)
_MARKDOWN_END = re.compile(rf"\]\({DESTINATION}\Z", re.S)
_LABEL_END = re.compile(r"\]\[(?:[^\[\]\\]|\\.)*\]\Z", re.S)


class Parts(NamedTuple):
    """Spans in the note; of `[[dir/B#H|text]]`: path `dir/B`, subpath `H` (None without `#`), display `text` (None without `|`)."""

    path: Span
    subpath: Span | None
    display: Span | None


def link_parts(link: Link) -> Parts:
    """The spans of a link's parts, blanks around them left out. A use of a reference has its path elsewhere: the whole link stands for it."""
    raw, start = link.raw, link.start
    if raw.endswith("]]") and (m := _WIKILINK.fullmatch(raw)):
        path = _trimmed(raw, m.start(1), m.end(1))
        subpath = _trimmed(raw, m.start(2) + 1, m.end(2)) if m[2] else None
        if m[3] is not None:  # `\|` in a table
            if subpath is not None and raw[: subpath[1]].endswith("\\"):
                subpath = _trimmed(raw, subpath[0], subpath[1] - 1)
            elif subpath is None and raw[: path[1]].endswith("\\"):
                path = _trimmed(raw, path[0], path[1] - 1)
        display = m.span(3) if m[3] is not None else None
        if not link.path and subpath is None:  # `[[^id]]`
            subpath, path = path, (path[0], path[0])
        return Parts(_at(path, start), _at(subpath, start), _at(display, start))
    if m := _MARKDOWN_END.search(raw):
        group = 1 if m[1] is not None else 2
        first, last = m.span(group)
        at = raw.find("#", first, last)
        display = (2 if raw.startswith("!") else 1, m.start())
        if at < 0:
            return Parts(Span(first + start, last + start), None, _at(display, start))
        return Parts(Span(first + start, at + start), Span(at + 1 + start, last + start), _at(display, start))
    return Parts(Span(start, link.end), None, None)


def destination_of(link: Link) -> tuple[Span, str] | None:
    """Of an inline Markdown link the destination as it stands, with its angle brackets; None for any other link."""
    if link.raw.endswith("]]") or (m := _MARKDOWN_END.search(link.raw)) is None:
        return None
    if m[1] is not None:
        first, last = m.start(1) - 1, m.end(1) + 1
    elif m[2] is not None:
        first, last = m.span(2)
    else:
        return None
    return Span(link.start + first, link.start + last), link.raw[first:last]


def reference_label(raw: str) -> str | None:
    """The label that the use of a reference names, in the form compared; None for any other link."""
    if raw.endswith((")", "]]")) or not raw.endswith("]"):
        return None
    label = raw[raw.rfind("[") + 1 : -1]
    return label_key(label or raw[raw.index("[") + 1 : raw.index("]")])


def reference_text_span(link: Link) -> Span | None:
    """The text of a full reference `[text][label]`; None where the label is the text."""
    label = _LABEL_END.search(link.raw)
    if label is None or label[0] == "][]":
        return None
    return Span(link.start + link.raw.index("[") + 1, link.start + label.start())


def label_span(link: Link) -> Span:
    """Where the use of a reference has its label: `[text][label]`, `[label][]` or `[label]`."""
    raw = link.raw
    first = raw.rfind("[") + 1
    if raw.endswith("[]"):
        first = raw.index("[") + 1
    return Span(link.start + first, link.start + raw.index("]", first))


def display_of(link: Link) -> str | None:
    """The display text: behind the `|`, or between a Markdown link's brackets; None where there is none."""
    raw = link.raw
    if raw.endswith("]]") and (m := _WIKILINK.fullmatch(raw)):
        return m[3]
    opening = 2 if raw.startswith("!") else 1
    if m := _MARKDOWN_END.search(raw):
        return raw[opening : m.start()]
    label = _LABEL_END.search(raw)
    return raw[opening : label.start() if label else -1]


def _trimmed(raw: str, start: int, end: int) -> tuple[int, int]:
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    return start, end


def _at(span: tuple[int, int] | None, start: int) -> Span:
    return None if span is None else Span(span[0] + start, span[1] + start)  # type: ignore[return-value]
