"""Callout types after `> [!`: those that Obsidian knows, and those that the vault uses."""

from __future__ import annotations

import re

from vaultls.features.answer import CompletionItem, Completions
from vaultls.features.completion.candidates import LIMIT
from vaultls.features.completion.context import Typing, filter_text
from vaultls.features.in_words import counted
from vaultls.syntax.note import Note
from vaultls.text.span import Span
from vaultls.vault.search import rank
from vaultls.vault.tally import tally

_OPEN = re.compile(
    r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+[ \t>]*)*\[!([^\[\]\n]*)$"
)
_REST = re.compile(r"[^\[\]\s]*(?=\])")

# Obsidian's help, "Callouts": each type with its aliases.
TYPES = {
    "note": (),
    "abstract": ("summary", "tldr"),
    "info": (),
    "todo": (),
    "tip": ("hint", "important"),
    "success": ("check", "done"),
    "question": ("help", "faq"),
    "warning": ("caution", "attention"),
    "failure": ("fail", "missing"),
    "danger": ("error",),
    "bug": (),
    "example": (),
    "quote": ("cite",),
}


def complete(typing: Typing) -> Completions | None:
    """Those that most notes use first."""
    match = _OPEN.match(typing.line.before) if "[!" in typing.line.before else None
    if match is None:
        return None
    typed = match[1]
    rest = _REST.match(typing.line.after)
    close = "" if rest else "] "
    used = {word.key: word for word in tally(typing.vault, callout_types, "", typing.note.path)}
    known = {name: type_ for type_, aliases in TYPES.items() for name in (type_, *aliases)}
    names = [
        *used,
        *(type_ for type_ in TYPES if type_ not in used),
        *(n for n in known if n not in used and n not in TYPES),
    ]
    items = []
    for i in rank(typed, names, LIMIT):
        name = names[i]
        word = used.get(name)
        same = f"same as {known[name]}" if known.get(name, name) != name else ""
        detail = ", ".join(part for part in (counted(word.notes, "note") if word else "", same) if part)
        items.append(CompletionItem(name, "callout", name + close, filter_text(typed, name), detail))
    return Completions(Span(typing.offset - len(typed), typing.offset + (rest.end() if rest else 0)), tuple(items))


def callout_types(note: Note, _: str) -> dict[str, str]:
    """The types of a note's callouts, as Obsidian compares them; `|` parts a type from what styles it."""
    types = (callout.type.partition("|")[0].strip().lower() for callout in note.callouts)
    return {type_: type_ for type_ in types}
