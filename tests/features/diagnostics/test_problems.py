"""What parsing itself finds: broken frontmatter, no-break spaces, bytes that are not UTF-8."""

from dataclasses import replace

import pytest

from features.diagnostics.check import check, diagnostics
from support.picture import picture
from vaultls.features.diagnostics import diagnose
from vaultls.syntax.note import Problem


def test_bad_frontmatter_is_one_finding_at_its_place() -> None:
    source = "-- a.md --\n---\nauthor: x\ntags: [a\n---\n# Heading\n[[No]]\n"
    found = diagnostics(source, "bad-frontmatter")
    assert len(found) == 1
    text = picture(source).files["a.md"]
    assert text[slice(*found[0].span)] in ("tags: [a", "---", "[a")
    assert len(diagnostics(source, "unresolved-link")) == 1


@pytest.mark.parametrize(
    "frontmatter",
    ["", "aliases: text\n", "author: x \n", "tags: a, b\n", "date: 2024-01-02\n", "# comment\n"],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_frontmatter_that_is_fine(frontmatter: str, newline: str) -> None:
    check(f"-- a.md --\n---\n{frontmatter}--- \ntext\n", "bad-frontmatter", newline=newline)


def test_never_closed_is_no_frontmatter() -> None:
    check("-- a.md --\n---\ntags: [a\n", "bad-frontmatter")


def test_no_break_space() -> None:
    message = "A no-break space after the `#` keeps this line from being a heading"
    check(
        f"-- a.md --\n##\u00a0Not a heading\n^^^ {message}\n## A\u00a0heading\ntext\n```\n#\u00a0code\n```\n",
        "nbsp-heading",
    )


def test_bad_encoding() -> None:
    p = picture("-- a.md --\ntext\n")
    note = replace(p.note, problems=(Problem("bad-encoding", 0, 1, "Not UTF-8"),))
    assert [(d.code, d.severity) for d in diagnose(p.vault, note)] == [("bad-encoding", "error")]
