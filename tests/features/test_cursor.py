"""What stands under the cursor. Each picture shows the expected thing and, of a link, its part."""

import pytest

from support.picture import check_drawn, picture
from vaultls.features.answer import Place
from vaultls.features.cursor import under


def check(source: str) -> None:
    p = picture(source)
    found = under(p.note, p.offset)
    got = []
    if found is not None:
        got.append((found.kind, Place(p.note.path, found.span)))
        if found.part is not None:
            segment = f" {found.part.segment}" if found.part.segment else ""
            got.append((found.part.kind + segment, Place(p.note.path, found.part.span)))
    check_drawn(p, got)


LINKS = [
    # both edges of a link, and between its brackets
    "-- a.md --\nx <|>[[dir/B]] y\n     ^^^^^^^^^ link\n       ^^^^^ path\n",
    "-- a.md --\nx [[dir/B]]<|> y\n  ^^^^^^^^^ link\n    ^^^^^ path\n",
    "-- a.md --\nx [[di<|>r/B#H]]\n  ^^^^^^^^^^^^^^ link\n    ^^^^^^^^ path\n",
    "-- a.md --\nx [[dir/B#<|>H]]\n  ^^^^^^^^^^^^^^ link\n             ^ subpath\n",
    "-- a.md --\n[[B#H#I<|>|text]]\n^^^^^^^^^^^^^^^^^ link\n      ^ subpath 1\n",
    "-- a.md --\n[[B#H<|>#I|text]]\n^^^^^^^^^^^^^^^^^ link\n    ^ subpath\n",
    "-- a.md --\n[[B#H#I|te<|>xt]]\n^^^^^^^^^^^^^^^^^ link\n        ^^^^^^^ display\n",
    "-- a.md --\n[[<|>#H]]\n^^^^^^^^^ link\n      ^ subpath\n",
    "-- a.md --\n![[B#^i<|>d]]\n^^^^^^^^^^^^^ link\n     ^^^^^^ subpath\n",
    "-- a.md --\n[text](B.md#h<|>)\n^^^^^^^^^^^^^^^^^ link\n            ^ subpath\n",
    "-- a.md --\n[te<|>xt](B.md#h)\n^^^^^^^^^^^^^^^^^ link\n ^^^^^^^ display\n",
    # two links that touch: the one that begins here
    "-- a.md --\n[[B]]<|>[[C]]\n        ^^^^^ link\n          ^ path\n",
    # an image in a link: the innermost
    "-- a.md --\n[![al<|>t](i.png)](B.md)\n ^^^^^^^^^^^^^^^^ link\n   ^^^^^^ display\n",
    "-- a.md --\n[![alt](i.png)](B.<|>md)\n^^^^^^^^^^^^^^^^^^^^^^^^ link\n                ^^^^^^^ path\n",
    # in a table the separator is escaped
    "-- a.md --\n| a |\n| - |\n| [[B\\|t<|>x]] |\n  ^^^^^^^^^^^^ link\n       ^^^^^ display\n",
]

OTHERS = [
    "-- a.md --\n# A #ta<|>g here\n    ^^^^^^^ tag\n",
    "-- a.md --\n## A [[B<|>]] here\n     ^^^^^^^^ link\n       ^ path\n",
    "-- a.md --\n##<|> A heading ##\n      ^^^^^^^^^ heading\n",
    "-- a.md --\n## A heading ##<|>\n   ^^^^^^^^^ heading\n",
    "-- a.md --\nSetext\n^^^^^^ heading\n===<|>\n",
    "-- a.md --\ntext ^i<|>d\n     ^^^^^^ block\n",
    "-- a.md --\n# H ^id<|>\n    ^^^ block\n",
    "-- a.md --\ntext[^1]<|>\n    ^^^^ footnote\n\n[^1]: note\n",
    "-- a.md --\ntext[^1]\n\n[^1<|>]: note\n^^^^^^^ footnote-definition\n",
    "-- a.md --\ntext[^1]\n\n[^1]: no<|>te\n",
    "-- a.md --\n[x]\n\n[x]: B<|>.md\n^^^^^^^^^^^^ definition\n",
    "-- a.md --\n---\nauth<|>or: x\n^^^^^^^^^ key\n---\n",
    "-- a.md --\n---\nauthor: <|>Le Guin\n           ^^^^^^^ value\n---\n",
    "-- a.md --\n---\naliases: [A, 'B<|> b']\n             ^^^^^^^^ alias\n---\n",
    "-- a.md --\n---\ntags: [x, b/<|>c]\n          ^^^^^^ tag\n---\n",
    '-- a.md --\n---\nauthor: "[[B<|>]]"\n         ^^^^^^^^ link\n           ^ path\n---\n',
    "-- a.md --\n--<|>-\nauthor: x\n---\n",
    "-- a.md --\nplain <|>text\n",
    "-- a.md --\n`[[no<|>]]` text\n",
    "-- a.md --\n<|>",
]


@pytest.mark.parametrize("source", LINKS + OTHERS)
def test_under(source: str) -> None:
    check(source)


def test_the_property_of_a_value() -> None:
    p = picture("-- a.md --\n---\nauthor: [A, B<|>]\n---\n")
    found = under(p.note, p.offset)
    assert found is not None
    assert found.property is not None
    assert found.property.key == "author"


def test_crlf() -> None:
    p = picture("-- a.md --\n---\ntags: [x]\n---\n# A\n[[B<|>]]\n^^^^^^^^ link\n  ^ path\n", newline="\r\n")
    found = under(p.note, p.offset)
    assert found is not None
    assert found.kind == "link"
    check_drawn(
        p, [("link", Place("a.md", found.span)), ("path", Place("a.md", found.part.span if found.part else found.span))]
    )
