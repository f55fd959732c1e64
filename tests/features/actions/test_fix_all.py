from features.actions.check import check, offered, titles
from vaultls.config import Config

TITLE = "Fix all that is safe to fix in this note"
NOTES = "-- a.md --\n#\u00a0One\n[[Ay]] <|>\n\n##\u00a0Two\n| [[ay]] |\n|---|\n[[nowhere]] `[[Ay]]`\n-- b.md --\n---\naliases: [Ay]\n---\n"


def test_headings_and_links_by_alias() -> None:
    check(
        NOTES,
        TITLE,
        "-- a.md --\n# One\n[[b|Ay]] \n\n## Two\n| [[b\\|ay]] |\n|---|\n[[nowhere]] `[[Ay]]`\n-- b.md --\n---\naliases: [Ay]\n---\n",
    )


def test_kind() -> None:
    for kinds in (("source",), ("source.fixAll",), ("source.fixAll.vaultls",), ("quickfix", "source.fixAll")):
        assert titles(NOTES, *kinds) == [TITLE]
    for kinds in (("source.organizeImports",), ("source.fix",), ("quickfix",), ("refactor",)):
        assert titles(NOTES, *kinds, of="fix_all") == []


def test_what_is_off_or_silenced_is_left_alone() -> None:
    [action] = offered(NOTES, "source", config=Config(levels={"alias-link": "off"}))
    assert {d.code for d in action.solves} == {"nbsp-heading"}
    assert titles("-- a.md --\n<|>text\n", "source") == []
