"""What can be clicked: each picture shows the stretches, named by where they lead."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from support.picture import check_drawn, picture
from support.steps import check_linear
from support.vaults import demo, generated
from vaultls.features.answer import DocumentLink, Place
from vaultls.features.document_links import document_links
from vaultls.syntax.parse import parse
from vaultls.vault.vault import Vault

REST = "-- dir/b.md --\n# Hé *ad*\ntext ^id\n-- x y.png --\n"

CASES = {
    "between the brackets": "see [[b]] and [[b|shown]]\n      ^ dir/b.md\n                ^^^^^^^ dir/b.md\n",
    "heading and block": "[[b#hé ad]] [[b#^ID|x]]\n  ^^^^^^^ dir/b.md › Hé *ad* @0\n              ^^^^^^^ dir/b.md › ^id @10\n",
    "embeds and attachments": "![[b]] ![[x y.png|300]] ![p](<x y.png>)\n   ^ dir/b.md\n          ^^^^^^^^^^^ x y.png\n                             ^^^^^^^^^ x y.png\n",
    "a Markdown link's destination": '[t](dir/b.md#hé-ad "title") [t](<b.md>)\n    ^^^^^^^^^^^^^^ dir/b.md › Hé *ad* @0\n                                ^^^^^^ dir/b.md\n',
    "an image in a link": "[![p](x%20y.png)](b.md)\n      ^^^^^^^^^ x y.png\n                  ^^^^ dir/b.md\n",
    "references and their definition": "[t][r] [r][] [r]\n    ^ dir/b.md\n        ^ dir/b.md\n              ^ dir/b.md\n\n[r]: <b.md> 'title'\n     ^^^^^^ dir/b.md\n",
    "in this note": "[[#Here]] [x](#here)\n  ^^^^^ a.md › Here @22\n              ^^^^^ a.md › Here @22\n\n# Here\n",
    "property": '---\nauthor: "[[b]]"\n           ^ dir/b.md\n---\n',
    "a heading that is not there: the note": "[[b#No]]\n  ^^^^ dir/b.md\n",
    "leads nowhere": "[[no]] [t](no.md) [[no#H]]\n",
    "URLs are left to the editor": "https://example.org [t](https://example.org/b.md) <https://example.org>\n\n[r]: https://example.org\n",
    "code": "`[[b]]`\n\n    [[b]]\n",
    "table": "| a |\n| - |\n| [[b\\|t]] |\n    ^^^^ dir/b.md\n",
}


def named(links: list[DocumentLink], path: str) -> list[tuple[str, Place]]:
    return [(link.tooltip + ("" if link.at is None else f" @{link.at}"), Place(path, link.span)) for link in links]


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_document_links(source: str) -> None:
    p = picture(f"-- a.md --\n{source}{REST}")
    check_drawn(p, named(document_links(p.vault, p.note), "a.md"))


def test_the_writer_chooses_among_several() -> None:
    p = picture("-- a.md --\n[[s]] [[x/s]]\n        ^^^ x/s.md\n-- x/s.md --\n-- y/s.md --\n")
    check_drawn(p, named(document_links(p.vault, p.note), "a.md"))


def test_whole_vaults() -> None:
    for vault in (demo().vault(), generated(4).vault()):
        for note in vault.notes.values():
            links = document_links(vault, note)
            assert all(a.span.end <= b.span.start for a, b in pairwise(links)), note.path
            assert all(link.path in vault.files for link in links)


def test_many_links() -> None:
    def run(n: int) -> Callable[[], list[DocumentLink]]:
        note = parse("a.md", "".join(f"[[#H {i}]] [t](#h-{i}) [t][r]\n\n# H {i}\n" for i in range(n)) + "\n[r]: a.md\n")
        vault = Vault.of([], [note])
        return lambda: document_links(vault, note)

    assert len(run(10)()) == 31
    check_linear(run, 300)
