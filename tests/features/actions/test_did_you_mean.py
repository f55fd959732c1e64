from features.actions.check import check, titles

VAULT = "-- People/Thoreau.md --\n---\naliases: [Henry David, Another one]\n---\n# Life\n## At the pond\ntext ^pond-1\n# Life\n## At the pond\n-- Walden.md --\n-- pic.png --\n"


def proposals(text: str) -> list[str]:
    return [t for t in titles(f"-- d/a.md --\n{text}\n{VAULT}", "quickfix") if t.startswith("Change")]


def test_notes_and_their_aliases() -> None:
    assert proposals("[[Walde<|>m]]") == ["Change to “Walden”"]
    assert proposals("[[Henri Davi<|>d]]") == ["Change to “Henry David”"]
    assert proposals("[[quite<|> other]]") == []


def test_attachments_only_for_attachments() -> None:
    assert proposals("![[pik<|>.png]]") == ["Change to “pic.png”"]
    assert proposals("[[<|>pic]]") == []


def test_a_moved_note() -> None:
    check(
        f"-- d/a.md --\n[[old/Thor<|>eau#Life|x]]\n{VAULT}",
        "Change to “Thoreau”",
        f"-- d/a.md --\n[[Thoreau#Life|x]]\n{VAULT}",
    )


def test_in_the_manner_of_the_link() -> None:
    for before, after in {
        "| [[Walde<|>m\\|x]] |": "| [[Walden\\|x]] |",
        "![[Walde<|>m.md]]": "![[Walden.md]]",
        "[x](Walde<|>m.md)": "[x](../Walden.md)",
        "[x](../Walde<|>m.md)": "[x](../Walden.md)",
        "[x](</Walde<|>m.md>)": "[x](</Walden.md>)",
        "[[Walden]] [[Walde<|>m]] [[Waldem]]": "[[Walden]] [[Walden]] [[Waldem]]",
    }.items():
        check(f"-- d/a.md --\n😀 {before}\n{VAULT}", "Change to “Walden”", f"-- d/a.md --\n😀 {after}\n{VAULT}")


def test_an_alias_stays_what_is_shown() -> None:
    check(
        f"-- a.md --\n| a |\n|---|\n| [[Henri Davi<|>d]] |\n{VAULT}",
        "Change to “Henry David”",
        f"-- a.md --\n| a |\n|---|\n| [[Thoreau\\|Henry David]] |\n{VAULT}",
    )


def test_a_property_keeps_its_quotes() -> None:
    check(
        "-- a.md --\n---\nup: \"[[It's no<|>ts]]\"\nb: '[[It''s nots]]'\n---\n-- It's not.md --\n",
        "Change to “It's not”",
        "-- a.md --\n---\nup: \"[[It's not]]\"\nb: '[[It''s nots]]'\n---\n-- It's not.md --\n",
    )


def test_headings() -> None:
    assert proposals("[[Thoreau#At the pont<|>]]") == ["Change to “At the pond”"]
    check(
        f"-- a.md --\n[[Thoreau#Life#At the<|> bond|x]]\n{VAULT}",
        "Change to “At the pond”",
        f"-- a.md --\n[[Thoreau#At the pond|x]]\n{VAULT}",
    )
    check(
        f"-- a.md --\n[x](People/Thoreau.md#at-the<|>-bond)\n{VAULT}",
        "Change to “At the pond”",
        f"-- a.md --\n[x](People/Thoreau.md#at-the-pond)\n{VAULT}",
    )
    check(
        "-- a.md --\n## First & last\n[[#First last on<|>e]]\n",
        "Change to “First & last”",
        "-- a.md --\n## First & last\n[[#First & last]]\n",
    )


def test_blocks() -> None:
    check(
        f"-- a.md --\n![[Thoreau#^ponds-<|>1]]\n{VAULT}",
        "Change to “^pond-1”",
        f"-- a.md --\n![[Thoreau#^pond-1]]\n{VAULT}",
    )


def test_three_at_most_and_the_best_first() -> None:
    files = "".join(f"-- Chapter {i}.md --\n" for i in range(1, 8)) + "-- Chapter 10 b.md --\n"
    assert [t for t in titles(f"-- a.md --\n[[Chapter 10<|>]]\n{files}") if t.startswith("Change")] == [
        "Change to “Chapter 1”",
        "Change to “Chapter 10 b”",
        "Change to “Chapter 2”",
    ]
