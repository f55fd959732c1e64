from features.actions.check import check

TITLE = "Remove this definition"


def test_with_its_lines() -> None:
    check("-- a.md --\n[x][b]\n\n[a<|>]: a.md\n[b]: b.md\n", TITLE, "-- a.md --\n[x][b]\n\n[b]: b.md\n")
    check('-- a.md --\n[a<|>]: a.md\n  "a title\n  of two lines"\ntext\n', TITLE, "-- a.md --\ntext\n")


def test_in_a_quote_its_text_alone() -> None:
    check("-- a.md --\n> [a<|>]: a.md\n> text\n", TITLE, "-- a.md --\n> \n> text\n")
