"""All tags with their counts and first places."""

from support.picture import check_places, picture
from support.steps import check_linear
from vaultls.features.commands.tags import tags

SOURCE = """-- a.md --
---
tags: [Book, x]
       ^^^^ tag
             ^ tag
---
#book/old #book/old #BOOK
^^^^^^^^^ tag
-- b.md --
#book/old and #y/z/deep
              ^^^^^^^^^ tag
-- c.md --
`#none`
"""


def test_counts_with_and_without_what_is_nested() -> None:
    found = tags(picture(SOURCE).vault)
    assert [(tag.name, tag.notes, tag.nested) for tag in found] == [
        ("Book", 1, 2),
        ("book/old", 2, 2),
        ("x", 1, 1),
        ("y/z/deep", 1, 1),
    ]


def test_the_first_place_is_one_to_rename_at() -> None:
    p = picture(SOURCE)
    check_places(p, [tag.place for tag in tags(p.vault)], "tag")


def test_many_tags() -> None:
    def run(size: int) -> object:
        vault = picture("".join(f"-- {i}.md --\n#a/b{i}/c #a\n" for i in range(size))).vault
        return lambda: tags(vault)

    check_linear(run, 100)
