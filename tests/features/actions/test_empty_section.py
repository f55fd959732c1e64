from features.actions.check import check, offered, titles

LATER, TASK, REMOVE = "Mark as empty on purpose", "Write a task: fill this section", "Remove this heading"


def test_marked() -> None:
    check(
        "-- a.md --\n# A\ntext\n### On<|>e\n### Two\n", LATER, "-- a.md --\n# A\ntext\n### One\n%% later %%\n### Two\n"
    )
    check(
        "-- a.md --\n# A\n\ntext\n\n#<|># One\n\n## Two\n",
        LATER,
        "-- a.md --\n# A\n\ntext\n\n## One\n\n%% later %%\n\n## Two\n",
    )


def test_at_the_end_of_the_note() -> None:
    check("-- a.md --\n# A 😀\n## On<|>e", LATER, "-- a.md --\n# A 😀\n## One\n%% later %%")


def test_below_an_underlined_heading_and_one_in_a_quote_or_item() -> None:
    check("-- a.md --\nOn<|>e\n---\n", LATER, "-- a.md --\nOne\n---\n%% later %%\n")
    check("-- a.md --\n> ## On<|>e\n\n# A\ntext\n", LATER, "-- a.md --\n> ## One\n> %% later %%\n\n# A\ntext\n")
    check("-- a.md --\n- ## On<|>e\n\n# A\ntext\n", LATER, "-- a.md --\n- ## One\n  %% later %%\n\n# A\ntext\n")
    assert titles("-- a.md --\n> ## On<|>e\n", "quickfix") == [LATER]


def test_begun_with_a_task() -> None:
    check("-- a.md --\n## On<|>e\n## Two\n", TASK, "-- a.md --\n## One\n- [ ] Fill this section\n## Two\n")


def test_taken_out_with_the_blank_lines_below() -> None:
    check("-- a.md --\n# A\ntext\n\n## On<|>e\n\n  \n## Two\n", REMOVE, "-- a.md --\n# A\ntext\n\n## Two\n")
    check("-- a.md --\n## On<|>e\n", REMOVE, "-- a.md --\n")


def test_what_silences_the_next_heading_stays() -> None:
    check(
        "-- a.md --\n# A\nx\n## On<|>e\n\n%% vaultls-ignore empty-section %%\n## Two\n",
        REMOVE,
        "-- a.md --\n# A\nx\n%% vaultls-ignore empty-section %%\n## Two\n",
    )


def test_a_heading_that_links_need_stays() -> None:
    source = "-- a.md --\n# A\n[[#One]]\n## On<|>e\n-- b.md --\n[[a#One]] [x](a.md#one)\n"
    assert titles(source, "quickfix") == [LATER, TASK, f"{REMOVE} (3 links lead to this heading)"]


def test_only_empty_ones() -> None:
    assert titles("-- a.md --\n# A<|>\n## B\n", "quickfix") == []
    [first, *_] = offered("-- a.md --\n# A\n## B<|>\n", "quickfix")
    assert [d.code for d in first.solves] == ["empty-section"]
