"""Links to blocks that aren't there."""

import pytest

from features.diagnostics.check import check


@pytest.mark.parametrize(
    "source",
    [
        "-- a.md --\n[[B#^no]] ![[B#^ID]]\n    ^^^ “B” has no block “^no”\n-- B.md --\ntext ^id\n",
        "-- a.md --\n[[#^abc124]]\n   ^^^^^^^ This note has no block “^abc124”; did you mean “^abc123”?\n\ntext ^abc123\n",
        "-- a.md --\n[[^no]]\n  ^^^ This note has no block “^no”\n",
        # only a real block counts
        "-- a.md --\n[[B#^id]]\n    ^^^ “B” has no block “^id”\n-- B.md --\n```\ntext ^id\n```\n",
    ],
)
def test_unresolved_block(source: str) -> None:
    check(source, "unresolved-block")
