"""Who links to whom: the item under the cursor, what links to it, and what it links to."""

from collections.abc import Callable

import pytest

from support.picture import check_drawn, picture
from support.steps import check_linear
from vaultls.features.answer import Call, Json, Place
from vaultls.features.call_hierarchy import LIMIT, incoming, outgoing, prepare
from vaultls.syntax.parse import parse
from vaultls.vault.vault import Vault

PREPARE = {
    "a heading": "-- a.md --\n# T\n## O<|>ne\n   ^^^^^^ One (a)\ntext\n## Two\n",
    "in a section": "-- a.md --\n# T\n## One\n   ^^^ One (a)\nte<|>xt\n## Two\n",
    "the title is the note": "-- x/a.md --\n# T<|>itle\n  ^^^^^^^^ a (x)\ntext\n",
    "before any heading": "-- a.md --\nte<|>xt\n^ a ()[]\n## One\n",
    "without a heading": "-- a.md --\n<|>text\n^ a ()[]\n",
    "a link: its note": "-- a.md --\n[[b<|>]]\n-- b.md --\n# B\n  ^ b ()\n",
    "a link: its heading": "-- a.md --\n[[b#one<|>]]\n-- b.md --\n# B\n## One\n   ^^^ One (b)\n",
    "a link: the section of its block": "-- a.md --\n[[b#^id<|>]]\n-- b.md --\n# B\n## One\n   ^^^ One (b)\ntext ^id\n",
    "a link: an attachment": "-- a.md --\n![[i<|>.png]]\n-- x/i.png --\n^ i.png (x)[]\n",
    "a link that leads nowhere": "-- a.md --\n[[n<|>o]]\n",
}


@pytest.mark.parametrize("source", PREPARE.values(), ids=PREPARE)
def test_prepare(source: str) -> None:
    p = picture(source)
    item = prepare(p.vault, p.note, p.offset)
    check_drawn(p, [] if item is None else [(f"{item.name} ({item.detail})", Place(item.path, item.name_span))])
    if item is not None and item.path in p.vault.notes:
        assert item.span.start <= item.name_span.start <= item.name_span.end <= item.span.end


def calls(found: list[Call] | None, asking: str | None) -> list[tuple[str, Place]]:
    assert found is not None
    return [(f"{call.item.name}", Place(asking or call.item.path, span)) for call in found for span in call.spans]


def check(source: str, outwards: bool) -> None:
    p = picture(source)
    item = prepare(p.vault, p.note, p.offset)
    assert item is not None
    ask = outgoing if outwards else incoming
    check_drawn(p, calls(ask(p.vault, item.path, item.data), item.path if outwards else None))


INCOMING = {
    "a note": "-- a.md --\n# T<|>\n[[#One]]\n## One\n-- b.md --\n# B\n[[a]] [[a#One]]\n^^^^^ b\n      ^^^^^^^^^ b\n## Two\n[[a#one|x]] [x](a.md#one)\n^^^^^^^^^^^ Two\n            ^^^^^^^^^^^^^ Two\n![[a]]\n^^^^^^ Two\n-- c.md --\n[[a#One]] [[a#No]]\n^^^^^^^^^ c\n          ^^^^^^^^ c\n",
    "a section": "-- a.md --\n# T\n[[#One]]\n^^^^^^^^ a\n## One<|>\n[[a#One]]\n^^^^^^^^^ One\n-- b.md --\n# B\n[[a]] [[a#One]]\n      ^^^^^^^^^ b\n## Two\n[[a#one|x]] [x](a.md#one)\n^^^^^^^^^^^ Two\n            ^^^^^^^^^^^^^ Two\n![[a]]\n-- c.md --\n[[a#One]] [[a#No]]\n^^^^^^^^^ c\n",
    "an attachment": "-- a.md --\n## X\n![[i.png<|>]]\n^^^^^^^^^^^^^ X\n-- i.png --\n",
    "nobody": "-- a.md --\n# T\n## Tw<|>o\n-- b.md --\n# B\n[[a]] [[a#One]]\n## Two\n[[a#one|x]] [x](a.md#one)\n![[a]]\n-- c.md --\n[[a#One]] [[a#No]]\n",
}
OUTGOING = {
    "a note": "-- a.md --\nte<|>xt [[b]] [[b#Two]] [[c]]\n        ^^^^^ b         ^^^^^ c\n              ^^^^^^^^^ Two\n## One\n[[b]] [[no]] [[#One]] ![[i.png]] [[c#^id]]\n^^^^^ b      ^^^^^^^^ One        ^^^^^^^^^ C\n                      ^^^^^^^^^^ i.png\n-- b.md --\n# B\n## Two\n-- c.md --\n## C\ntext ^id\n-- i.png --\n",
    "a section with those below it": "-- a.md --\n[[b]]\n## One<|>\n[[b]]\n^^^^^ b\n### Below\n[[b#Two]]\n^^^^^^^^^ Two\n## Other\n[[b]]\n-- b.md --\n# B\n## Two\n",
    "an attachment": "-- a.md --\n![[i.png<|>]]\n-- i.png --\n",
}


@pytest.mark.parametrize("source", INCOMING.values(), ids=INCOMING)
def test_incoming(source: str) -> None:
    check(source, False)


@pytest.mark.parametrize("source", OUTGOING.values(), ids=OUTGOING)
def test_outgoing(source: str) -> None:
    check(source, True)


def test_an_item_is_found_again_after_edits() -> None:
    p = picture("-- a.md --\n## One\n## On<|>e\n-- b.md --\n[[a]] [[a#One]]\n")
    item = prepare(p.vault, p.note, p.offset)
    assert item is not None
    later = p.vault.updated([parse("a.md", "new\n\n## One\ntext\n## New\n### One\n[[b]]\n")])
    assert [call.item.path for call in outgoing(later, "a.md", item.data) or []] == ["b.md"]
    assert incoming(later, "a.md", item.data) == []  # links name the first of two
    gone = later.updated([parse("a.md", "## One\n")])
    assert incoming(gone, "a.md", item.data) is None


@pytest.mark.parametrize(
    "data",
    [
        None,
        3,
        [],
        {},
        "x",
        {"heading": 3},
        {"heading": "One"},
        {"heading": "One", "nth": -1},
        {"heading": "No", "nth": 0},
    ],
)
def test_what_is_unknown_has_no_answer(data: Json) -> None:
    vault = picture("-- a.md --\n## One\n").vault
    for ask in (incoming, outgoing):
        assert ask(vault, "a.md", data) is None
        assert ask(vault, "no.md", {"heading": None}) is None


def test_a_hub_has_the_first_of_its_links() -> None:
    notes = [parse(f"{i:05}.md", "[[hub]] [[hub]]") for i in range(LIMIT + 50)]
    found = incoming(Vault.of([], [parse("hub.md", ""), *notes]), "hub.md", {"heading": None})
    assert found is not None
    assert [(call.item.name, len(call.spans)) for call in found] == [(f"{i:05}", 2) for i in range(LIMIT)]


def test_linear() -> None:
    def run(n: int) -> Callable[[], object]:
        text = "".join(f"## H {i}\n[[hub]] [[#H {i}]] [[hub#H]]\n" for i in range(n))
        vault = Vault.of([], [parse("a.md", text), parse("hub.md", "# Hub\n")])
        return lambda: (incoming(vault, "hub.md", {"heading": None}), outgoing(vault, "a.md", {"heading": None}))

    check_linear(run, 150)
