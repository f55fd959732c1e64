"""Every place in a note that says the thing under the cursor, and only those."""

from collections.abc import Callable

import pytest

from support.picture import check_drawn, picture
from support.steps import check_linear
from support.vaults import demo
from vaultls.features.answer import Highlight, Place
from vaultls.features.document_highlights import document_highlights
from vaultls.syntax.parse import parse
from vaultls.vault.vault import Vault

REST = "-- dir/b.md --\n---\nalias: Bee\n---\n# One\n## Two\n-- c.md --\n"

CASES = {
    "the same note, however it is said": "[[b<|>]] [[dir/b.md#One|x]] ![[Bee]] [t](dir/b.md#one) [[c]]\n  ^ read   ^^^^^^^^ read       ^^^ read  ^^^^^^^^ read\n",
    "a display stands for its note": "[[b|x<|>]] [[b]]\n  ^ read     ^ read\n",
    "a heading of another note": "[[b#One<|>]] [[b]] [t](b.md#one) [[b#Two]]\n    ^^^ read                ^^^ read\n",
    "the first part of a chain": "[[b#On<|>e#Two]] [[b#One]] [[b#Two]]\n    ^^^^^^ read      ^^^ read\n",
    "the last part of a chain": "[[b#One#T<|>wo]] [[b#One]] [[b#Two]]\n        ^^^^^^ read            ^^^ read\n",
    "a note that is not there": "[[no<|>]] [[x/No#A]] [[nothing]] [t](no.md)\n  ^^ read   ^^^^ read                ^^^^^ read\n",
    "a heading that is not there: its note": "[[b#No<|>]] [[b]]\n  ^ read      ^ read\n",
    "own heading from a link": "[[#He<|>re]] [[a#here]]\n   ^^^^^^^ read  ^^^^ read\n\n# Here\n  ^^^^ write\n# Here\n",
    "own heading from itself": "[[#Here]] [x](#here) [[a]]\n   ^^^^ read   ^^^^ read\n\n# He<|>re\n  ^^^^^^^ write\n",
    "own block": "[[#^id]]\n   ^^^ read\n\ntext ^i<|>d\n     ^^^^^^ write\n",
    "a block from a link": "[[#^i<|>d]] [[^ID]]\n   ^^^^^^ read\n              ^^^ read\n\ntext ^id\n     ^^^ write\n",
    "tag": "#t<|>a #TA/x #tax #ta\n^^^^^^ text       ^^^ text\n       ^^^ text\n",
    "nested tag": "#a/b #a #A/b<|>/c\n        ^^^^^^^^^ text\n",
    "tag in a property": "---\ntags: [ta, x]\n       ^^ text\n---\n#t<|>a\n^^^^^^ text\n",
    "footnote": "x[^1<|>] y[^1] z[^2]\n ^^^^^^^ read\n          ^^^^ read\n\n[^1]: text\n^^^^ write\n",
    "footnote from its text": "x[^A] y[^a]\n ^^^^ read\n       ^^^^ read\n\n[^a<|>]: text\n^^^^^^^ write\n",
    "inline footnote": "x^[no<|>te] y^[note]\n ^^^^^^^^^^ text\n",
    "label from a use": "[t][r<|>] [R] [r][] [t](b.md)\n    ^ read     ^ read\n           ^ read\n\n[r]: b.md\n ^ write\n",
    "label from its definition": "[t][R] ![i][r]\n    ^ read  ^ read\n\n[r<|>]: b.md\n ^ write\n",
    "value": "---\nauthor: [A<|>da, Bo, ada]\n         ^^^^^^ text\n                     ^^^ text\neditor: Ada\n---\n",
    "key": "---\naut<|>hor: Ada\n^^^^^^^^^ text\n---\n",
    "nothing": "te<|>xt `[[b]]`\n",
}


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_document_highlights(source: str) -> None:
    p = picture(f"-- a.md --\n{source}{REST}")
    found = document_highlights(p.vault, p.note, p.offset)
    check_drawn(p, [(highlight.kind, Place("a.md", highlight.span)) for highlight in found])


def test_anywhere_in_the_demo_vault() -> None:
    vault = demo().vault()
    for note in vault.notes.values():
        for offset in range(0, note.lines.length, 7):
            found = document_highlights(vault, note, offset)
            assert all(0 <= h.span.start <= h.span.end <= note.lines.length for h in found)


def test_many_links() -> None:
    def run(n: int) -> Callable[[], list[Highlight]]:
        note = parse("a.md", "".join(f"[[#H {i}]] [t](#h-{i}) #t\n\n# H {i}\n" for i in range(n)))
        vault = Vault.of([], [note])
        return lambda: document_highlights(vault, note, 3)

    assert len(run(10)()) == 3
    check_linear(run, 300)
