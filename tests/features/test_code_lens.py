"""Who links to a note and its headings, and how many sections are written, above each heading with at least two below it."""

from collections.abc import Callable

import pytest

from support.picture import check_drawn, picture
from support.steps import check_linear
from vaultls.config import Config
from vaultls.features.answer import Lens, Place
from vaultls.features.code_lens import code_lenses
from vaultls.features.commands.show_backlinks import show_backlinks
from vaultls.syntax.parse import parse
from vaultls.vault.vault import Vault


def check(source: str) -> None:
    p = picture(source)
    check_drawn(p, [(lens.title, Place(p.note.path, lens.span)) for lens in code_lenses(p.vault, p.note)])


@pytest.mark.parametrize(
    "source",
    [
        "-- a.md --\n# Book\n^^^^^^ 2 of 3 sections written\n## One\ntext\n## Two\n## Three\n- item\n",
        # leaves at any depth; a heading with one leaf below it has no lens
        "-- a.md --\n# Book\n^^^^^^ 1 of 3 sections written\n## One\n^^^^^^ 1 of 2 sections written\n### A\ntext\n### B\n## Two\n### C\n",
        # a jump of levels
        "-- a.md --\n# Book\n^^^^^^ 0 of 2 sections written\n### Deep\n## Two\n",
        # no lens where nothing is below
        "-- a.md --\n# One\n# Two\ntext\n",
        # a comment is how to say: empty on purpose; an ignore line isn't
        "-- a.md --\n# Book\n^^^^^^ 1 of 2 sections written\n## One\n%% later %%\n## Two\n%% vaultls-ignore empty-section %%\n",
        "-- a.md --\nBook\n^^^^ 0 of 2 sections written\n===\n## One\n## Two\n",
    ],
)
def test_code_lens(source: str) -> None:
    check(source)


@pytest.mark.parametrize(
    "source",
    [
        # the note's title has every link to the note, another heading those that name it
        "-- a.md --\n# Title\n^^^^^^^ 1 of 2 sections written\n^^^^^^^ 4 backlinks\n## One\n^^^^^^ 2 backlinks\ntext\n## Two\n-- b.md --\n[[a]] [[A#one]] ![[a#Title]]\n-- c.md --\n[x](a.md#one)\n",
        # links of the note itself count for its headings
        "-- a.md --\n# Title\n[[#One]] [[#Title]]\n## One\n^^^^^^ 1 backlink\ntext\n",
        # without a title the first line stands for the note, also in its frontmatter
        "-- a.md --\nSome text\n^^^^^^^^^ 1 backlink\n## One\n-- b.md --\n[[a]]\n",
        "-- a.md --\n---\n^^^ 1 backlink\nx: y\n---\n-- b.md --\n[[a]]\n",
        "-- a.md --\n## One\n^^^^^^ 2 backlinks\n^^^^^^ 1 backlink\nx\n-- b.md --\n[[a]] [[a#One]]\n",
        # the first of equal headings, a chain, no block and none that isn't there
        "-- a.md --\n# T\n^^^ 0 of 3 sections written\n^^^ 4 backlinks\n## A\n## A\n^^^^ 0 of 2 sections written\n### B\n^^^^^ 1 backlink\n### C ^id\n-- b.md --\n[[a#A#B]] [[a#^id]] [[a#No]] [[a]]\n",
        # by an alias, and in a property
        "-- a.md --\n---\nalias: Ay\n---\n# T\n^^^ 2 backlinks\n-- b.md --\n---\nx: '[[a]]'\n---\n[[Ay]]\n",
        # beside the other lens
        "-- a.md --\n# Book\n^^^^^^ 1 of 2 sections written\n^^^^^^ 1 backlink\n## One\ntext\n## Two\n-- b.md --\n[[a]]\n",
        # a heading of several lines has its lens on the first
        "-- a.md --\nTwo\n^^^ 1 backlink\nlines\n===\n-- b.md --\n[[a]]\n",
        "-- a.md --\n^ 1 backlink[]\n-- b.md --\n[[a]] `[[b]]`\n",
    ],
)
def test_backlinks(source: str) -> None:
    check(source)


def test_each_backlink_lens_shows_what_it_counts() -> None:
    p = picture(
        "-- a.md --\n## One\n[[#Two]]\n\nTwo\n---\n### A\n-- b.md --\n[[a]] [[a#One]] [[a#Two]]\n[[a#A]]\n-- c.md --\nOne\n---\n-- d.md --\n[[c]] [[c#One]]\n"
    )
    for path in ("a.md", "c.md"):
        note = p.vault.notes[path]
        found = [lens for lens in code_lenses(p.vault, note) if lens.command == "showBacklinks"]
        shown = [len(show_backlinks(p.vault, note, lens.span.start if lens.at is None else lens.at)) for lens in found]
        assert [lens.title for lens in found] == [f"{n} backlink{'s' * (n != 1)}" for n in shown]
        assert len(found) == {"a.md": 4, "c.md": 2}[path]


def test_the_setting() -> None:
    p = picture("-- a.md --\n# Book\n## One\n## Two\n[[a]]\n", config=Config(code_lens=False))
    assert code_lenses(p.vault, p.note) == []


def test_the_lens_takes_you_to_the_next_empty_section() -> None:
    p = picture("-- a.md --\n# Book\n## One\n## Two\n")
    assert [lens.command for lens in code_lenses(p.vault, p.note)] == ["nextEmptySection"]


def test_many_headings() -> None:
    vault = Vault.of([])

    def run(n: int) -> Callable[[], list[Lens]]:
        note = parse("a.md", "# Top\n" + "## A\n### B\n" * n)
        return lambda: code_lenses(vault, note)

    assert [lens.title for lens in run(5000)()] == ["0 of 5000 sections written"]
    check_linear(run, 500)


def test_a_table_of_contents() -> None:
    def run(n: int) -> Callable[[], list[Lens]]:
        note = parse("a.md", "".join(f"[[#H {i}]] [h](#h-{i})\n\n# H {i}\n" for i in range(n)))
        vault = Vault.of([], [note])
        return lambda: code_lenses(vault, note)

    assert [lens.title for lens in run(3)()] == ["2 backlinks"] * 2
    check_linear(run, 300)
