"""Many links find their headings and blocks in one pass, each the same as one link finds alone."""

from collections.abc import Callable

import pytest

from support.steps import check_linear
from support.vaults import demo, generated
from vaultls.syntax.note import Heading, Note
from vaultls.syntax.parse import parse
from vaultls.vault.anchors import Anchors
from vaultls.vault.names import slug
from vaultls.vault.resolve import find_anchor

NOTE = """\
# A b
## Two: words
### Two words
text ^id
# two words
## A b
### C
- item ^ID
## [[x|Shown]] `code`
##
# A b
"""

SUBPATHS = [
    "A b",
    "a B",
    "two words",
    "Two words#Two words",
    "A b#C",
    "A b#A b",
    "two words#C",
    "C#A b",
    "A b#A b#C",
    "A b#Two words#A b",
    "",
    "#",
    " # ",
    "#C",
    "C#",
    "^id",
    "^ID",
    "^no",
    "A b#^id",
    "^id#C",
    "shown code",
    "no",
    "a-b",
    "a-b-1",
    "two-words",
    "A b C",
    "##",
]


@pytest.mark.parametrize("slugs", [False, True])
def test_each_is_found_as_if_alone(slugs: bool) -> None:
    note = parse("a.md", NOTE)
    anchors = Anchors(note)
    for subpath in SUBPATHS + SUBPATHS:
        assert anchors.find(subpath, slugs) == find_anchor(note, subpath, slugs), subpath


def test_every_heading_of_the_demo_vault_and_of_generated_ones() -> None:
    for texts in (demo(), generated(1, 20)):
        for note in texts.vault().notes.values():
            anchors = Anchors(note)
            above: list[Heading] = []
            for heading in note.headings:
                above = [h for h in above if h.level < heading.level] + [heading]
                for subpath in (heading.text, slug(heading.text), "#".join(h.text for h in above)):
                    for slugs in (False, True):
                        assert anchors.find(subpath, slugs) == find_anchor(note, subpath, slugs), (note.path, subpath)


@pytest.mark.parametrize("said", ["Heading {}", "heading-{}", "Heading {}#Below", "none-{}"])
def test_a_table_of_contents_takes_linear_time(said: str) -> None:
    def run(n: int) -> Callable[[], list[object]]:
        note: Note = parse("a.md", "".join(f"# Heading {i}\n## Below\n" for i in range(n)))
        wanted = [said.format(i) for i in range(n)]
        anchors = Anchors(note)
        return lambda: [anchors.find(subpath, True) for subpath in wanted]

    check_linear(run, 300)
