import pytest

from features.actions.check import check, done, titles
from support.picture import changed, picture
from support.steps import check_linear
from vaultls.config import Config

OF = "table_of_contents"
INSERT, UPDATE = "Insert a table of contents", "Update the table of contents"
MARKDOWN = Config(link_format="markdown")
SECTIONS = "## One 😀\ntext\n#### Deep: er\n## Two ^id\n### A [[b|c]] #t\n> ## Quoted\n\n## Two\n## ?!\n"


def test_at_a_blank_line() -> None:
    check(
        f"-- a.md --\n# Title\nintro\n<|>\n{SECTIONS}",
        INSERT,
        f"-- a.md --\n# Title\nintro\n\n<!-- toc -->\n\n- [[#One 😀]]\n  - [[#Deep er|Deep: er]]\n- [[#Two]]\n  - [[#A c t|A c #t]]\n- Two\n- ?!\n\n<!-- tocstop -->\n\n{SECTIONS}",
    )


def test_as_markdown() -> None:
    check(
        f"-- a.md --\n# Ti<|>tle\nintro\n{SECTIONS}",
        INSERT,
        f"-- a.md --\n# Title\nintro\n\n<!-- toc -->\n\n- [One 😀](#one-)\n  - [Deep: er](#deep-er)\n- [Two](#two)\n  - [A c \\#t](#a-c-t)\n- [Two](#two-1)\n- ?!\n\n<!-- tocstop -->\n\n{SECTIONS}",
        MARKDOWN,
    )


def test_without_a_title() -> None:
    check(
        "-- a.md --\n# <|>A\n# B\n## C",
        INSERT,
        "-- a.md --\n<!-- toc -->\n\n- [[#A]]\n- [[#B]]\n  - [[#C]]\n\n<!-- tocstop -->\n\n# A\n# B\n## C",
    )


@pytest.mark.parametrize("text", ["te<|>xt\n<!-- a -->\n", "<|><!-- toc -->\n", "<|>\n<!-- a -->\n"])
def test_none_without_headings(text: str) -> None:
    assert not {INSERT, UPDATE} & {*titles(f"-- a.md --\n{text}")}


def test_equal_headings_below_others() -> None:
    check(
        "-- a.md --\n<|>\n# A\n## N\n# B\n## N\n",
        INSERT,
        "-- a.md --\n<!-- toc -->\n\n- [[#A]]\n  - [[#N]]\n- [[#B]]\n  - [[#B#N|N]]\n\n<!-- tocstop -->\n\n# A\n## N\n# B\n## N\n",
    )


def test_brought_up_to_date() -> None:
    for start, stop in (
        ("<!-- toc -->", "<!-- tocstop -->"),
        ("<!--toc:start-->", "<!--toc:end-->"),
        ("<!-- TOC -->", "<!-- /TOC -->"),
    ):
        after = f"-- a.md --\n# T\n{start}\n\n- [[#New]]\n\n{stop}\n## New\n"
        check(f"-- a.md --\n# T\n{start}\n- [[#O<|>ld]]\n{stop}\n## New\n", UPDATE, after)
        check(
            f"-- a.md --\n# T\n{start}{stop}\n{start}\n{stop}\n## N<|>ew\n".replace(start + stop + "\n", ""),
            UPDATE,
            after,
        )
        assert titles(after.replace("## N", "## <|>N"), of=OF) == []
    check(
        "-- a.md --\n# T<|>\n<!-- toc -->\n- x\n<!-- tocstop -->\n",
        UPDATE,
        "-- a.md --\n# T\n<!-- toc -->\n<!-- tocstop -->\n",
    )


def test_what_was_made_is_up_to_date() -> None:
    for config in (None, MARKDOWN):
        p = picture(f"-- a.md --\n# Title\n<|>\n{SECTIONS}", config=config)
        text = changed(p.files, done(p, INSERT))["a.md"]
        for cursor in ("# Ti<|>tle", "<!-- to<|>c", "## On<|>e"):
            assert (
                titles(f"-- a.md --\n{text.replace(cursor.replace('<|>', ''), cursor, 1)}", of=OF, config=config) == []
            )


def test_where_none_belongs() -> None:
    for text in (
        "te<|>xt\n# A\n# B\n".replace("te", "one\nte"),
        "<|>\n# A\n",
        "```\n<|>\n```\n# A\n# B\n",
        "# A\n# B\n<|>\n",
        "---\n<|>\n---\n# A\n# B\n",
        "# T\n`<!-- toc -->`\n```\n<!-- toc -->\n<!-- toc<|>stop -->\n```\n## B\n",
    ):
        assert titles(f"-- a.md --\n{text}", of=OF) == [], text


@pytest.mark.parametrize("config", [Config(), MARKDOWN])
def test_many_headings_take_linear_time(config: Config) -> None:
    def run(n: int):  # type: ignore[no-untyped-def]
        p = picture("-- a.md --\n<|>\n" + "".join(f"# A {i}\n" for i in range(n)), config=config)
        return lambda: done(p, INSERT)

    check_linear(run, 100)
