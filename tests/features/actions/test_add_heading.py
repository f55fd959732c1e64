import pytest

from features.actions.check import check, done, titles
from support.picture import picture
from vaultls.features.answer import Refusal


def test_at_the_end_of_another_note_at_the_level_of_its_sections() -> None:
    assert titles("-- a.md --\n[[b#Th<|>ree]]\n-- b.md --\n# b\n", "quickfix") == ["Add the heading “Three” to “b”"]
    check(
        "-- a.md --\n😀 [[b#Th<|>ree]]\n-- b.md --\n# b\n## One\n### Deep\n## Two\nText",
        "Add the heading “Three” to “b”",
        "-- a.md --\n😀 [[b#Three]]\n-- b.md --\n# b\n## One\n### Deep\n## Two\nText\n\n## Three\n",
    )


def test_in_the_note_itself() -> None:
    check(
        "-- a.md --\n# One\n[[#T<|>wo]]\n# Three\n\n\n",
        "Add the heading “Two” to this note",
        "-- a.md --\n# One\n[[#Two]]\n# Three\n\n\n# Two\n",
    )


def test_a_chain_goes_on_below_the_part_that_is_there() -> None:
    check(
        "-- a.md --\n[[b#One#New#Deeper<|>]]\n-- b.md --\n# b\n## One\n### Old\nText\n## Two\n",
        "Add the heading “One#New#Deeper” to “b”",
        "-- a.md --\n[[b#One#New#Deeper]]\n-- b.md --\n# b\n## One\n### Old\nText\n\n### New\n\n#### Deeper\n\n## Two\n",
    )


def test_an_anchor_as_github_makes_it() -> None:
    check(
        "-- a.md --\n[x](b.md#new-pa<|>rt)\n-- b.md --\n",
        "Add the heading “new-part” to “b”",
        "-- a.md --\n[x](b.md#new-part)\n-- b.md --\n## New part\n",
    )
    check(
        "-- a.md --\n[x](b.md#New<|>%20Part)\n-- b.md --\n",
        "Add the heading “New Part” to “b”",
        "-- a.md --\n[x](b.md#New%20Part)\n-- b.md --\n## New Part\n",
    )


def test_behind_frontmatter() -> None:
    check(
        "-- a.md --\n[[b#N<|>ew]]\n-- b.md --\n---\na: b\n---\n",
        "Add the heading “New” to “b”",
        "-- a.md --\n[[b#New]]\n-- b.md --\n---\na: b\n---\n\n## New\n",
    )


@pytest.mark.parametrize(
    "text", ["```\ncode\n", "text\n<!-- comment", "# a\n" + "".join(f"{'#' * i} x\n" for i in range(2, 7))]
)
def test_where_no_heading_can_stand_it_is_refused(text: str) -> None:
    link = "b#x#x#x#x#x#x" if "######" in text else "b#New"
    with pytest.raises(Refusal, match="could be called"):
        done(f"-- a.md --\n[[<|>{link}]]\n-- b.md --\n{text}", f"Add the heading “{link[2:]}” to “b”")


def test_a_note_that_has_changed_on_the_disk_meanwhile() -> None:
    p = picture("-- a.md --\n[[b#N<|>ew]]\n-- b.md --\ntext\n")
    p.files["b.md"] += "more\n"
    with pytest.raises(Refusal, match=r"b\.md has changed on the disk"):
        done(p, "Add the heading “New” to “b”")
