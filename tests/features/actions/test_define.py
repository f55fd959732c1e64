import pytest

from features.actions.check import check, done, titles
from vaultls.features.answer import Refusal


def test_a_footnote_behind_the_last_one() -> None:
    check(
        "-- a.md --\n😀 x[^1] y[^tw<|>o]\n\n[^1]: one\n    more\n\nend\n",
        "Write the footnote “two”",
        "-- a.md --\n😀 x[^1] y[^two]\n\n[^1]: one\n    more\n[^two]: \n\nend\n",
    )


def test_a_footnote_at_the_end() -> None:
    check("-- a.md --\nx[^1<|>]", "Write the footnote “1”", "-- a.md --\nx[^1]\n\n[^1]: \n")
    check(
        "-- a.md --\n> x[^1<|>]\n\n- > [^2]: nested\n",
        "Write the footnote “1”",
        "-- a.md --\n> x[^1]\n\n- > [^2]: nested\n\n[^1]: \n",
    )


def test_where_no_definition_can_stand() -> None:
    with pytest.raises(Refusal, match="No definition can stand"):
        done("-- a.md --\nx[^1<|>]\n\n```\ncode", "Write the footnote “1”")


def test_a_reference() -> None:
    check(
        "-- a.md --\nRead [his report][on<|>e] and [b][b]\n\n[b]: b.md\n",
        "Define the reference “one”",
        "-- a.md --\nRead [his report][one] and [b][b]\n\n[b]: b.md\n[one]: <>\n",
    )
    check(
        "-- a.md --\n[two wo<|>rds][]\n",
        "Define the reference “two words”",
        "-- a.md --\n[two words][]\n\n[two words]: <>\n",
    )


def test_a_reference_of_a_notes_name() -> None:
    check(
        "-- d/a.md --\nRead [his report][the <|>one] [b]\n\n[b]: b.md\n-- x/The One.md --\n",
        "Define the reference “the one” as The One",
        "-- d/a.md --\nRead [his report][the one] [b]\n\n[b]: b.md\n[the one]: <../x/The One.md>\n-- x/The One.md --\n",
    )


def test_only_one_problem_is_solved() -> None:
    assert titles("-- a.md --\nx[^1<|>] y[^2]\n", "quickfix") == ["Write the footnote “1”"]
