from features.actions.check import check, titles

NBSP = "\u00a0"


def test_a_plain_blank() -> None:
    check(
        f"-- a.md --\n# A 😀\n##<|>{NBSP}Two\ntext{NBSP}here\n",
        "Make it a heading, with a plain blank",
        f"-- a.md --\n# A 😀\n## Two\ntext{NBSP}here\n",
    )


def test_only_where_the_line_is_pointed_at() -> None:
    assert titles(f"-- a.md --\n#{NBSP}One\n\nte<|>xt\n", "quickfix") == []
    assert titles(f"-- a.md --\n```\n#{NBSP}O<|>ne\n```\n", "quickfix") == []
