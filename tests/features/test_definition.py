"""Definition: the cursor in one note, the target drawn in another."""

import pytest

from support.picture import check_places, picture
from vaultls.features.definition import definition

CASES = {
    "note: its first line": "-- a.md --\n[[b<|>]]\n-- b.md --\nx\n^ def[]\n",
    "heading": "-- a.md --\n[[b#He<|>ading]]\n-- b.md --\n## Heading\n^^^^^^^^^^ def\n",
    "own heading": "-- a.md --\n[[#H<|>]]\n# H\n^^^ def\n",
    "a chain, on its first part": "-- a.md --\n[[b#A<|>#C]]\n-- b.md --\n# A\n^^^ def\n## B\n### C\n",
    "a chain, on its last part": "-- a.md --\n[[b#A#C<|>]]\n-- b.md --\n# C\n# A\n## B\n### C\n^^^^^ def\n",
    "block": "-- a.md --\n[[b#^i<|>d]]\n-- b.md --\none\n^ def[\ntwo ^id\n       ^ def]\n",
    "alias": "-- a.md --\n[[Lev<|>]]\n-- b.md --\n---\n^ def[]\naliases: Lev\n---\n",
    "property": '-- a.md --\n---\nauthor: "[[b<|>]]"\n---\n-- b.md --\nx\n^ def[]\n',
    "embed": "-- a.md --\n![[b#H<|>]]\n-- b.md --\n# H\n^^^ def\n",
    "attachment": "-- a.md --\n![[x.pn<|>g]]\n-- x.png --\n^ def[]\n",
    "Markdown": "-- a.md --\n[t](b.md#a-hea<|>ding)\n-- b.md --\n# A heading\n^^^^^^^^^^^ def\n",
    "reference": "-- a.md --\n[t][r<|>]\n\n[r]: b.md\n-- b.md --\nx\n^ def[]\n",
    "ambiguous: all, best first": "-- a.md --\n[[s<|>]]\n-- x/s.md --\n1\n^ def[]\n-- y/s.md --\n2\n^ def[]\n",
    "tag": "-- a.md --\n#t<|> #t/u\n^^ def\n-- b.md --\n---\ntags: [T]\n       ^ def\n---\n",
    "footnote": "-- a.md --\nx[^1<|>]\n\n[^1]: text\n^^^^^^^^^^ def\n",
    "broken heading: the note": "-- a.md --\n[[b#No<|>]]\n-- b.md --\nx\n^ def[]\n",
    "unresolved": "-- a.md --\n[[no<|>]]\n",
    "code": "-- a.md --\n`[[b<|>]]`\n-- b.md --\n",
    "heading itself": "-- a.md --\n# He<|>re\n^^^^^^^^^ def\n",
}


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_definition(source: str) -> None:
    p = picture(source)
    check_places(p, [target.place for target in definition(p.vault, p.note, p.offset)], "def")


def test_origin_and_whole_section() -> None:
    p = picture("-- a.md --\nsee [[b#H<|>|x]]\n-- b.md --\n# H\ntext\n## I\n# J\n")
    (target,) = definition(p.vault, p.note, p.offset)
    assert p.files["a.md"][slice(*target.origin)] == "[[b#H|x]]"
    assert p.files["b.md"][slice(*target.full)] == "# H\ntext\n## I\n"
