from features.actions.check import check, offered

NOTE = "-- d/Henry Thoreau.md --\n---\naliases: [HDT, \"A ''b''\"]\n---\n# One\n"


def test_the_alias_is_shown() -> None:
    for before, after in {
        "[[HD<|>T]]": "[[Henry Thoreau|HDT]]",
        "[[hd<|>t#One]]": "[[Henry Thoreau#One|hdt]]",
        "[[HD<|>T|shown]]": "[[Henry Thoreau|shown]]",
        "[[HDT]] [[HD<|>T]]": "[[HDT]] [[Henry Thoreau|HDT]]",
    }.items():
        check(
            f"-- a.md --\n😀 {before}\n{NOTE}",
            "Name the note" + (" and show the alias" if "shown" not in before else ""),
            f"-- a.md --\n😀 {after}\n{NOTE}",
        )


def test_in_a_table() -> None:
    check(
        f"-- a.md --\n| a | b |\n|---|---|\n| [[HD<|>T]] | x |\n{NOTE}",
        "Name the note and show the alias",
        f"-- a.md --\n| a | b |\n|---|---|\n| [[Henry Thoreau\\|HDT]] | x |\n{NOTE}",
    )


def test_an_embed_and_a_markdown_link_show_what_they_show() -> None:
    check(f"-- a.md --\n![[HD<|>T#One]]\n{NOTE}", "Name the note", f"-- a.md --\n![[Henry Thoreau#One]]\n{NOTE}")
    check(f"-- a.md --\n[x](HD<|>T)\n{NOTE}", "Name the note", f"-- a.md --\n[x](<d/Henry Thoreau.md>)\n{NOTE}")


def test_in_a_property() -> None:
    check(
        f'-- a.md --\n---\nby: "[[HD<|>T]]"\n---\n{NOTE}',
        "Name the note and show the alias",
        f'-- a.md --\n---\nby: "[[Henry Thoreau|HDT]]"\n---\n{NOTE}',
    )


def test_it_is_what_is_nearly_always_meant() -> None:
    [action] = offered(f"-- a.md --\n[[HD<|>T]]\n{NOTE}", "quickfix")
    assert action.preferred
    assert [d.code for d in action.solves] == ["alias-link"]
