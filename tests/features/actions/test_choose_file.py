from features.actions.check import check, titles
from vaultls.config import Config

VAULT = "-- d/People/Light.md --\n# L\n-- Ideas/Light.md --\n-- x/Ideas/Light.md --\n"


def test_one_action_for_each_candidate() -> None:
    assert titles(f"-- a.md --\n[[Lig<|>ht]]\n{VAULT}", "quickfix") == [
        "Link to Ideas/Light.md",
        "Link to x/Ideas/Light.md",
        "Link to d/People/Light.md",
    ]


def test_the_shortest_path_that_leads_there_alone() -> None:
    for target, path in {
        "Ideas/Light.md": "Ideas/Light",
        "d/People/Light.md": "People/Light",
        "x/Ideas/Light.md": "x/Ideas/Light",
    }.items():
        check(
            f"-- a.md --\n[[Light]] and 😀 [[Lig<|>ht|shown]]\n{VAULT}",
            f"Link to {target}",
            f"-- a.md --\n[[Light]] and 😀 [[{path}|shown]]\n{VAULT}",
        )


def test_in_the_style_of_the_settings() -> None:
    check(
        f"-- d/a.md --\n![[Lig<|>ht]]\n{VAULT}",
        "Link to Ideas/Light.md",
        f"-- d/a.md --\n![[../Ideas/Light]]\n{VAULT}",
        Config(link_style="relative"),
    )


def test_markdown_links_and_properties() -> None:
    check(
        f"-- a.md --\n[x](Lig<|>ht.md)\n{VAULT}",
        "Link to d/People/Light.md",
        f"-- a.md --\n[x](d/People/Light.md)\n{VAULT}",
    )
    check(
        f'-- a.md --\n---\nup: "[[Lig<|>ht]]"\n---\n{VAULT}',
        "Link to Ideas/Light.md",
        f'-- a.md --\n---\nup: "[[Ideas/Light]]"\n---\n{VAULT}',
    )


def test_one_that_has_the_heading() -> None:
    assert titles(f"-- a.md --\n[[Lig<|>ht#L]]\n{VAULT}", "quickfix") == [
        "Add the heading “L” to “Light”",
        "Link to d/People/Light.md",
    ]
    check(
        f"-- a.md --\n[[Lig<|>ht#L]]\n{VAULT}", "Link to d/People/Light.md", f"-- a.md --\n[[People/Light#L]]\n{VAULT}"
    )
