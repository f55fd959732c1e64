"""Documents for hypothesis: the constructs of a note, nested to depth 4."""

from __future__ import annotations

from hypothesis import strategies as st

TEXT = [
    "text",
    "# heading-like",
    "# heading-like",
    "# other",
    "### three",
    "## two",
    "## two",
    "[[link]] #tag",
    "- item",
    "1. one",
    "2. two",
    "> quote",
    "===",
    "---",
    "    indented",
    "\ttab",
    "***",
    "`code`",
    "<div>",
    "</div>",
    "<!-- c",
    "-->",
    "```",
    "~~~",
    "[a]: /url",
    "[a]: /url 'title",
    "title'",
    "%%",
    "%% c %%",
    "$$",
    "$$ x $$",
    "[^1]: note",
    "-",
    "*",
    "+ x",
    "- - y",
    "  ",
    "<b>",
    "<script>",
    "</script>",
    "#",
    "####### seven",
    "#\u00a0nbsp",
    "a\\",
    "==",
    "-- --",
    "* * *",
    "1) x",
    "10. ten",
    "  # two blanks",
    "   > three",
    "   - three",
    "^id",
    "text ^id",
]

leaf = st.sampled_from(TEXT)


def indent(lines: list[str], first: str, rest: str) -> list[str]:
    return [(first if i == 0 else rest) + line if line.strip() or i == 0 else line for i, line in enumerate(lines)]


def fence(children: list[str], marker: str, close: bool) -> list[str]:
    return [marker, *children, *([marker[:3]] if close else [])]


def grow(children: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    several = st.lists(children, min_size=1, max_size=4).map(lambda parts: [line for part in parts for line in part])
    return st.one_of(
        st.builds(fence, several, st.sampled_from(["```", "~~~", "````", "```python"]), st.booleans()),
        st.builds(
            lambda c, lazy: [line if lazy and i % 3 == 2 else "> " + line for i, line in enumerate(c)],
            several,
            st.booleans(),
        ),
        st.builds(lambda c: [">" + line for line in c], several),
        st.builds(
            lambda c, m: indent(c, m, " " * len(m)),
            several,
            st.sampled_from(["- ", "* ", "1. ", "+   ", "10) ", "-     "]),
        ),
        st.builds(lambda c: indent(c, "-\t", "\t"), several),
        st.builds(lambda c: indent(c, "- ", ""), several),
        st.builds(lambda c, tag: [f"<{tag}>", *c, f"</{tag}>"], several, st.sampled_from(["div", "script", "b"])),
        st.builds(lambda c: ["<!--", *c, "-->"], several),
        st.builds(lambda c, u: [*c, u], several, st.sampled_from(["===", "---", "-"])),
        st.builds(lambda c: ["", *("    " + line for line in c), ""], several),
        st.builds(lambda c: ["", *("\t" + line for line in c), ""], several),
        st.builds(lambda c: ["%%", *c, "%%"], several),
        st.builds(lambda c: ["$$", *c, "$$"], several),
        st.builds(lambda c: ["[^n]: x", *("    " + line for line in c)], several),
        st.builds(lambda c: [*c, ""], several),
        st.builds(lambda c: [*c, "", ""], several),
    )


def nested(depth: int) -> st.SearchStrategy[list[str]]:
    strategy: st.SearchStrategy[list[str]] = st.one_of(leaf.map(lambda line: [line]), st.just([""]))
    for _ in range(depth):
        strategy = st.one_of(strategy, grow(strategy))
    return strategy


front = st.sampled_from([[], [], [], ["---", "a: b", "---"], ["---", "---"], ["---", "# x", "- y"]])
hidden = st.sampled_from(
    [
        ["```", "# x", "```"],
        ["<div>", "# x", "</div>", ""],
        ["", "    # x", ""],
        ["> ```", "> # x", "> ```"],
        ["- ~~~", "  # x", "  ~~~"],
        ["<!--", "# x", "-->"],
        ["1. a", "", "       # x", ""],
    ]
)
parts = st.lists(nested(4), max_size=4).map(lambda groups: [line for group in groups for line in group])
ends = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])
documents = st.builds(
    lambda f, before, dead, after, end: end.join([*f, *before, *dead, *after]),
    front,
    parts,
    st.one_of(st.just([]), hidden, hidden),
    parts,
    ends,
)
