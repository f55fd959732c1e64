"""The graph of links: drawn as the nodes with their links in and out, then as arrows with counts."""

from collections.abc import Generator
from typing import TypeVar

import pytest

from support.picture import picture
from support.steps import check_linear
from vaultls.features.commands import graph
from vaultls.features.commands.graph import Graph, around, whole

T = TypeVar("T")

SOURCE = """-- a.md --
#book [[b]] [[b|again]] [b](b.md#x) [[#Own]] [[a]] ![[img.png]]
# Own
-- b.md --
[[a]] [[Unwritten]] [[x/Alias]]
-- c.md --
---
tags: book/old
aliases: [Alias]
---
[[unwritten.md]] [[d]] `[[b]]`
-- d.md --
alone but for one link to it
-- e.md --
alone
-- img.png --
-- not linked.png --
"""


def run(work: Generator[None, None, T]) -> T:
    """All of the work at once."""
    found: list[T] = []

    def through() -> Generator[None, None, None]:
        found.append((yield from work))

    for _ in through():
        pass
    return found[0]


def drawn(found: Graph) -> str:
    names = [node.name for node in found.nodes]
    rows = []
    for node in found.nodes:
        tags = "".join(f" #{found.tags[number]}" for number in node.tags)
        rows.append(f"{node.name}{'' if node.kind == 'note' else f' ({node.kind})'} {node.in_}/{node.out}{tags}")
    triples = zip(found.edges[0::3], found.edges[1::3], found.edges[2::3], strict=True)
    return "\n".join([*rows, *(f"{names[a]} > {names[b]}{f' x{n}' if n > 1 else ''}" for a, b, n in triples)])


WHOLE = """
a.md 1/4 #book
b.md 3/3
c.md 0/2 #book/old
d.md 1/0
e.md 0/0
img.png (attachment) 1/0
Unwritten (unresolved) 2/0
x/Alias (unresolved) 1/0
a.md > b.md x3
a.md > img.png
b.md > a.md
b.md > Unwritten
b.md > x/Alias
c.md > Unwritten
c.md > d.md
"""

TAGGED = """
a.md 1/4 #book
c.md 0/2 #book/old
img.png (attachment) 1/0
unwritten (unresolved) 2/0
a.md > img.png
c.md > unwritten
"""

AROUND_D = """
d.md 1/0
c.md 0/2 #book/old
c.md > d.md
"""

TWO_AROUND_D = """
d.md 1/0
c.md 0/2 #book/old
unwritten (unresolved) 2/0
c.md > unwritten
c.md > d.md
"""

AROUND_IMAGE = """
img.png (attachment) 1/0
a.md 1/4 #book
a.md > img.png
"""


def test_the_whole_vault() -> None:
    assert drawn(run(whole(picture(SOURCE).vault))) == WHOLE.strip()


@pytest.mark.parametrize("tag", ["book", "#Book"])
def test_notes_of_a_tag_and_what_else_they_link_to(tag: str) -> None:
    assert drawn(run(whole(picture(SOURCE).vault, tag))) == TAGGED.strip()


@pytest.mark.parametrize(
    ("path", "depth", "wanted"),
    [
        ("d.md", 1, AROUND_D),
        ("d.md", 2, TWO_AROUND_D),
        ("img.png", 1, AROUND_IMAGE),
        ("e.md", 3, "e.md 0/0"),
    ],
)
def test_around_a_file(path: str, depth: int, wanted: str) -> None:
    assert drawn(run(around(picture(SOURCE).vault, path, depth))) == wanted.strip()


def test_far_enough_around_is_all_that_hangs_together(monkeypatch: pytest.MonkeyPatch) -> None:
    vault = picture(SOURCE).vault
    near = run(around(vault, "a.md", 9))
    assert sorted(drawn(near).splitlines()) == sorted(row for row in WHOLE.split("\n") if row and "e.md" not in row)
    monkeypatch.setattr(graph, "MANY", 0)
    assert sorted(drawn(run(around(vault, "a.md", 9))).splitlines()) == sorted(drawn(near).splitlines())


def test_a_link_by_an_alias_is_one_to_its_note() -> None:
    found = run(whole(picture("-- a.md --\n[[Other]]\n-- b.md --\n---\naliases: [Other]\n---\n").vault))
    assert drawn(found) == "a.md 0/1\nb.md 1/0\na.md > b.md"


def test_one_name_in_two_folders() -> None:
    source = "-- a.md --\n[[n]]\n-- x/a.md --\n[[n]]\n-- x/n.md --\n-- y/a.md --\n[[n]] [n](n.md)\n-- y/n.md --\n[[../x/n]]\n"
    vault = picture(source).vault
    for _ in range(2):  # the second time the names are known
        arrows = [row for row in drawn(run(whole(vault))).splitlines() if ">" in row]
        assert arrows == ["a.md > x/n.md", "x/a.md > x/n.md", "y/a.md > y/n.md x2", "y/n.md > x/n.md"]


def test_names_that_are_known_are_forgotten_with_them() -> None:
    vault = picture("-- a.md --\n[[n]] [[m]]\n-- n.md --\n-- m.md --\n").vault
    run(whole(vault))
    moved = vault.updated([], ["x/n.md"], ["n.md", "m.md"])
    assert drawn(run(whole(moved))).splitlines()[-2:] == ["a.md > x/n.md", "a.md > m"]


@pytest.mark.parametrize("depth", [None, 1, 4])
def test_many_notes(depth: int | None) -> None:
    def make(size: int) -> object:
        notes = (
            f"-- {i}.md --\n#t [[{(i + 1) % size}]] [[{(i * 7) % size}]] [[none {i}]] [[0]]\n" for i in range(size)
        )
        vault = picture("".join(notes)).vault
        return lambda: run(whole(vault) if depth is None else around(vault, "0.md", depth))

    check_linear(make, 100)
