import pytest

from features.actions.check import asked, check, done, titles
from support.picture import changed, picture
from support.steps import check_linear
from vaultls.config import Config
from vaultls.features.actions import actions, changes_of
from vaultls.features.answer import Refusal

TWO = "Move the section “Two” to a new note"
OF = "extract_section"


def test_the_heading_becomes_the_title_and_a_link_stays() -> None:
    check(
        """\
-- d/a.md --
---
aliases: [Ay]
---
# A 😀
## One
text

### Tw<|>o
Some text.

#### Deep
More. ^id

###### Deeper

## Three
end
""",
        TWO,
        """\
-- d/a.md --
---
aliases: [Ay]
---
# A 😀
## One
text

[[Two]]

## Three
end
-- Two.md --
# Two
Some text.

## Deep
More. ^id

#### Deeper
""",
    )


def test_links_into_it_follow() -> None:
    check(
        """\
-- d/a.md --
# A
[[#Two]] [[#One]] [[#Two#Deep|deep]] [[a#Deep]] ![[#^id]] [x](#deep) [y](a.md#one)
## One
## Tw<|>o
text ^id
### Deep
-- b.md --
---
up: "[[a#Two]]"
---
[[a#Two]] ![[d/a#Two#Deep]] [[a#A#Two#Deep|x]] [[a#^ID]] [x](d/a.md#deep) [[a]] [[a#One]] `[[a#Two]]` 😀 [[a#two|deux]] | [[a#Two\\|t]]
[z][r]

[r]: <d/a.md#two> "title"
""",
        TWO,
        """\
-- d/a.md --
# A
[[Two]] [[#One]] [[Two#Deep|deep]] [[Two#Deep]] ![[Two#^id]] [x](../Two.md#deep) [y](a.md#one)
## One

[[Two]]
-- Two.md --
# Two
text ^id
## Deep
-- b.md --
---
up: "[[Two]]"
---
[[Two]] ![[Two#Deep]] [[Two#Deep|x]] [[Two#^ID]] [x](Two.md#deep) [[a]] [[a#One]] `[[a#Two]]` 😀 [[Two|deux]] | [[Two\\|t]]
[z][r]

[r]: <Two.md> "title"
""",
    )


def test_its_own_links_are_mended() -> None:
    check(
        """\
-- d/a.md --
# A
## One
## Tw<|>o
[[#One]] [[#Two]] [[#Deep]] [[a]] [[a#Two]] [[a#One]] [[b]] [[./b]] [x](b.md) [x](../c.md#c) ![](pic.png) [[#Gone]] [n](new.md) [u](https://x.y/z)
### Deep
-- d/b.md --
-- c.md --
# C
-- d/pic.png --
""",
        TWO,
        """\
-- d/a.md --
# A
## One

[[Inbox/Two]]
-- Inbox/Two.md --
# Two
[[d/a#One]] [[#Two]] [[#Deep]] [[a]] [[#Two]] [[a#One]] [[b]] [[../d/b]] [x](../d/b.md) [x](../c.md#c) ![](../d/pic.png) [[d/a#Gone]] [n](new.md) [u](https://x.y/z)
## Deep
-- d/b.md --
-- c.md --
# C
-- d/pic.png --
""",
        Config(new_notes_folder="Inbox", link_style="absolute"),
    )


def test_definitions_go_along_or_stay_or_are_needed_twice() -> None:
    check(
        """\
-- a.md --
# A
x[^1] [s][src] [c][both]
## Tw<|>o
y[^2] z[^1] [t][in] [c][both] [o][ext] w[^3]

[^3]: three
[src]: b.md
## One

[^1]: one
[^2]: two [[b]] u[^4]
    more
[^4]: four
[in]: b.md
[both]: <b.md>
[ext]: https://x.y
[unused]: b.md
-- b.md --
""",
        TWO,
        """\
-- a.md --
# A
x[^1] [s][src] [c][both]

[[Two]]

## One

[^1]: one
[both]: <b.md>
[unused]: b.md

[src]: b.md
-- Two.md --
# Two
y[^2] z[^1] [t][in] [c][both] [o][ext] w[^3]

[^3]: three

[^1]: one
[^2]: two [[b]] u[^4]
    more
[^4]: four
[in]: b.md
[both]: <b.md>
[ext]: https://x.y
-- b.md --
""",
    )


