"""`vaultls schema`: the settings as a JSON schema, for editors that help with `.vaultls.toml`."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from vaultls.schema import SETTINGS, SWITCH, Setting, Value

Json = dict[str, Any]


@click.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice(["toml", "vscode"]),
    default="toml",
    show_default=True,
    help="A JSON schema of .vaultls.toml, or the properties of VS Code's contributes.configuration.",
)
def schema(format_: str) -> None:
    """Print what settings there are, as JSON."""
    made = toml_schema() if format_ == "toml" else vscode_properties()
    json.dump(made, sys.stdout, indent=2)
    sys.stdout.write("\n")


def toml_schema() -> Json:
    """A schema of `.vaultls.toml`, in draft 7 as Taplo and Even Better TOML read it."""
    made = _table("Settings of a vault for vaultls")
    for setting in SETTINGS:
        *groups, name = setting.key.split(".")
        table = made
        for group in groups:
            table = table["properties"].setdefault(group, _table())
        choices = (*setting.choices, *SWITCH) if setting.kind == "level" else setting.choices
        values = _values(setting, choices)
        table["properties"][name] = {"description": _sentence(setting), **values, "default": setting.default}
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": ".vaultls.toml", **made}


def vscode_properties() -> Json:
    """The properties of VS Code's `contributes.configuration`.

    VS Code sends a default as if the user had said it, and so it would win over the vault's own settings. Hence null is
    the default of each: that is as good as not said.
    """
    made: Json = {}
    for order, setting in enumerate(SETTINGS):
        values = _values(setting, setting.choices)
        values["type"] = [*([types] if isinstance(types := values["type"], str) else types), "null"]
        if "enum" in values:
            values["enum"] = [None, *values["enum"]]
            values["enumItemLabels"] = ["not said here", *(str(choice).lower() for choice in values["enum"][1:])]
        made[f"vaultls.{setting.key}"] = {
            **values,
            "default": None,
            "markdownDescription": f"{_sentence(setting)} It is `{json.dumps(setting.default)}` unless this or the vault's "
            "`.vaultls.toml` says otherwise.",
            "scope": "resource",
            "order": order,
        }
    return made


def _table(description: str = "") -> Json:
    said = {"description": description} if description else {}
    return {**said, "type": "object", "additionalProperties": False, "properties": {}}


def _sentence(setting: Setting) -> str:
    return f"{setting.description[0].upper()}{setting.description[1:]}."


def _values(setting: Setting, choices: tuple[Value, ...]) -> Json:
    """What the setting may be, in JSON schema; `choices` where it has some."""
    if setting.kind == "patterns":
        return {"type": "array", "items": {"type": "string"}}
    if setting.kind in ("path", "format"):
        return {"type": "string"}
    types = sorted({"boolean" if isinstance(choice, bool) else "string" for choice in choices})
    return {"type": types[0] if len(types) == 1 else types, "enum": list(choices)}
