"""What stands behind embeds and links by an alias."""

from collections.abc import Callable

import pytest

from support.picture import check_drawn, picture
from support.steps import check_linear
from vaultls.config import Config
from vaultls.features.answer import Hint, Place
from vaultls.features.inlay_hints import LIMIT, LONG, inlay_hints
from vaultls.syntax.parse import parse
from vaultls.text.span import Span
from vaultls.vault.vault import Vault

REST = """\
-- dir/b.md --
---
aliases: [Bee]
---
# One
> [!note] Some [[c|words]] here
## Empty
## Long
- [ ] Many words in one line, more than anybody wants to see behind a link.
text ^id

第一章 two
-- i.png --
"""

CASES = {
    "a note": "![[b]] text\n      ^ 28 words[]\n",
    "a section": "![[b#One]] ![[b#Long]]\n          ^ “Some words here”[]\n                      ^ “Many words in one line, more than …”[]\n",
    "an empty section": "![[b#Empty]]\n            ^ empty[]\n",
    "a block": "![[b#^id]]\n          ^ “Many words in one line, more than …”[]\n",
    "by an alias": "[[Bee]] [[Bee|x]] [[bee#One]] [[b]]\n       ^ → b[]   ^ → b[]     ^ → b[]\n",
    "an embed by an alias": "![[Bee]]\n        ^ → b · 28 words[]\n",
    "Markdown": "![x](dir/b.md#one) [x](dir/b.md)\n                  ^ “Some words here”[]\n",
    "itself": "![[#H]]\n       ^ “text”[]\n\n# H\ntext\n",
    "attachments and what is not there": "![[i.png]] ![[no]] ![[b#No]] [[no]]\n",
}


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_inlay_hints(source: str) -> None:
    p = picture(f"-- a.md --\n{source}{REST}")
    found = inlay_hints(p.vault, p.note, Span(0, p.note.lines.length), p.read)
    check_drawn(p, [(hint.label, Place("a.md", Span(hint.at, hint.at))) for hint in found])


def test_only_in_the_range() -> None:
    p = picture("-- a.md --\n[[Bee]]\n[[Bee]]\n[[Bee]]\n" + REST)
    assert [hint.at for hint in inlay_hints(p.vault, p.note, Span(8, 15), p.read)] == [15]


def test_the_setting() -> None:
    p = picture("-- a.md --\n![[b]]\n" + REST, config=Config(inlay_hints=False))
    assert inlay_hints(p.vault, p.note, Span(0, 99), p.read) == []


def test_what_cannot_be_read() -> None:
    p = picture("-- a.md --\n![[b]] ![[b#One]]\n" + REST)
    assert inlay_hints(p.vault, p.note, Span(0, 99), lambda _: None) == []


def test_a_changed_note_has_another_hint() -> None:
    texts = {"a.md": "![[b]]", "b.md": "one"}
    vault = Vault.of([], [parse(path, text) for path, text in texts.items()])
    read = texts.get
    assert [h.label for h in inlay_hints(vault, vault.notes["a.md"], Span(0, 9), read)] == ["1 word"]
    texts["b.md"] = "one two"
    later = vault.updated([parse("b.md", "one two")])
    assert [h.label for h in inlay_hints(later, later.notes["a.md"], Span(0, 9), read)] == ["2 words"]


def test_a_very_long_note_is_not_read() -> None:
    p = picture("-- a.md --\n![[b]]\n-- b.md --\n" + "word word\n" * (LONG // 10 + 1))
    assert [h.label for h in inlay_hints(p.vault, p.note, Span(0, 9), lambda _: None)] == [f"{LONG // 10 + 1:,} lines"]


def test_bounded_and_linear() -> None:
    def run(n: int) -> Callable[[], list[Hint]]:
        note = parse("a.md", "".join(f"![[#H {i}]]\n\n# H {i}\ntext\n" for i in range(n)))
        vault = Vault.of([], [note])
        return lambda: inlay_hints(vault, note, Span(0, note.lines.length), lambda _: "text " * 100)

    assert len(run(2 * LIMIT)()) == LIMIT
    check_linear(run, 40)
