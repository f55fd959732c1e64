"""What can be folded: each picture marks where the folded lines begin and end."""

from collections.abc import Callable

import pytest

from support.picture import check_drawn, picture
from support.steps import check_linear
from support.vaults import demo, generated
from vaultls.features.answer import Folding, Place
from vaultls.features.folding_ranges import folding_ranges

CASES = {
    "sections, up to the last line that isn't blank": "# A\n^ 0[\ntext\n\n## B\n^ 1[\ntext\n    ^ 0]\n    ^ 1]\n\n\n# C\n\n# D\n^ 2[\nend\n   ^ 2]\n",
    "a jump of levels": "# A\n^ 0[\n### B\n^ 1[\ntext\n    ^ 1]\n## C\n^ 2[\ntext\n    ^ 0]\n    ^ 2]\n",
    "setext": "A\n^ 0[\n===\ntext\n\nB\n---\n   ^ 0]\n",
    "one line is none": "# A\n# B\n^ 0[\n\n- item\n> quote\n\n```\n   ^ 0]\n",
    "frontmatter": "---\n^ 0[\na: b\n---\n   ^ 0]\n\ntext\n",
    "fences and code": "```py\n^ 0[\nx\n```\n   ^ 0]\n\n    code\n^ 1[\n\n    more\n        ^ 1]\n\ntext\n",
    "a fence hides a heading": "# A\n^ 0[\n```\n^ 1[\n# no\n```\n   ^ 0]\n   ^ 1]\n",
    "callouts and quotes": "> [!note] Title\n^ 0[\n> text\nlazy\n> > deeper\n^ 1[\n> > text\n        ^ 0]\n        ^ 1]\n\n> one\n",
    "items": "- one\n- two\n^ 0[\n  more\n  - three\n^ 1[\n    four\n\n    five\n        ^ 0]\n        ^ 1]\n- six\n\n1. one\n^ 2[\n   text\n       ^ 2]\n",
    "comments": "%%\n^ 0 comment[\ntext\n%%\n  ^ 0 comment]\n\n<!-- one\n^ 1 comment[\ntwo -->\n       ^ 1 comment]\n\n%% one %%\n",
    "math and HTML": "$$\n^ 0[\nx\n$$\n  ^ 0]\n\n<div>\n^ 1[\ntext\n</div>\n      ^ 1]\n",
    "a heading in a quote": "# A\n^ 0[\n> ## B\n^ 1[\n> text\n      ^ 1]\n\nmore\n    ^ 0]\n",
    "code in an item": "- item\n^ 0[\n\n  ```\n^ 1[\n  x\n  ```\n     ^ 0]\n     ^ 1]\n\ntext\n",
    "never closed": "text\n\n```\n^ 0[\nx\n ^ 0]\n\n",
    "empty": "",
}


def named(foldings: list[Folding]) -> list[tuple[str, Place]]:
    return [(f"{i}{' comment' * f.comment}", Place("a.md", f.span)) for i, f in enumerate(foldings)]


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_folding_ranges(source: str, newline: str) -> None:
    p = picture(f"-- a.md --\n{source}", newline)
    check_drawn(p, named(folding_ranges(p.files["a.md"])))


def test_the_limit_leaves_the_longest() -> None:
    text = "# A\n- a\n  b\n\n```\n1\n2\n```\n"
    assert [f.span.start for f in folding_ranges(text)] == [0, 4, 13]
    assert [f.span.start for f in folding_ranges(text, 2)] == [0, 13]
    assert folding_ranges(text, 0) == []


def test_whole_vaults() -> None:
    for texts in (demo(), generated(3)):
        for text in texts.values():
            found = folding_ranges(text)
            assert all(text[f.span.start :].strip() and text[f.span.start : f.span.end].strip() for f in found)
            assert all(len(text[f.span.start : f.span.end].splitlines()) > 1 for f in found)


def test_linear() -> None:
    def run(n: int) -> Callable[[], list[Folding]]:
        text = "# A\n- item\n  more\n\n## B\n```\ncode\n```\n> quote\n> quote\n\n\n" * n
        return lambda: folding_ranges(text)

    assert len(run(10)()) == 50
    check_linear(run, 200)


def test_many_blank_lines() -> None:
    def run(n: int) -> Callable[[], list[Folding]]:
        text = "# A\n" * n + "\n" * n
        return lambda: folding_ranges(text)

    check_linear(run, 500)
