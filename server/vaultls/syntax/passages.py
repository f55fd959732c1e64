"""The paragraphs and list items of a text: what a block id can be written behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from vaultls.syntax.parse import scanned

_ID = re.compile(r"(?:(?<=[ \t\n>])|\A)\^([A-Za-z0-9-]+)\Z")
_TABLE = re.compile(r"[^\n]*\|[^\n]*\n[ \t>|:-]*-[ \t>|:-]*(?:\n|\Z)")


class Passage(NamedTuple):
    """On `- some text ^id`: start and end of `- some text ^id`, words_end behind `text`, id `id`."""

    start: int
    end: int
    words_end: int
    id: str | None


def passages(text: str) -> Iterator[Passage]:
    """All of a note in its order. Headings, tables and footnotes are none; a line that holds an id alone belongs to the one before."""
    plain, _, _, blocks = scanned(text)
    headings = {heading.text_start for heading in blocks.headings}
    footnotes = {definition.dest_start for definition in blocks.footnotes}
    last: Passage | None = None
    for start, end in sorted(blocks.segments):
        said = plain[start:end].rstrip()
        if not said or start in headings or start + (said[0] == " ") in footnotes or _TABLE.match(said):
            if last is not None:
                yield last
            last = None
            continue
        end = start + len(said)
        start += len(said) - len(said.lstrip())
        id_ = _ID.search(said)
        if id_ is None:
            here = Passage(start, end, end, None)
        else:
            words = said[: id_.start()].rstrip()
            if not words.strip(" \t\n>") and last is not None and last.id is None:
                yield last._replace(id=id_[1])
                last = None
                continue
            here = Passage(start, end, end - len(said) + len(words), id_[1])
        if last is not None:
            yield last
        last = here
    if last is not None:
        yield last
