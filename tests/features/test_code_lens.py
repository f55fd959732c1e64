"""How many sections are written, above each heading with at least two below it."""

from collections.abc import Callable

import pytest

from support.picture import check_drawn, picture
from support.steps import check_linear
from vaultls.features.answer import Lens, Place
from vaultls.features.code_lens import code_lenses
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
