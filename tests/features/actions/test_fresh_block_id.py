from features.actions.check import check


def test_the_next_number_that_is_free() -> None:
    check(
        "-- a.md --\n😀 one ^Key\n\ntwo ^k<|>ey\n\nthree ^key-2\n",
        "Change the id to ^key-3",
        "-- a.md --\n😀 one ^Key\n\ntwo ^key-3\n\nthree ^key-2\n",
    )


def test_behind_a_quote_and_in_an_item() -> None:
    check("-- a.md --\n- one ^a\n- two ^<|>a\n", "Change the id to ^a-2", "-- a.md --\n- one ^a\n- two ^a-2\n")
    check("-- a.md --\none ^a\n\n> q\n\n^a<|>\n", "Change the id to ^a-2", "-- a.md --\none ^a\n\n> q\n\n^a-2\n")
