"""The next empty section: after the cursor, around the note, then around the vault."""

import pytest

from support.picture import check_places, picture
from vaultls.features.commands.next_empty_section import next_empty_section


def check(source: str) -> None:
    p = picture(source)
    found = next_empty_section(p.vault, p.note, p.offset)
    check_places(p, [found] if found else [], "next")


@pytest.mark.parametrize(
    "source",
    [
        "-- a.md --\n# <|>A\n## B\n   ^ next\n## C\n",
        # on an empty section: the one after it
        "-- a.md --\n# A\n## <|>B\n## C\n   ^ next\n",
        "-- a.md --\n# A\n<|>## B\n## C\n   ^ next\n",
        # around the end of the note
        "-- a.md --\n# A\n## B\n   ^ next\n## C\n<|>text\n",
        "-- a.md --\n# A\n## B<|>\n   ^ next\n## C\ntext\n",
        # a parent and a section with a comment are not empty
        "-- a.md --\n<|># A\n## B\n%% later %%\n### C\n    ^ next\n",
        # into the notes that follow, and around the end of the vault
        "-- a.md --\n# Empty\n-- b.md --\n<|>text\n-- c.md --\ntext\n-- d.md --\n# D\n  ^ next\n",
        "-- a.md --\n# Empty\n  ^^^^^ next\n-- b.md --\n<|>text\n-- c.md --\n# C\ntext\n",
        # nowhere
        "-- a.md --\n# A<|>\ntext\n-- b.md --\n",
    ],
)
def test_next_empty_section(source: str) -> None:
    check(source)
