"""The one place where tests touch completion: what is typed, and the note after an item is accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from support.picture import Picture, picture
from vaultls.config import Config
from vaultls.features.answer import CompletionItem
from vaultls.features.completion import complete
from vaultls.text.edit import apply_edits

VAULT = """\
-- Life of Trotsky.md --
---
aliases: [Lev Bronstein]
tags: [people/exiles, Book]
---
# Life
## Exile in Turkey
## On [[Notes|these notes]]
text ^prinkipo
# Works
## Exile in Turkey
[[Not written yet]] [[Not written yet]] #politics #book
-- a/Same.md --
#politics/labour
-- b/Same.md --
-- Notes.md --
#politics
-- Notes v1.3.md --
-- C# tips.md --
-- img/lighthouse.png --
-- 资本论.md --
"""

TODAY = date(2026, 10, 3)


@dataclass(frozen=True)
class Asked:
    """The proposals at the cursor: labels, details, and the note's text as it is once each is accepted."""

    picture: Picture
    items: tuple[CompletionItem, ...]
    labels: list[str]
    details: list[str]
    texts: list[str]

    @property
    def first(self) -> str | None:
        return self.texts[0] if self.texts else None

    def taking(self, label: str) -> str:
        """The text once the item of this label is accepted."""
        return self.texts[self.labels.index(label)]


def ask(source: str, config: Config | None = None, today: date = TODAY, newline: str = "\n") -> Asked:
    """Everything that holds for every list is checked here."""
    p = picture(source, newline, config)
    found = complete(p.vault, p.note, p.files[p.note.path], p.offset, today, p.read)
    if found is None:
        return Asked(p, (), [], [], [])
    text = p.files[p.note.path]
    typed = text[found.span.start : p.offset]
    assert found.span.start <= p.offset <= found.span.end
    assert "\n" not in text[found.span.start : found.span.end]
    assert len(found.items) <= 50
    assert found.incomplete
    texts = []
    for item in found.items:
        assert item.filter_text.startswith(typed), (item, typed)
        assert "\n" not in item.text
        texts.append(apply_edits(text, [(found.span, item.text), *item.additional]))
    return Asked(p, found.items, [i.label for i in found.items], [i.detail for i in found.items], texts)


def typed(line: str, config: Config | None = None) -> Asked:
    """The proposals where `<|>` stands in a note of `VAULT`."""
    return ask(VAULT + "-- z.md --\n" + line, config)
