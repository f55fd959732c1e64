"""What is proposed after `[[`, written as Markdown links where the settings ask for them."""

from __future__ import annotations

import re

from vaultls.features.answer import CompletionItem, Completions
from vaultls.features.completion.context import Typing, open_link
from vaultls.features.new_link import markdown_destination, markdown_path
from vaultls.syntax.note import Json, Note
from vaultls.text.span import Span
from vaultls.vault.resolve import slugs_of

_REST = re.compile(r"(?:\\?\|([^\[\]\n]*))?\]\]")
_SPECIAL = re.compile(r"[\[\]\\]")


def as_markdown(typing: Typing, found: Completions) -> Completions:
    """The same with the double brackets replaced too."""
    link = open_link(typing.line, typing.offset)
    if link is None:
        return found
    rest = _REST.match(typing.line.after, link.span.end - typing.offset)
    display = rest[1] if rest is not None else None
    end = link.span.end + (len(rest[0]) if rest is not None else 0)
    items = tuple(_item(typing, item, display) for item in found.items)
    return Completions(Span(link.span.start - 2, end), items, found.incomplete)


def _item(typing: Typing, item: CompletionItem, display: str | None) -> CompletionItem:
    """The wikilink that an item writes, taken apart and written anew. `display`: what stands behind its `|` already."""
    said, _, shown = item.text.removesuffix("]]").replace("\\|", "|").partition("|")
    path, _, subpath = said.partition("#")
    data = item.data if isinstance(item.data, dict) else {}
    target, start = data.get("path"), data.get("start")
    there: Note | None
    if not path:
        there, destination = typing.note, ""
    elif isinstance(target, str):
        there, destination = typing.vault.notes.get(target), markdown_path(typing.vault, typing.note.path, target)
    else:
        there, destination = None, path + ".md"  # not written yet
    if there is not None and subpath and not subpath.startswith("^"):
        subpath = _slug(there, start) or subpath
    label = _SPECIAL.sub(r"\\\g<0>", display or shown or (item.label.strip() if subpath else path.rpartition("/")[2]))
    text = f"[{label}]({markdown_destination(destination, subpath)})"
    return item._replace(text=text, filter_text=f"[[{item.filter_text}")


def _slug(note: Note, start: Json) -> str | None:
    """The anchor of the heading that begins at `start`."""
    slugs = zip(note.headings, slugs_of(note.headings), strict=True)
    return next((slug for heading, slug in slugs if heading.start == start), None)
