import pytest

from features.actions.check import check, done, offered
from vaultls.features.answer import Refusal

HERE, NOTE = "Ignore unresolved-link here", "Ignore unresolved-link in this note"


def silencing(source: str) -> list[str]:
    return [a.title for a in offered(source, silence=True) if a.title.startswith("Ignore")]


def test_a_line_above() -> None:
    check(
        "-- a.md --\n# A\n😀 one\n\n[[n<|>o]] [[no]]\n",
        HERE,
        "-- a.md --\n# A\n😀 one\n\n%% vaultls-ignore unresolved-link %%\n[[no]] [[no]]\n",
    )


def test_one_code_more_in_the_line_that_is_there() -> None:
    for end in (" %%", "%%", " %%  "):
        check(
            f"-- a.md --\n# A\n\n%% vaultls-ignore empty-section{end}\n[[n<|>o]]\n",
            HERE,
            f"-- a.md --\n# A\n\n%% vaultls-ignore empty-section unresolved-link {end.lstrip()}\n[[no]]\n",
        )
        check(
            f"-- a.md --\n%% vaultls-ignore empty-section{end}\n[[n<|>o]]\n",
            NOTE,
            f"-- a.md --\n%% vaultls-ignore empty-section unresolved-link {end.lstrip()}\n[[no]]\n",
        )


def test_the_whole_note() -> None:
    check(
        "-- a.md --\n---\na: b\n---\n# A\n[[n<|>o]]\n",
        NOTE,
        "-- a.md --\n---\na: b\n---\n%% vaultls-ignore unresolved-link %%\n# A\n[[no]]\n",
    )
    check(
        "-- a.md --\n[[n<|>o]]",
        NOTE,
        "-- a.md --\n%% vaultls-ignore unresolved-link %%\n[[no]]".replace("\n[[", "\n[["),
    )
    check(
        '-- a.md --\n---\na: "[[n<|>o]]"\n---',
        NOTE,
        '-- a.md --\n---\na: "[[no]]"\n---\n%% vaultls-ignore unresolved-link %%\n',
    )


def test_behind_a_byte_order_mark() -> None:
    check(
        "-- a.md --\n\ufeff# A\n[[n<|>o]]\n",
        NOTE,
        "-- a.md --\n\ufeff\n%% vaultls-ignore unresolved-link %%\n# A\n[[no]]\n",
    )


def test_a_line_of_its_own_only_where_it_would_count_for_that_line() -> None:
    assert silencing("-- a.md --\n# A\n[[n<|>o]]\n") == [HERE, NOTE]
    assert silencing("-- a.md --\n[[n<|>o]]\n# A\n") == [NOTE]
    assert silencing("-- a.md --\n# A\n\n| a |\n|---|\n| [[n<|>o]] |\n") == [NOTE]
    assert silencing("-- a.md --\n# A\n> a\n> [[n<|>o]]\n") == [NOTE]


def test_what_it_would_tear_apart_is_left_alone() -> None:
    with pytest.raises(Refusal, match="tear apart"):
        done("-- a.md --\n# A\none\n[[n<|>o]] ^id\n", HERE)


def test_last_of_all_quick_fixes() -> None:
    found = offered("-- a.md --\n# A\n[[n<|>o]]\n", "quickfix", silence=True)
    assert [a.title for a in found] == ["Create the note “no”", HERE, NOTE]
