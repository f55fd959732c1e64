"""Definitions of references that no link names."""

import pytest

from features.diagnostics.check import check, diagnostics

CODE = "unused-reference"


def never(label: str) -> str:
    return f"The reference “{label}” is never used in this note"


@pytest.mark.parametrize(
    "source",
    [
        f"-- a.md --\ntext\n\n[a]: b.md\n^^^^^^^^^ {never('a')}\n",
        f"-- a.md --\n[x][a]\n\n[a]: b.md\n[b]: <c d.md> 'title'\n^^^^^^^^^^^^^^^^^^^^^ {never('b')}\n",
        "-- a.md --\n[a]\n\n[a]: b.md\n[A]: c.md\n^^^^^^^^^ The reference “A” is defined already; this one is never used\n",
        f"-- a.md --\n`[x][a]`\n\n[a]: b.md\n^^^^^^^^^ {never('a')}\n",
        f"-- a.md --\n%% [x][a] %%\n\n[a]: https://example.org\n^^^^^^^^^^^^^^^^^^^^^^^^ {never('a')}\n",
    ],
)
def test_unused(source: str) -> None:
    found = check(source, CODE)
    assert all(d.unnecessary for d in found)


@pytest.mark.parametrize(
    "text",
    [
        "[x][a]\n\n[a]: b.md",
        "[x][A]\n\n[a]: https://example.org",
        "[a][]\n\n[a]: b.md",
        "[a]\n\n[a]: b.md",
        "![a]\n\n[a]: b.png",
        "![alt][a]\n\n[a]: b.png",
        "[![alt][a]][b]\n\n[a]: b.png\n[b]: c.md",
        "# On [x][a]\n\n[a]: b.md",
        "| [x][a] |\n| --- |\n\n[a]: b.md",
        "- > [x][a]\n\n[a]: b.md",
        "[^1]: see [x][a]\n\n[a]: b.md",
        "[//]: # (a comment)\n[comment]: <> (another)\n[_]: #",
        "[`code`]\n\n[`code`]: b.md",
        "[two\nwords]\n\n[Two words]: b.md",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_used(text: str, newline: str) -> None:
    assert diagnostics(f"-- a.md --\n{text}\n", CODE, newline=newline) == []
