"""Names that several files have."""

from features.diagnostics.check import check
from vaultls.features.answer import Place
from vaultls.text.span import Span

B = "-- y/B.md --\n-- x/B.md --\n"


def test_the_candidates_are_listed() -> None:
    found = check(
        f"-- a.md --\n[[B|text]] [[x/B]]\n  ^ 2 files are called “B”; this leads to x/B.md, not to y/B.md\n{B}",
        "ambiguous-link",
    )
    assert [r.place for r in found[0].related] == [Place("x/B.md", Span(0, 0)), Place("y/B.md", Span(0, 0))]


def test_the_own_folder_comes_first() -> None:
    check(
        f"-- y/a.md --\n[[B]]\n  ^ 2 files are called “B”; this leads to y/B.md, not to x/B.md\n{B}", "ambiguous-link"
    )


def test_a_path_is_clear() -> None:
    check(f"-- x/a.md --\n[[x/B]] [[y/B]] [x](B.md) [x](../y/B.md)\n{B}", "ambiguous-link")
