"""Link references that don't fit: uses without a definition, definitions without a use (CommonMark 0.31, sections 4.7 and 6.3)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from vaultls.syntax.containers import label_key
from vaultls.syntax.note import Definition, Problem

_LONGEST = 300  # characters of a text in brackets that can be meant as a link
_CLASS = re.compile(r"\^?(?:.-.|\\.)+")  # of a pattern: `[a-z][0-9]`
_COMMENT = frozenset({"#", "<>", ""})  # destinations of `[//]: # (a comment)`


class Missing(NamedTuple):
    """On `![text][label]`, where no definition has the label: start of the `!`, and the spans of both texts."""

    start: int
    text_start: int
    text_end: int
    label_start: int
    label_end: int


def reference_problems(
    live: str, definitions: Collection[Definition], used: Collection[str], missing: Iterable[Missing]
) -> Iterator[Problem]:
    """`live`: the text with its dead zones masked. `used`: the labels of definitions that a link names, as they compare."""
    for use in missing:
        if is_meant(live, use, bool(definitions)):
            start, end = use.label_start, use.label_end
            if not live[start:end].strip():  # `[text][]`
                start, end = use.text_start, use.text_end
            message = f"No definition of the reference “{' '.join(live[start:end].split())}” in this note"
            yield Problem("undefined-reference", start, end, message)
    first: dict[str, Definition] = {}
    for definition in definitions:
        key = label_key(definition.label)
        again = first.setdefault(key, definition) is not definition
        if (again or key not in used) and definition.dest.strip() not in _COMMENT:
            message = "defined already; this one is never used" if again else "never used in this note"
            message = f"The reference “{' '.join(definition.label.split())}” is {message}"
            yield Problem("unused-reference", definition.start, definition.end, message)


def is_meant(live: str, use: Missing, others: bool) -> bool:
    """Whether a human would have meant a link: brackets stand in prose and in code for many things. `others`: the note has definitions."""
    before, after = live[use.start - 1 : use.start], live[use.label_end + 1 : use.label_end + 2]
    if before.isalnum() or (before and before in "[])}_\0\\") or (after and after in "[("):
        return False  # an index, a row of brackets, another kind of link
    if use.text_end - use.text_start > _LONGEST:
        return False
    text = live[use.text_start : use.text_end].strip()
    label = live[use.label_start : use.label_end].strip()
    if "[" in text or "\0" in label or label.startswith("^") or not (text or label):
        return False
    if live.startswith("!", use.start):
        return True
    if sum(c.isalpha() for c in text) < 2 or text.startswith("!") or _CLASS.fullmatch(text) or _CLASS.fullmatch(label):
        return False  # a number, a task's box, a callout's type, a pattern
    if others or not label:
        return True
    # Nothing else in this note is a reference: `[Source][1]` and `[two words][label]` are, `[INFO][main]` is not.
    return label.isdigit() or (" " in text and " " not in label)
