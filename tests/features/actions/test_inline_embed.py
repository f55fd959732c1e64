import pytest

from features.actions.check import check, done, titles
from vaultls.features.answer import Refusal

TITLE = "Put the embedded text here"
NOTE = """\
-- d/B.md --
---
aliases: [Bee]
---
# B
intro [[#Part]] [[c]] [x](c.md)
## Part
text ^id

more ^two
### Deep
![[pic.png]]
-- d/c.md --
-- d/pic.png --
"""


def test_a_section_below_a_heading() -> None:
    check(
        f"-- a.md --\n# A\n## One\n😀\n\n![[B#Pa<|>rt]]\n\nend\n{NOTE}",
        TITLE,
        f"-- a.md --\n# A\n## One\n😀\n\n### Part\ntext\n\nmore\n#### Deep\n![[pic.png]]\n\nend\n{NOTE}",
    )


def test_a_note_without_its_frontmatter() -> None:
    check(
        f"-- a.md --\nabove\n![[B<|>]]\nbelow\n{NOTE}",
        TITLE,
        f"-- a.md --\nabove\n\n# B\nintro [[B#Part]] [[c]] [x](d/c.md)\n## Part\ntext\n\nmore\n### Deep\n![[pic.png]]\n\nbelow\n{NOTE}",
    )


def test_a_block_without_its_id() -> None:
    for embed in ("![[B#^two]]", "![](d/B.md#^two)"):
        check(
            f"-- a.md --\n- so {embed[:3]}<|>{embed[3:]}, he said\n{NOTE}".replace("more ^two", "last ^two"),
            TITLE,
            f"-- a.md --\n- so last, he said\n{NOTE}".replace("more ^two", "last ^two"),
        )
    quoted = "-- b.md --\n> q\n> r\n\n^q\n\n- one\n  - two\n- three ^i\n"
    check(f"-- a.md --\n![[b#^q<|>]]\n{quoted}", TITLE, f"-- a.md --\n> q\n> r\n{quoted}")
    check(f"-- a.md --\n![[b#^i<|>]]\n{quoted}", TITLE, f"-- a.md --\n- three\n{quoted}")


def test_in_a_quote() -> None:
    check(
        "-- a.md --\n> [!note]\n> ![[b<|>]]\n> end\n-- b.md --\none\n\ntwo\n",
        TITLE,
        "-- a.md --\n> [!note]\n> one\n>\n> two\n>\n> end\n-- b.md --\none\n\ntwo\n",
    )


def test_underlined_headings_and_ones_that_are_too_deep() -> None:
    check(
        "-- a.md --\n## A\n### B\n\n![[b<|>]]\n-- b.md --\nOne\n===\n\nTwo\n---\n#### Three\n##### Four\n",
        TITLE,
        "-- a.md --\n## A\n### B\n\n#### One\n\n##### Two\n###### Three\n###### Four\n-- b.md --\nOne\n===\n\nTwo\n---\n#### Three\n##### Four\n".replace(
            "##### Two\n###### Three", "##### Two\n###### Three"
        ),
    )


def test_definitions_come_along() -> None:
    check(
        """\
-- a.md --
x[^1] [s][src]

![[b#P<|>art]]

[^1]: mine
[src]: <d/c.md>
-- d/b.md --
# Other
[^2]: two[^3] [[#Part]]
[^3]: three
[^1]: other
[src]: <c.md>
[new]: c.md
## Part
y[^1] z[^2] [s][src] [n][new]
# End
-- d/c.md --
""",
        TITLE,
        """\
-- a.md --
x[^1] [s][src]

## Part
y[^1-2] z[^2] [s][src] [n][new]

[^1]: mine
[src]: <d/c.md>

[new]: d/c.md
[^2]: two[^3] [[b#Part]]
[^3]: three
[^1-2]: other
-- d/b.md --
# Other
[^2]: two[^3] [[#Part]]
[^3]: three
[^1]: other
[src]: <c.md>
[new]: c.md
## Part
y[^1] z[^2] [s][src] [n][new]
# End
-- d/c.md --
""",
    )
    with pytest.raises(Refusal, match="Both notes define the reference “r”"):
        done("-- a.md --\n[x][r]\n\n![[b<|>]]\n\n[r]: b.md\n-- b.md --\n[x][r]\n\n[r]: a.md\n", TITLE)


def test_links_to_headings_of_the_same_text() -> None:
    check(
        "-- a.md --\n# A\n![[b#N<|>]]\n# B\n## N\n[[#N]] [x](#n)\n-- b.md --\n# N\ntext\n-- c.md --\n[[a#N]] [x](a.md#n)\n",
        TITLE,
        "-- a.md --\n# A\n\n## N\ntext\n\n# B\n## N\n[[#B#N]] [x](#n-1)\n-- b.md --\n# N\ntext\n-- c.md --\n[[a#B#N]] [x](a.md#n-1)\n",
    )


def test_its_own_links_to_a_heading_of_the_same_text() -> None:
    note = "-- b.md --\n# N\n[[a#N]] [[#N]]\n"
    check(
        f"-- a.md --\n# A\n\n![[b<|>]]\n\n# B\n## N\n{note}",
        TITLE,
        f"-- a.md --\n# A\n\n## N\n[[a#B#N]] [[b#N]]\n\n# B\n## N\n{note.replace('a#N', 'a#B#N')}",
    )


def test_a_section_of_the_same_note() -> None:
    check(
        "-- a.md --\n# A\n![[#B#N<|>]]\n# B\n## N\n[[#N]] x[^1] ^id\n\n[^1]: one\n",
        TITLE,
        "-- a.md --\n# A\n\n## N\n[[#B#N]] x[^1]\n\n[^1]: one\n\n# B\n## N\n[[#B#N]] x[^1] ^id\n\n[^1]: one\n",
    )


def test_what_can_not_stand_there() -> None:
    for text in ("so ![[B<|>]] he said", "- ![[B<|>]]", "| a |\n|---|\n| ![[B<|>]] |"):
        with pytest.raises(Refusal):
            done(f"-- a.md --\n{text}\n{NOTE}", TITLE)


def test_what_shows_no_text() -> None:
    for text in (
        "![[pic<|>.png]]",
        "![[nowhere<|>]]",
        "![[B#Nothing<|>]]",
        "[[B<|>]]",
        "`![[B<|>]]`",
        "# Me\n![[#Me<|>]]",
    ):
        assert titles(f"-- a.md --\n{text}\n{NOTE}", of="inline_embed") == [], text
