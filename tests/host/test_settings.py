"""Three sources, the last one wins; what is wrong is told and not used."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from vaultls.config import SEVERITIES, Config
from vaultls.host.settings import configure
from vaultls.schema import SETTINGS, Setting


def settings(toml: str | None = None, client: object = None) -> tuple[Config, list[str]]:
    problems: list[str] = []
    return configure(toml, client, problems.append), problems


TOML = """
exclude = ["Archive/"]
useIgnoreFiles = false
resolveByTitle = true

[diagnostics]
scope = "vault"
unresolved-link = "error"
empty-section = false
"""


def test_defaults() -> None:
    assert settings() == (Config(), [])
    assert settings("", {}) == (Config(), [])


def test_what_the_schema_calls_default_is_the_default() -> None:
    said = {s.key: list(s.default) if s.kind == "patterns" else s.default for s in SETTINGS}
    config, problems = settings(None, said)
    assert problems == []
    assert config == replace(Config(), levels=SEVERITIES)


def test_every_field_but_obsidians_has_a_setting() -> None:
    assert {s.field for s in SETTINGS} == {f.name for f in fields(Config)} - {"excluded"}


@pytest.mark.parametrize("setting", [s for s in SETTINGS if s.choices], ids=lambda s: s.key)
def test_every_choice_is_taken(setting: Setting) -> None:
    for choice in setting.choices:
        assert settings(None, {setting.key: choice})[1] == []
        assert settings(f"{setting.key} = {json.dumps(choice)}")[1] == []


def test_a_point_is_the_folder_of_the_asking_note() -> None:
    config, problems = settings(None, {"newNotes": {"folder": "."}})
    assert (config.new_notes_folder, problems) == (".", [])


def test_paths_lose_their_outer_slashes() -> None:
    config, problems = settings(
        '[newNotes]\nfolder = "/In box/"\ntemplate = "Templates/Note"\n[dailyNotes]\nfolder = "/"'
    )
    assert (config.new_notes_folder, config.new_notes_template, config.daily_notes_folder, problems) == (
        "In box",
        "Templates/Note",
        "",
        [],
    )


def test_the_file() -> None:
    config, problems = settings(TOML)
    assert problems == []
    assert config == Config(("Archive/",), False, True, "vault", {"unresolved-link": "error", "empty-section": "off"})
    assert config.severity("empty-section") is None


@pytest.mark.parametrize(
    "wrap", [lambda s: s, lambda s: {"vaultls": s}, lambda s: {f"vaultls.{k}": v for k, v in s.items()}]
)
def test_the_client_over_the_file(wrap) -> None:  # type: ignore[no-untyped-def]
    client = {
        "useIgnoreFiles": "auto",
        "exclude": None,
        "diagnostics": {"scope": "open", "unresolved-link": "hint"},
        "trace": {"server": "off"},
    }
    config, problems = settings(TOML, wrap(client))
    assert problems == []
    assert (config.exclude, config.use_ignore_files, config.scope) == (("Archive/",), None, "open")
    assert config.levels == {"unresolved-link": "hint", "empty-section": "off"}


def test_dotted_keys_join() -> None:
    config, problems = settings(
        None, {"vaultls.diagnostics.scope": "vault", "vaultls.diagnostics": {"empty-section": "off"}}
    )
    assert (config.scope, config.levels, problems) == ("vault", {"empty-section": "off"}, [])


@pytest.mark.parametrize(
    ("client", "key"),
    [
        ({"exclude": "x"}, "exclude"),
        ({"exclude": [1]}, "exclude"),
        ({"useIgnoreFiles": "yes"}, "useIgnoreFiles"),
        ({"resolveByTitle": 1}, "resolveByTitle"),
        ({"diagnostics": []}, "diagnostics"),
        ({"diagnostics": {"scope": "all"}}, "diagnostics.scope"),
        ({"links": {"style": "short"}}, "links.style"),
        ({"links.format": True}, "links.format"),
        ({"links": "wikilink"}, "links"),
        ({"newNotes": {"folder": "../x"}}, "newNotes.folder"),
        ({"newNotes": {"folder": "a//b"}}, "newNotes.folder"),
        ({"newNotes": {"template": "C:/x"}}, "newNotes.template"),
        ({"newNotes": {"template": 3}}, "newNotes.template"),
        ({"dailyNotes": {"folder": "a\\b"}}, "dailyNotes.folder"),
        ({"dailyNotes": {"folder": "."}}, "dailyNotes.folder"),
        ({"dailyNotes": {"format": "HH:mm"}}, "dailyNotes.format"),
        ({"dailyNotes": {"format": ["YYYY"]}}, "dailyNotes.format"),
        ({"rename": {"headingWithNote": "yes"}}, "rename.headingWithNote"),
        ({"rename": {"scope": True}}, "rename.scope"),
        ({"codeLens": 1}, "codeLens"),
        ({"diagnostics": {"empty-section": "loud"}}, "diagnostics.empty-section"),
        ({"diagnostics": {"empty-section": [1]}}, "diagnostics.empty-section"),
        ({"diagnostics": {"empty": "off"}}, "diagnostics.empty"),
        ({"exclud": []}, "exclud"),
    ],
)
def test_a_wrong_value_is_told_with_its_key_and_not_used(client: object, key: str) -> None:
    config, [problem] = settings(None, client)
    assert config == Config()
    assert f"`{key}`" in problem
    assert "editor" in problem


def test_the_messages() -> None:
    said = {
        "useIgnoreFiles": 3,
        "links": {"style": "x"},
        "diagnostics": {"empty-section": "loud", "x": 1},
        "exclude": [3],
        "codelens": 1,
    }
    assert settings(None, said)[1] == [
        '`useIgnoreFiles` in the editor\'s settings is 3, but must be true, false or "auto"; it is not used.',
        '`links.style` in the editor\'s settings is \'x\', but must be "shortest", "relative" or "absolute"; it is not used.',
        "`diagnostics.empty-section` in the editor's settings is 'loud', but must be one of error, warning, information, hint, off; it is not used.",
        "`diagnostics.x` in the editor's settings is no diagnostic of vaultls.",
        "`exclude` in the editor's settings is [3], but must be a list of patterns as in .gitignore; it is not used.",
        "`codelens` in the editor's settings is no setting of vaultls.",
    ]


def test_one_wrong_value_leaves_the_others_in_use() -> None:
    config, [problem] = settings('resolveByTitle = true\n[links]\nstyle = "x"\nformat = "markdown"\n')
    assert (config.resolve_by_title, config.link_style, config.link_format) == (True, "shortest", "markdown")
    assert problem.startswith("`links.style` in .vaultls.toml is 'x'")


def test_a_broken_file_is_told_with_its_place() -> None:
    config, [problem] = settings("exclude = [\n")
    assert config == Config()
    assert problem.startswith(".vaultls.toml")
    assert "at end of document" in problem


@pytest.mark.parametrize("client", [3, "x", [1], {"vaultls": 3}, {"vaultls": None}])
def test_settings_of_no_shape_are_none(client: object) -> None:
    assert settings(None, client) == (Config(), [])
