"""Renaming block ids, aliases, properties and their values, footnotes and reference labels."""

from __future__ import annotations

import pytest

from support.picture import changed, picture
from vaultls.features.answer import Refusal
from vaultls.features.rename import prepare, rename

CASES = {
    "block": (
        "-- a.md --\ntext ^o<|>ld\n\n[[#^old]] [[^old]]\n-- b.md --\n![[a#^OLD|x]] [y](a.md#^old) [z](a.md#%5Eold)\n",
        "new-1",
        "-- a.md --\ntext ^new-1\n\n[[#^new-1]] [[^new-1]]\n-- b.md --\n![[a#^new-1|x]] [y](a.md#^new-1) [z](a.md#%5Enew-1)\n",
    ),
    "block from a link": (
        "-- a.md --\ntext ^old\n-- b.md --\n[[a#^ol<|>d]]\n",
        "^new",
        "-- a.md --\ntext ^new\n-- b.md --\n[[a#^new]]\n",
    ),
    "the first of two equal blocks": (
        "-- a.md --\none ^ol<|>d\n\ntwo ^old\n[[#^old]]\n",
        "new",
        "-- a.md --\none ^new\n\ntwo ^old\n[[#^new]]\n",
    ),
    "alias": (
        "-- a.md --\n---\naliases: [Ol<|>d, Other]\n---\n-- b.md --\n[[Old]] [[old|x]] [[a|Old]] [[a|Other]] [[Other]]\n",
        "New, one",
        '-- a.md --\n---\naliases: ["New, one", Other]\n---\n-- b.md --\n[[New, one]] [[New, one|x]] [[a|New, one]] [[a|Other]] [[Other]]\n',
    ),
    "alias, quoted, in a block list": (
        "-- a.md --\n---\nalias:\n  - 'Ol<|>d'\n  - \"Two\"\n---\n[[Old]]\n",
        "It's",
        "-- a.md --\n---\nalias:\n  - 'It''s'\n  - \"Two\"\n---\n[[It's]]\n",
    ),
    "alias that would be a number": (
        "-- a.md --\n---\naliases: Ol<|>d\n---\n[[Old]]\n",
        "1984",
        '-- a.md --\n---\naliases: "1984"\n---\n[[1984]]\n',
    ),
    "property": (
        '-- a.md --\n---\nauth<|>or: x # author\n"Author two": y\n---\n-- b.md --\n---\nAuthor: z\n---\nauthor: x\n',
        "writer",
        '-- a.md --\n---\nwriter: x # author\n"Author two": y\n---\n-- b.md --\n---\nwriter: z\n---\nauthor: x\n',
    ),
    "property with a name that needs quotes": (
        "-- a.md --\n---\nauth<|>or: x\n---\n",
        "a: b",
        '-- a.md --\n---\n"a: b": x\n---\n',
    ),
    "value": (
        '-- a.md --\n---\ngenre: No<|>vel\n---\n-- b.md --\n---\ngenre: [novel, "Novel", essay]\nkind: Novel\n---\n',
        "Prose, long",
        '-- a.md --\n---\ngenre: Prose, long\n---\n-- b.md --\n---\ngenre: ["Prose, long", "Prose, long", essay]\nkind: Novel\n---\n',
    ),
    "value that meets itself in a list": (
        "-- a.md --\n---\ngenre: No<|>vel\n---\n-- b.md --\n---\ngenre: [Novel, Prose]\n---\n-- c.md --\n---\ngenre:\n  - Prose\n  - Novel\n---\n",
        "Prose",
        "-- a.md --\n---\ngenre: Prose\n---\n-- b.md --\n---\ngenre: [Prose]\n---\n-- c.md --\n---\ngenre:\n  - Prose\n---\n",
    ),
    "number": ("-- a.md --\n---\nrating: <|>5\n---\n", "6", "-- a.md --\n---\nrating: 6\n---\n"),
    "string that would be a truth value": (
        "-- a.md --\n---\nread: ma<|>ybe\n---\n",
        "yes",
        '-- a.md --\n---\nread: "yes"\n---\n',
    ),
    "footnote": (
        "-- a.md --\nx[^ol<|>d] y[^OLD]\n\n[^old]: text [^other]\n\n[^other]: z\n",
        "new",
        "-- a.md --\nx[^new] y[^new]\n\n[^new]: text [^other]\n\n[^other]: z\n",
    ),
    "footnote from its definition": (
        "-- a.md --\nx[^1]\n\n[^<|>1]: text\n",
        "[^2]",
        "-- a.md --\nx[^2]\n\n[^2]: text\n",
    ),
    "reference": (
        "-- a.md --\n[x][ol<|>d] [old] [Old][]\n\n[OLD]: b.md\n-- b.md --\n",
        "new",
        "-- a.md --\n[x][new] [new] [new][]\n\n[new]: b.md\n-- b.md --\n",
    ),
    "reference from its definition": (
        "-- a.md --\n[x][old]\n\n[ol<|>d]: b.md\n-- b.md --\n",
        "new",
        "-- a.md --\n[x][new]\n\n[new]: b.md\n-- b.md --\n",
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("before", "name", "after"), CASES.values(), ids=CASES)
def test_rename(before: str, name: str, after: str, newline: str) -> None:
    p = picture(before, newline)
    changes = rename(p.vault, p.note, p.offset, name, p.read)
    assert changed(p.files, changes) == picture(after, newline).files


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("-- a.md --\nx ^ol<|>d\n\ny ^new\n", "NEW"),
        ("-- a.md --\nx ^ol<|>d\n", "a b"),
        ("-- a.md --\n---\naliases: Ol<|>d\n---\n-- New.md --\n", "new"),
        ("-- a.md --\n---\naliases: Ol<|>d\n---\n", "a|b"),
        ("-- a.md --\n---\naliases: Ol<|>d\n---\n", "a\nb"),
        ("-- a.md --\n---\nta<|>gs: x\n---\n", "topics"),
        ("-- a.md --\n---\nol<|>d: x\n---\n-- b.md --\n---\nold: 1\nNew: 2\n---\n", "new"),
        ("-- a.md --\nx[^ol<|>d] y[^new]\n\n[^old]: z\n", "new"),
        ("-- a.md --\nx[^ol<|>d]\n\n[^old]: z\n", "a b"),
        ("-- a.md --\n^[inl<|>ine]\n", "x"),
        ("-- a.md --\n[x][old]\n\n[ol<|>d]: b.md\n[new]: c.md\n", "New"),
        ("-- a.md --\n[x][old]\n\n[ol<|>d]: b.md\n", "^new"),
        ("-- a.md --\ntex<|>t\n", "x"),
    ],
)
def test_refused(source: str, name: str) -> None:
    p = picture(source)
    with pytest.raises(Refusal):
        rename(p.vault, p.note, p.offset, name, p.read)


@pytest.mark.parametrize(
    ("source", "span", "name"),
    [
        ("-- a.md --\ntext ^i<|>d\n", "id", "id"),
        ("-- a.md --\n[[#^i<|>d]] x ^id\n", "^id", "id"),
        ("-- a.md --\n---\naliases: ['O<|>ld']\n---\n", "'Old'", "Old"),
        ("-- a.md --\n---\nke<|>y: x\n---\n", "key", "key"),
        ("-- a.md --\nx[^1<|>2]\n\n[^12]: x\n", "12", "12"),
        ("-- a.md --\nx[^12]\n\n[^1<|>2]: x\n", "12", "12"),
        ("-- a.md --\n[text][la<|>bel]\n\n[label]: b.md\n", "label", "label"),
        ("-- a.md --\n[x]\n\n[<|>x]: b.md\n", "x", "x"),
    ],
)
def test_prepare(source: str, span: str, name: str) -> None:
    p = picture(source)
    found, placeholder = prepare(p.vault, p.note, p.offset)
    assert (p.files["a.md"][slice(*found)], placeholder) == (span, name)
