"""Empty sections: a heading with nothing of its own and no deeper heading under it."""

import pytest

from features.diagnostics.check import check


@pytest.mark.parametrize(
    "source",
    [
        # before a heading of the same level, of a smaller one, and at the end of the note
        "-- a.md --\n# T\n## A\n   ^ “A” is still empty\n## B\n   ^ “B” is still empty\n# C\n  ^ “C” is still empty\n",
        # a parent whose text is its children
        "-- a.md --\n# T\n## A\n### B\ntext\n",
        # white space is nothing; a comment, a rule, an image is something
        "-- a.md --\n# A\n\n  \t\n# B\n%% later %%\n# C\n<!-- later -->\n# D\n---\n# E\n![](x.png)\n# F\n  ^ “F” is still empty\n\n\n# G\ntext\n".replace(
            "# A\n\n", "# A\n  ^ “A” is still empty\n\n"
        ),
        # an ignore line doesn't fill a section
        "-- a.md --\n# T\n%% vaultls-ignore unresolved-link %%\n## A\n   ^ “A” is still empty\n%% vaultls-ignore nbsp-heading %%\n",
        # a closing `##`, setext, no text, code
        "-- a.md --\n## A ##\n   ^ “A” is still empty\nB\n^ “B” is still empty\n---\n#\n^ This section is still empty\n```\n# no heading\n```\n".replace(
            "#\n^ This section is still empty\n```", "#\n```"
        ),
        "-- a.md --\n#\n^ This section is still empty\n",
        "-- 🏴.md --\n# 🏴‍☠️ text\n  ^^^^^^^^^ “🏴‍☠️ text” is still empty\n",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_empty_section(source: str, newline: str) -> None:
    assert all(d.unnecessary for d in check(source, "empty-section", newline=newline))