def test_underlined_headings() -> None:
    check(
        "-- a.md --\nA\n=\n\nTw<|>o\n---\ntext\n### Deep\n",
        TWO,
        "-- a.md --\nA\n=\n\n[[Two]]\n-- Two.md --\nTwo\n===\ntext\n## Deep\n",
    )


def test_equal_headings() -> None:
    check(
        "-- a.md --\n# A\n## Tw<|>o\n### N\n## Three\n### N\n[[#N]] [[#Three#N]] [x](#n) [x](#n-1)\n",
        TWO,
        "-- a.md --\n# A\n\n[[Two]]\n\n## Three\n### N\n[[Two#N]] [[#Three#N]] [x](Two.md#n) [x](#n)\n-- Two.md --\n# Two\n## N\n",
    )


def test_the_name() -> None:
    for heading, name in {
        "What is [[b|this]]: a *test*? ^id": "What is this a test",
        "Two #tag": "Two tag",
        "b": "b 2",
        "ay": "ay 2",
        "x" * 80: "x" * 60,
        "word " * 20: "word word word word word word word word word word word word",
        "???": "Untitled",
        "a/b\\c": "a b c",
        "%% a %% $b$ `c`": "a b c",
    }.items():
        p = picture(f"-- a.md --\ntext\n# {heading}<|>\n-- b.md --\n---\naliases: [Ay]\n---\n")
        [title] = [t for t in titles(f"-- a.md --\ntext\n# {heading}<|>\n") if t.startswith("Move")]
        assert [create.path for create in done(p, title).creates] == [f"{name}.md"]


def test_a_name_that_links_have_waited_for() -> None:
    source = "-- a.md --\n# A\n[[Two]]\n## Tw<|>o\ntext\n"
    assert changed(picture(source).files, done(source, TWO))["Two.md"] == "# Two\ntext\n"


def test_as_the_settings_want_links() -> None:
    check(
        "-- d/a.md --\n# A\n## Tw<|>o words\n",
        "Move the section “Two words” to a new note",
        "-- d/a.md --\n# A\n\n[Two words](<../Two words.md>)\n-- Two words.md --\n# Two words\n",
        Config(link_format="markdown", link_style="relative"),
    )


def test_where_there_is_nothing_to_part() -> None:
    for text in (
        "# A<|>ll\ntext\n",
        "---\na: b\n---\n\n# A<|>ll\ntext\n",
        "# A\n> ## Q<|>\n> x\n\n## B\n",
        "# A\n## B<|>\n\n> # Q\n> x\n",
        "# A\ntex<|>t\n",
    ):
        assert titles(f"-- a.md --\n{text}", of=OF) == [], text


def test_definitions_in_quotes_and_items() -> None:
    check(
        "-- a.md --\n# A\n> [^1]: one\n\n## Tw<|>o\nx[^1]\n",
        TWO,
        "-- a.md --\n# A\n> [^1]: one\n\n[[Two]]\n-- Two.md --\n# Two\nx[^1]\n\n[^1]: one\n",
    )
    with pytest.raises(Refusal, match="stands in a quote or list"):
        done("-- a.md --\n# A\n> [a]: b.md\n> 'title'\n\n## Tw<|>o\n[x][a]\n-- b.md --\n", TWO)


def test_many_footnotes_links_and_headings_take_linear_time() -> None:
    def run(n: int):  # type: ignore[no-untyped-def]
        inside = "".join(f"### H {i}\nx[^{i}] [[#H {i}]] [[#G {i}]] [t][r{i}] ^b{i}\n\n" for i in range(n))
        after = "".join(f"### G {i}\ny[^{i}] [[#G {i}]]\n\n" for i in range(n))
        notes = "".join(f"[^{i}]: note [[#H {i}]] u[^{i + 1}]\n[r{i}]: a.md#h-{i}\n" for i in range(n))
        p = picture(f"-- a.md --\n# A\n## Tw<|>o\n{inside}## Three\n{after}\n{notes}")
        question = asked(p)
        [offer] = [o for o in actions(question, ("refactor.extract",)) if o.name == OF]
        return lambda: changes_of(question, offer.action)

    check_linear(run, 40)
