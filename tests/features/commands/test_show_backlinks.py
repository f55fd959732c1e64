"""What the command lists: the links to the note, or to the heading under the cursor."""

import pytest

from support.picture import check_places, picture
from vaultls.features.commands.show_backlinks import show_backlinks

REST = "-- b.md --\n[[a]] [[a#One]] [[a#^id]]\n"
LINKS = "-- b.md --\n[[a]] [[a#One]] [[a#^id]]\n^^^^^ link\n      ^^^^^^^^^ link\n                ^^^^^^^^^ link\n"

CASES = {
    "anywhere: the note": "-- a.md --\n# T\nte<|>xt ^id\n## One\n[[#One]]\n" + LINKS,
    "on the title: the note": "-- a.md --\n# T<|>\n## One\n[[#One]]\n" + LINKS,
    "at the very start: the note": "-- a.md --\n<|>## One\n[[#One]]\n" + LINKS,
    "on a heading: its own, from its note too": "-- a.md --\n# T\n#<|># One\n[[#One]]\n^^^^^^^^ link\n-- b.md --\n[[a]] [[a#One]] [[a#^id]]\n      ^^^^^^^^^ link\n",
    "on a heading that nobody links to": "-- a.md --\n# T\n## No<|>\n" + REST,
    "another H1 is no title": "-- a.md --\n# T\n# On<|>e\n-- b.md --\n[[a]] [[a#One]]\n      ^^^^^^^^^ link\n",
}


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_show_backlinks(source: str) -> None:
    p = picture(source)
    check_places(p, show_backlinks(p.vault, p.note, p.offset), "link")
