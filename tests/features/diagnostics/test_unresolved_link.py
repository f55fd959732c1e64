"""Links that lead nowhere yet."""

import pytest

from features.diagnostics.check import check


@pytest.mark.parametrize(
    "source",
    [
        "-- a.md --\nsee [[No|text]], [x](./No.md#h), ![[no.png|300]]\n      ^^ No note “No” yet\n                     ^^^^^^^ No note “./No.md” yet\n                                    ^^^^^^ No file “no.png” yet\n",
        # in a property
        '-- a.md --\n---\nauthor: "[[No]]"\n           ^^ No note “No” yet\n---\n',
        # what exists, in any case and form; an alias; URLs; the note itself
        "-- a.md --\n[[B]] [[dir/b.md]] [x](dir/B.md) [[Other]] [x](https://no.org/No.md) [[#]] [x](#a) ![[x.PNG]]\n-- dir/B.md --\n---\naliases: [Other]\n---\n-- img/x.png --\n",
        # no match by a part of the name
        "-- a.md --\n[[Note]]\n  ^^^^ No note “Note” yet\n-- Note-extended.md --\n",
        # a dot in a name is no extension
        "-- a.md --\n[[Notes v1.3]] [[Notes v1.4]]\n                 ^^^^^^^^^^ No note “Notes v1.4” yet\n-- Notes v1.3.md --\n",
        # code, comments, math
        "-- a.md --\n`[[No]]` %%[[No]]%% $[[No]]$ <!-- [[No]] -->\n",
    ],
)
def test_unresolved_link(source: str) -> None:
    check(source, "unresolved-link")
