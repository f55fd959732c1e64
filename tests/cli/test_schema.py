"""The settings as a JSON schema: what it takes is what we take."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from vaultls.cli.main import main
from vaultls.config import Config
from vaultls.host.settings import configure, tomllib
from vaultls.schema import SETTINGS

TYPES: dict[str, Any] = {"object": dict, "array": (list, tuple), "string": str, "boolean": bool, "null": type(None)}


def printed(*arguments: str) -> Any:
    result = CliRunner().invoke(main, ["schema", *arguments])
    assert result.exit_code == 0
    return json.loads(result.stdout)


def allows(schema: Any, value: Any) -> bool:
    """Draft 7, as far as we use it."""
    known = {
        "$schema",
        "title",
        "description",
        "default",
        "type",
        "enum",
        "items",
        "properties",
        "additionalProperties",
    }
    assert schema.keys() <= known
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, TYPES[name]) for name in types):
        return False
    if "enum" in schema and not any(value == choice and type(value) is type(choice) for choice in schema["enum"]):
        return False
    if isinstance(value, list) and not all(allows(schema["items"], item) for item in value):
        return False
    if not isinstance(value, dict):
        return True
    assert schema["additionalProperties"] is False
    return all(k in schema["properties"] and allows(schema["properties"][k], v) for k, v in value.items())


def test_every_setting_stands_in_it_with_its_default() -> None:
    schema = printed()
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    for setting in SETTINGS:
        at = schema
        for name in setting.key.split("."):
            at = at["properties"][name]
        assert at["description"]
        assert at["default"] == (list(setting.default) if isinstance(setting.default, tuple) else setting.default)
        assert allows(at, at["default"])


@pytest.mark.parametrize(
    ("toml", "right"),
    [
        ("", True),
        ('exclude = ["a"]\nuseIgnoreFiles = true\n[diagnostics]\nscope = "vault"\nempty-section = false', True),
        ('useIgnoreFiles = "auto"\n[links]\nstyle = "relative"\n[dailyNotes]\nformat = "YYYY"', True),
        ('[diagnostics]\nempty-section = "hint"\nunresolved-link = true', True),
        ("exclude = [3]", False),
        ('exclude = "a"', False),
        ("useIgnoreFiles = 1", False),
        ('links = "x"', False),
        ('[links]\nstyle = "x"', False),
        ('[links]\nstile = "shortest"', False),
        ('[diagnostics]\nempty-section = "loud"', False),
        ("[diagnostics]\nnone = true", False),
        ("codeLens = 'on'", False),
    ],
)
def test_it_takes_what_we_take(toml: str, right: bool) -> None:
    problems: list[str] = []
    configure(toml, None, problems.append)
    assert (not problems) is allows(printed(), tomllib.loads(toml)) is right


def test_what_vs_code_sends_unasked_changes_nothing() -> None:
    properties = printed("--format", "vscode")
    assert list(properties) == [f"vaultls.{setting.key}" for setting in SETTINGS]
    defaults = {key: value["default"] for key, value in properties.items()}
    toml = 'exclude = ["a"]\ncodeLens = false\n[links]\nstyle = "relative"\n[diagnostics]\nempty-section = "off"\n'
    problems: list[str] = []
    config = configure(toml, defaults, problems.append)
    assert problems == []
    assert config == configure(toml, None, problems.append) != Config()


def test_vs_code_offers_every_choice() -> None:
    properties = printed("--format", "vscode")
    for setting in SETTINGS:
        said = properties[f"vaultls.{setting.key}"]
        assert said["type"][-1] == "null"
        assert f"`{json.dumps(setting.default)}`" in said["markdownDescription"]
        if setting.kind in ("choice", "level"):
            assert said["enum"] == [None, *setting.choices]
            assert len(said["enumItemLabels"]) == len(said["enum"])
