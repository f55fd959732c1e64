import pytest

from features.actions.check import check, done, titles
from vaultls.features.answer import Refusal

OF = "add_to_frontmatter"
TAG = "Add #new/one to the frontmatter"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: [a, b]", "tags: [a, b, new/one]"),
        ("tags: []", "tags: [new/one]"),
        ("tags:", "tags: [new/one]"),
        ("tags: ", "tags: [new/one] "),
        ("tags:\n  - a\n  - 'b'\nx: y", "tags:\n  - a\n  - 'b'\n  - new/one\nx: y"),
        ("tags:\n- a", "tags:\n- a\n- new/one"),
        ("tags: a", "tags: [a, new/one]"),
        ('tags: "a"', 'tags: ["a", new/one]'),
        ("tags: a, b", "tags: a, b, new/one"),
        ("tags: 'a b'", "tags: 'a b, new/one'"),
        ("Tag: a", "Tag: [a, new/one]"),
        ("rating: B ", "rating: B \ntags:\n  - new/one"),
        ('"x": {a: b}', '"x": {a: b}\ntags:\n  - new/one'),
    ],
)
def test_a_tag_of_the_text(before: str, after: str) -> None:
    check(
        f"-- a.md --\n---\n{before}\n---\n😀 #new/<|>one #new/one\n",
        TAG,
        f"-- a.md --\n---\n{after}\n---\n😀 #new/one #new/one\n",
    )


def test_a_tag_where_there_is_no_frontmatter() -> None:
    check("-- a.md --\n# A\n#new/<|>one\n", TAG, "-- a.md --\n---\ntags:\n  - new/one\n---\n# A\n#new/one\n")
    check(
        "-- a.md --\n\ufefftext #new/<|>one\n", TAG, "-- a.md --\n\ufeff---\ntags:\n  - new/one\n---\ntext #new/one\n"
    )
    check("-- a.md --\n---\n---\n#new/<|>one\n", TAG, "-- a.md --\n---\ntags:\n  - new/one\n---\n#new/one\n")


def test_a_tag_that_is_there_already() -> None:
    assert titles("-- a.md --\n---\ntags: [A]\n---\n\n#a<|> `#b`\n", of=OF) == []
    assert titles("-- a.md --\n---\ntags: [A]\n---\n\n`#b<|>`\n", of=OF) == []


def test_frontmatter_that_can_not_be_read() -> None:
    with pytest.raises(Refusal, match="can't be added to"):
        done("-- a.md --\n---\ntags: [a\n---\ntext #new/<|>one\n", TAG)
    with pytest.raises(Refusal, match="can't be added to"):
        done("-- a.md --\n---\n- a\n---\ntext #new/<|>one\n", TAG)


def test_frontmatter_for_a_note_without() -> None:
    for text in ("# A<|>\ntext\n", "<|>text\n", "text\n\nA <|>b\n===\n"):
        source = f"-- a.md --\n{text}"
        assert titles(source, of=OF) == ["Create frontmatter"]
        check(source, "Create frontmatter", "-- a.md --\n---\naliases: []\ntags: []\n---\n" + text.replace("<|>", ""))
    assert titles("-- a.md --\n# A\nte<|>xt\n", of=OF) == []
    check("-- a.md --\n<|>", "Create frontmatter", "-- a.md --\n---\naliases: []\ntags: []\n---\n")


def test_aliases() -> None:
    title = "Add the property `aliases`"
    check("-- a.md --\n---\na: <|>b\n---", title, "-- a.md --\n---\na: b\naliases: []\n---")
    check(
        "-- a.md --\n---\na: |\n  text\n---\n# A<|>\n", title, "-- a.md --\n---\na: |\n  text\naliases: []\n---\n# A\n"
    )
    assert titles("-- a.md --\n---\nAlias: <|>b\n---\n", of=OF) == []


def test_the_selection_as_an_alias() -> None:
    check(
        "-- a.md --\n---\naliases: [Ay]\n---\n\n# It: is, called\n  ^^^^^^^^^^^^^^ here\n",
        "Add “It: is, called” as an alias of this note",
        '-- a.md --\n---\naliases: [Ay, "It: is, called"]\n---\n\n# It: is, called\n',
    )
    for text in ("\n\nay\n^^ here\n", "\n\na [[b]]\n^^^^^^^ here\n", "\n\none\n^ here[\ntwo\n   ^ here]\n"):
        assert titles(f"-- a.md --\n---\naliases: [Ay]\n---\n{text}", of=OF) == []
