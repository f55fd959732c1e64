"""Every setting: its key, what it may be, its default and what it says. Settings are read, documented and offered from here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from vaultls.config import SEVERITIES

Kind = Literal["choice", "patterns", "path", "format", "level"]
Value = bool | str

LEVELS = ("error", "warning", "information", "hint", "off")
SWITCH = (True, False)


DIAGNOSTICS: Mapping[str, str] = MappingProxyType(
    {
        "bad-frontmatter": "the frontmatter is not valid YAML",
        "bad-encoding": "the file is not UTF-8",
        "unresolved-heading": "the note of a link has no such heading",
        "unresolved-block": "the note of a link has no such block",
        "duplicate-block-id": "two blocks of a note have one id",
        "nbsp-heading": "a no-break space keeps a line from being a heading",
        "undefined-footnote": "a footnote has no text",
        "undefined-reference": "a link names a reference that the note does not define",
        "empty-section": "a section is still to be written",
        "unresolved-link": "a link names a note that does not exist",
        "ambiguous-link": "several files have the name that a link says",
        "alias-link": "a link works here by an alias, but not in Obsidian",
        "duplicate-alias": "another note has the same alias, or its name",
        "duplicate-heading": "a section has two headings of the same text",
        "unused-reference": "no link names the definition of a reference",
    }
)
"""What each diagnostic says, in a sentence."""


class Setting(NamedTuple):
    """On `dailyNotes.format`: a format, kept as `daily_notes_format`. `choices`: the values of a choice or level; of a path those that are none."""

    key: str  # as writers say it, dotted
    field: str  # of `Config`; of a level a key of `Config.levels`
    kind: Kind
    default: Value | tuple[str, ...]
    description: str  # one sentence in Markdown
    choices: tuple[Value, ...] = ()


SETTINGS = (
    Setting(
        "exclude", "exclude", "patterns", (), "files and folders to leave out: a list of patterns as in `.gitignore`"
    ),
    Setting(
        "useIgnoreFiles",
        "use_ignore_files",
        "choice",
        "auto",
        'whether `.gitignore` and `.ignore` count; `"auto"` is yes unless the vault has an `.obsidian` folder',
        (*SWITCH, "auto"),
    ),
    Setting(
        "resolveByTitle",
        "resolve_by_title",
        "choice",
        False,
        "whether a link may name a note by its first level-1 heading",
        SWITCH,
    ),
    Setting(
        "links.style",
        "link_style",
        "choice",
        "shortest",
        'how a new link says where its note is: by the `"shortest"` path that leads there, `"relative"` to its own note, '
        'or `"absolute"` from the vault\'s root',
        ("shortest", "relative", "absolute"),
    ),
    Setting(
        "links.format",
        "link_format",
        "choice",
        "wikilink",
        'how a new link is written: as a `"wikilink"`, `[[Note]]`, or in `"markdown"`, `[Note](Note.md)`',
        ("wikilink", "markdown"),
    ),
    Setting(
        "newNotes.folder",
        "new_notes_folder",
        "path",
        "",
        'folder for a new note whose link names none: empty for the vault\'s root, `"."` for the folder of the note that asks',
        (".",),
    ),
    Setting(
        "newNotes.template",
        "new_notes_template",
        "path",
        "",
        'note that a new note begins as, such as `"Templates/Note"`; empty for none',
    ),
    Setting(
        "dailyNotes.folder", "daily_notes_folder", "path", "", "folder of the daily notes; empty for the vault's root"
    ),
    Setting(
        "dailyNotes.format",
        "daily_notes_format",
        "format",
        "YYYY-MM-DD",
        "name of a daily note in the letters of Obsidian and moment.js; a `/` makes folders, `[text]` stays as it is",
    ),
    Setting(
        "dailyNotes.template",
        "daily_notes_template",
        "path",
        "",
        "note that a daily note begins as; empty for none",
    ),
    Setting(
        "rename.headingWithNote",
        "rename_heading_with_note",
        "choice",
        True,
        "whether a level-1 heading that says the note's name changes when the note is renamed",
        SWITCH,
    ),
    Setting(
        "rename.noteWithHeading",
        "rename_note_with_heading",
        "choice",
        True,
        "whether a note is renamed when the level-1 heading that says its name changes",
        SWITCH,
    ),
    Setting(
        "rename.mentions",
        "rename_mentions",
        "choice",
        False,
        "whether renaming a note also offers, each to be confirmed, the places in linking notes that say its name without a link",
        SWITCH,
    ),
    Setting("inlayHints", "inlay_hints", "choice", True, "whether hints stand in the text", SWITCH),
    Setting("codeLens", "code_lens", "choice", True, "whether lines with counts stand above headings", SWITCH),
    Setting(
        "diagnostics.scope",
        "scope",
        "choice",
        "open",
        'which notes have diagnostics: those that are `"open"`, or the whole `"vault"`',
        ("open", "vault"),
    ),
    *(
        Setting(f"diagnostics.{code}", "levels", "level", level, f"severity of `{code}`: {DIAGNOSTICS[code]}", LEVELS)
        for code, level in SEVERITIES.items()
    ),
)

BY_KEY = {setting.key: setting for setting in SETTINGS}

GROUPS = frozenset(key.rpartition(".")[0] for key in BY_KEY if "." in key)
"""Keys that hold others: `diagnostics`."""
