from features.actions.check import check, done, offered, titles
from support.picture import picture
from vaultls.config import Config
from vaultls.features.answer import Create


def test_at_the_root_unless_the_settings_or_the_link_say_otherwise() -> None:
    source = "-- d/a.md --\n😀 see [[New<|> note]]\n"
    assert titles(source, "quickfix") == ["Create the note “New note”"]
    check(source, "Create the note “New note”", "-- d/a.md --\n😀 see [[New note]]\n-- New note.md --\n")
    for folder, path in (("Inbox/x", "Inbox/x/New note"), (".", "d/New note")):
        assert titles(source, "quickfix", config=Config(new_notes_folder=folder)) == [f"Create the note “{path}”"]


def test_where_the_link_says() -> None:
    config = Config(new_notes_folder="Inbox")
    for link, path in {
        "[[x/New]]": "x/New",
        "[[/New]]": "New",
        "[[./New]]": "d/New",
        "[[../New]]": "New",
        "[[New.md]]": "Inbox/New",
        "[[Notes v1.4]]": "Inbox/Notes v1.4",
        "[x](New.md)": "d/New",
        "[x](<../y/New one.md#h>)": "y/New one",
        "[x](/y/New%20one.md)": "y/New one",
        "![[New#^id]]": "Inbox/New",
    }.items():
        assert titles(f"-- d/a.md --\n<|>{link}\n", "quickfix", config=config) == [f"Create the note “{path}”"], link


def test_what_can_be_no_note_is_not_offered() -> None:
    for link in ("[[image.png]]", "[[../../out]]", "[[What: is]]", "[[.hidden]]", "[x](../../../out.md)"):
        assert titles(f"-- d/a.md --\n<|>{link}\n", "quickfix") == [], link


def test_a_file_that_is_there_in_another_case_stays() -> None:
    assert titles("-- d/a.md --\n[[./n<|>EW]]\n-- d/New.canvas --\n", "quickfix") == ["Create the note “d/nEW”"]
    assert titles("-- a.md --\n[x](<|>d/x/new.md)\n-- New.md --\n", "quickfix") == [
        "Create the note “d/x/new”",
        "Change to “New”",
    ]


def test_the_template() -> None:
    template = "---\ncreated: {{date}} {{time}}\n---\n# {{title}}\n{{date:dddd, D MMMM YYYY}} {{time:H [o'clock] A Z}} {{Date}} {{other}}\n"
    source = f"-- a.md --\n[[x/New<|>]]\n-- Templates/Note.md --\n{template}"
    for name in ("Templates/Note", "Templates/Note.md", "/templates/note"):
        changes = done(picture(source, config=Config(new_notes_template=name)), "Create the note “x/New”")
        text = "---\ncreated: 2026-10-03 09:05\n---\n# New\nSaturday, 3 October 2026 9 o'clock AM +02:00 2026-10-03 {{other}}\n"
        assert changes.creates == (Create("x/New.md", text),)
        assert changes.notices == ()


def test_a_template_that_is_missing_is_said() -> None:
    changes = done(
        picture("-- a.md --\n[[New<|>]]\n", config=Config(new_notes_template="Gone")), "Create the note “New”"
    )
    assert changes.creates == (Create("New.md", ""),)
    assert changes.notices == ("There is no template Gone: the note is empty",)


def test_the_headings_that_links_name_are_there() -> None:
    check(
        """\
-- a.md --
[[Ne<|>w#One]] [[new#Two#Three]] [[new#^id]] [x](New.md#four-five)
-- b.md --
![[NEW#one]] [[New#Six]] [[other/New#Seven]]
""",
        "Create the note “New”",
        """\
-- a.md --
[[New#One]] [[new#Two#Three]] [[new#^id]] [x](New.md#four-five)
-- b.md --
![[NEW#one]] [[New#Six]] [[other/New#Seven]]
-- New.md --
## One

## Two

### Three

## Four five

## Six
""",
    )


def test_it_needs_a_client_that_makes_files() -> None:
    [action] = offered("-- a.md --\n[[New<|>]]\n", "quickfix")
    assert action.creates
    assert [d.code for d in action.solves] == ["unresolved-link"]
