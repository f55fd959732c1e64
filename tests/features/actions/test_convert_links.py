import pytest

from features.actions.check import check, done, titles
from support.picture import picture
from support.steps import check_linear
from vaultls.config import Config

ONE, WIKI = "Convert to a Markdown link", "Convert to a wikilink"
VAULT = """\
-- d/Note one.md --
---
aliases: [Ay]
---
# Top & [[x]]
## Part 1
## Part 1
text ^id
-- d/pic (1).png --
-- Other.md --
# Étude “A”
"""


@pytest.mark.parametrize(
    ("wiki", "markdown"),
    [
        ("[[Note one]]", "[Note one](<Note one.md>)"),
        ("[[Other]]", "[Other](../Other.md)"),
        ("[[Other|the other]]", "[the other](../Other.md)"),
        ("[[Note one#Part 1]]", "[Note one > Part 1](<Note one.md#part-1>)"),
        ("[[Note one#Part 1|p]]", "[p](<Note one.md#part-1>)"),
        ("[[Note one#^id]]", "[Note one > ^id](<Note one.md#^id>)"),
        ("[[Other#Étude “A”]]", "[Other > Étude “A”](../Other.md#étude-a)"),
        ("[[#Here]]", "[Here](#here)"),
        ("[[#^here]]", r"[\^here](#^here)"),
        ("![[pic (1).png]]", "![pic (1).png](<pic (1).png>)"),
        ("![[pic (1).png|300]]", "![300](<pic (1).png>)"),
        ("[[nowhere]]", "[nowhere](../nowhere.md)"),
        ("[[x/nowhere#H]]", "[x/nowhere > H](../x/nowhere.md#H)"),
    ],
)
def test_both_ways(wiki: str, markdown: str) -> None:
    rest = f"\n## Here\n{VAULT}"
    for column in (1, 3, len(wiki)):
        check(
            f"-- d/a.md --\n😀 {wiki[:column]}<|>{wiki[column:]}, {wiki}{rest}",
            ONE,
            f"-- d/a.md --\n😀 {markdown}, {wiki}{rest}",
        )
    check(
        f"-- d/a.md --\n😀 [<|>{markdown[1:]}{rest}"
        if wiki[0] == "["
        else f"-- d/a.md --\n😀 !<|>{markdown[1:]}{rest}",
        WIKI,
        f"-- d/a.md --\n😀 {wiki}{rest}",
    )


@pytest.mark.parametrize(
    ("wiki", "markdown"),
    [
        ("[[note ONE.md#part 1]]", "[note ONE.md > part 1](<Note one.md#part-1>)"),
        ("[[Ay]]", "[Ay](<Note one.md>)"),
        ("[[Other|a [b] c]]", r"[a \[b\] c](../Other.md)"),
        ("[[Other|]]", "[Other](../Other.md)"),
        ("[[d/Note one#Top & x]]", "[d/Note one > Top & x](<Note one.md#top--x>)"),
    ],
)
def test_to_markdown(wiki: str, markdown: str) -> None:
    check(f"-- d/a.md --\n<|>{wiki}\n{VAULT}", ONE, f"-- d/a.md --\n{markdown}\n{VAULT}")


@pytest.mark.parametrize(
    ("markdown", "wiki"),
    [
        ("[Part](Note%20one.md#part-1-1)", None),
        ("[x](../d/Note%20one.md)", "[[Note one|x]]"),
        ("[Other](../Other.md#Étude%20“A”)", "[[Other#Étude “A”|Other]]"),
        (r"[a \[b\] c](/Other.md)", "[[Other|a [b] c]]"),
        (r"[a \[b\]](/Other.md)", None),
        ("[](Other.md)", "[[Other]]"),
        ('[x](Other.md "title")', None),
        ("[a\nb](Other.md)", None),
        ("[x][r]", None),
        ("[![](<pic (1).png>)](Other.md)", None),
    ],
)
def test_to_wikilinks(markdown: str, wiki: str | None) -> None:
    rest = f"\n\n[r]: Other.md\n{VAULT}"
    source = f"-- d/a.md --\n[<|>{markdown[1:]}{rest}"
    if wiki is None:
        assert WIKI not in titles(source)
    else:
        check(source, WIKI, f"-- d/a.md --\n{wiki}{rest}")


def test_in_a_table() -> None:
    for row, bars in (("| {} | x |", "| a | b |\n|---|---|"), ("{} | x", "a | b\n--|--")):
        wiki, markdown = row.format("[[Other\\|o]]"), row.format("[o](Other.md)")
        check(
            f"-- a.md --\n{bars}\n{wiki.replace('[[O', '[[<|>O')}\n{VAULT}",
            ONE,
            f"-- a.md --\n{bars}\n{markdown}\n{VAULT}",
        )
        check(
            f"-- a.md --\n{bars}\n{markdown.replace('[o', '[<|>o')}\n{VAULT}",
            WIKI,
            f"-- a.md --\n{bars}\n{wiki}\n{VAULT}",
        )


def test_what_is_no_link_elsewhere_stays() -> None:
    for link in ("![[Note one]]", "![[nowhere.png]]", "[[What: is]]"):
        assert titles(f"-- a.md --\n<|>{link}\n{VAULT}", of="convert_links") == [], link
    assert titles(f'-- a.md --\n---\nup: "[[<|>Other]]"\n---\n{VAULT}', of="convert_links") == []


def test_the_links_of_a_selection() -> None:
    check(
        "-- a.md --\n[[Other]] [[Other]]\n   ^ here[\n`[[Other]]` [[x]] [x](Other.md) ![[Other]]\n                              ^ here]\n"
        + VAULT,
        "Convert to Markdown links",
        "-- a.md --\n[Other](Other.md) [Other](Other.md)\n`[[Other]]` [x](x.md) [x](Other.md) ![[Other]]\n" + VAULT,
    )


def test_all_links_of_the_note() -> None:
    check(
        "-- a.md --\n# On [[Oth<|>er]]\n[[Other]] %% [[Other]] %%\n```\n[[Other]]\n```\n[[Other#Étude “A”|x]]\n"
        + VAULT,
        "Convert all of this note to Markdown links",
        "-- a.md --\n# On [Other](Other.md)\n[Other](Other.md) %% [[Other]] %%\n```\n[[Other]]\n```\n[x](Other.md#étude-a)\n"
        + VAULT,
    )
    assert titles(f"-- a.md --\n[[Oth<|>er]]\n{VAULT}", of="convert_links") == [ONE]


def test_the_folder_for_new_notes_is_where_a_missing_note_is() -> None:
    config = Config(new_notes_folder="Inbox")
    check("-- d/a.md --\n[[ne<|>w]]\n", ONE, "-- d/a.md --\n[new](../Inbox/new.md)\n", config)
    check("-- d/a.md --\n[ne<|>w](../Inbox/new.md)\n", WIKI, "-- d/a.md --\n[[new]]\n", config)
    check("-- d/a.md --\n[ne<|>w](../new.md)\n", WIKI, "-- d/a.md --\n[[/new|new]]\n", config)


def test_many_links_to_many_headings_take_linear_time() -> None:
    def run(n: int):  # type: ignore[no-untyped-def]
        links = "".join(f"[[b#H {i}]] [x](b.md#h-{i})\n" for i in range(n))
        p = picture(f"-- a.md --\n[[b<|>]]\n{links}-- b.md --\n" + "".join(f"# H {i}\n" for i in range(n)))
        return lambda: done(p, "Convert all of this note to Markdown links")

    check_linear(run, 100)
