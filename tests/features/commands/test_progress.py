"""Which notes are books, and how far they are written."""

import pytest

from support.picture import picture
from vaultls.features.commands.progress import books, in_order, outline

BOOK = "#book\n# One\n## 1.1\ntext\n## 1.2\n# Two\n"

CASES = {
    "tagged notes alone": (f"-- a.md --\n{BOOK}-- b.md --\n# A\n# B\n", [("a.md", 1, 3)]),
    "nested tags too": ("-- a.md --\n#book/read\n# A\n# B\n", [("a.md", 0, 2)]),
    "any outline where no note is tagged": (
        "-- a.md --\n# A\n# B\n-- b.md --\n# One\n-- c.md --\ntext\n",
        [("a.md", 0, 2)],
    ),
    "most to write first": (
        f"-- a.md --\n{BOOK}-- b.md --\n{BOOK}# Three\n-- c.md --\n#book\n# A\nx\n# B\nx\n",
        [("b.md", 1, 4), ("a.md", 1, 3), ("c.md", 2, 2)],
    ),
}


@pytest.mark.parametrize(("source", "wanted"), CASES.values(), ids=CASES)
def test_progress(source: str, wanted: list[tuple[str, int, int]]) -> None:
    found = [book for note in books(picture(source).vault) if (book := outline(note)) is not None]
    assert [(book.path, book.written, book.leaves) for book in in_order(found)] == wanted
