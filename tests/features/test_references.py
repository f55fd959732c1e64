"""References: every place that refers to the thing under the cursor, each once."""

import pytest

from support.picture import check_places, picture
from vaultls.features.references import references

CASES = {
    "note, from a link": '-- a.md --\n[[b<|>]] ![[b#H]] [t](b.md)\n^^^^^^^^ ref\n         ^^^^^^^^ ref\n                  ^^^^^^^^^ ref\n-- b.md --\n# H\n[[#H]]\n-- c.md --\n---\nx: "[[b]]"\n    ^^^^^ ref\n---\n[[c]] [[bb]]\n',
    "note, from its H1": "-- a.md --\n[[b#H]]\n^^^^^^^ ref\n-- b.md --\n# H<|>\n",
    "note, from its frontmatter": "-- a.md --\n[[b]]\n^^^^^ ref\n-- b.md --\n---<|>\nx: y\n---\n",
    "note, by its alias": "-- a.md --\n[[b<|>]] [[Bee]]\n^^^^^^^^ ref\n         ^^^^^^^ ref\n-- b.md --\n---\nalias: Bee\n---\n",
    "alias": "-- a.md --\n[[b]] [[Bee]]\n      ^^^^^^^ ref\n-- b.md --\n---\nalias: B<|>ee\n---\n",
    "heading": "-- a.md --\n[[b#H]] [[b#I]] [[b]]\n        ^^^^^^^ ref\n-- b.md --\n# H\n## I<|>\n[[#I]]\n^^^^^^ ref\n",
    "heading, from a link's subpath": "-- a.md --\n[[b#I<|>]] [[b]]\n^^^^^^^^^^ ref\n-- b.md --\n# H\n## I\n",
    "block": "-- a.md --\n[[b#^x]] [[b#^y]]\n^^^^^^^^ ref\n-- b.md --\ntext ^x<|>\n",
    "tag with nested": "-- a.md --\n#t<|> #T/u #tt\n^^ ref\n      ^^^^ ref\n-- b.md --\n---\ntags: [t]\n       ^ ref\n---\n",
    "unresolved": "-- a.md --\n[[no<|>]] [[No#H]]\n^^^^^^^^^ ref\n          ^^^^^^^^ ref\n-- b.md --\n[[no]]\n^^^^^^ ref\n",
    "value": "-- a.md --\n---\nauthor: X<|> Y\n        ^^^^^^ ref\n---\n-- b.md --\n---\nauthor: x y\n        ^^^ ref\neditor: X Y\n---\n",
    "footnote": "-- a.md --\nx[^1] y[^1<|>]\n ^^^^ ref\n       ^^^^^^^ ref\n\n[^1]: z\n",
    "footnote definition": "-- a.md --\nx[^1]\n ^^^^ ref\n\n[^1<|>]: z\n",
    "attachment": "-- a.md --\n![[x.png<|>]] ![](x.png)\n^^^^^^^^^^^^^ ref\n              ^^^^^^^^^^ ref\n-- x.png --\n",
    "nothing": "-- a.md --\nte<|>xt\n",
}


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_references(source: str) -> None:
    p = picture(source)
    got = references(p.vault, p.note, p.offset, include_declaration=False)
    assert len(set(got)) == len(got)
    check_places(p, got, "ref")


@pytest.mark.parametrize(
    "source",
    [
        "-- a.md --\n[[b<|>]]\n-- b.md --\nx\n^ decl[]\n",
        "-- b.md --\n# H\n## I<|>\n   ^ decl\n",
        "-- b.md --\ntext ^x<|>\n     ^^ decl\n",
        "-- b.md --\n---\nalias: B<|>ee\n       ^^^^^^ decl\n---\n",
        "-- a.md --\nx[^1<|>]\n\n[^1]: z\n^^^^^^^ decl\n",
    ],
)
def test_declaration_comes_first(source: str) -> None:
    p = picture(source)
    got = references(p.vault, p.note, p.offset, include_declaration=True)
    check_places(p, got[:1], "decl")
