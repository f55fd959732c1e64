"""What package.json of the VS Code extension says is what the server has. Needs no Node."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import vaultls
from vaultls.cli.schema import vscode_properties
from vaultls.config import SEVERITIES
from vaultls.host.settings import CLIENT_ONLY, tomllib
from vaultls.lsp.requests.commands import COMMANDS
from vaultls.syntax.parse import parse

REPOSITORY = Path(__file__).resolve().parents[2]
EXTENSION = REPOSITORY / "editors" / "vscode"
NOT_BUNDLED = {"watchfiles", "click", "rich", "pyyaml"}
"""Native and with a fallback, or only for the terminal; PyYAML is bundled without its native part."""

OF_OTHERS = {
    "vaultls.applyAction",
    "vaultls.updateLinks",
    "vaultls.tags",
    "vaultls.progress",
    "vaultls.graph",
    "vaultls.linkTo",
}
"""Commands of the server that are for editors with less, or that views ask."""


@pytest.fixture
def manifest() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    return found


def test_settings_are_the_server_s(manifest: dict[str, Any]) -> None:
    server, notes = manifest["contributes"]["configuration"]
    assert notes["properties"] == vscode_properties(), "run `npm run settings` in editors/vscode"
    for key in server["properties"]:
        assert key.split(".")[1] in CLIENT_ONLY


def test_every_command_of_the_server_is_in_the_palette(manifest: dict[str, Any]) -> None:
    commands = {command["command"] for command in manifest["contributes"]["commands"]}
    assert COMMANDS.keys() - commands == OF_OTHERS
    for command in manifest["contributes"]["commands"]:
        assert command["category"] == "vaultls"
        assert command["title"][0].isupper()


def test_the_version_is_the_server_s(manifest: dict[str, Any]) -> None:
    assert manifest["version"] == vaultls.__version__


def test_it_starts_for_notes_alone_and_trusts_no_workspace(manifest: dict[str, Any]) -> None:
    assert manifest["activationEvents"] == ["onLanguage:markdown"]
    trust = manifest["capabilities"]["untrustedWorkspaces"]
    assert trust["supported"] == "limited"
    assert set(trust["restrictedConfigurations"]) == {"vaultls.python", "vaultls.serverCommand"}


def test_snippets_are_notes_without_problems(manifest: dict[str, Any]) -> None:
    [contributed] = manifest["contributes"]["snippets"]
    assert contributed["language"] == "markdown"
    snippets = json.loads((EXTENSION / contributed["path"]).read_text(encoding="utf-8"))
    prefixes = [snippet["prefix"] for snippet in snippets.values()]
    assert len({*prefixes}) == len(prefixes)
    for name, snippet in snippets.items():
        assert snippet["prefix"].startswith("/"), "a plain word would be offered in prose"
        text = "\n".join(snippet["body"])
        filled = re.sub(r"\$\{\d\|([^,|]*)[^}]*\}|\$\{\d:([^{}]*)\}|\$\d", r"\1\2", text)
        assert "${" not in filled, name
        note = parse("a.md", filled)
        assert [problem.code for problem in note.problems] == [], name
        said = [code for directive in note.directives for code in directive.codes]
        assert said == (["unresolved-link"] if "ignore" in snippet["prefix"] else []), name
    codes = re.findall(r"\$\{1\|(.*?)\|\}", snippets["Ignore problems"]["body"][0])[0].split(",")
    assert {*codes} <= {*SEVERITIES}


def test_the_walkthrough_has_its_pictures_and_commands(manifest: dict[str, Any]) -> None:
    ours = {command["command"] for command in manifest["contributes"]["commands"]}
    views = {f"{view['id']}.focus" for view in manifest["contributes"]["views"]["vaultls"]}
    [walkthrough] = manifest["contributes"]["walkthroughs"]
    for step in walkthrough["steps"]:
        picture = EXTENSION / step["media"]["image"]
        assert picture.stat().st_size < 150_000
        assert step["media"]["altText"]
        said = re.findall(r"command:([\w.]+)", step["description"])
        assert {one for one in said if one.startswith("vaultls.")} <= ours | views


def test_what_is_bundled_is_what_the_server_needs() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[^\w-]", line)[0].lower() for line in project["dependencies"]}
    pinned = _pins("requirements.txt")
    assert needed - NOT_BUNDLED <= pinned.keys()
    assert "exceptiongroup" in pinned  # cattrs needs it on Python 3.10, which pip on a newer one doesn't see
    assert _pins("pyyaml.txt").keys() == {"pyyaml"}
    assert not pinned.keys() & NOT_BUNDLED
    for line in project["dependencies"]:
        name, range_ = re.match(r"([\w-]+)([^;]*)", line).groups()  # type: ignore[union-attr]
        version = {**pinned, **_pins("pyyaml.txt")}.get(name.lower())
        for sign, bound in re.findall(r"(>=|<)([\d.]+)", range_) if version else ():
            assert (_number(version) >= _number(bound)) == (sign == ">="), line


def _pins(file: str) -> dict[str, str]:
    """The versions of a file of requirements; each has a hash."""
    lines = (EXTENSION / "scripts" / file).read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    found = [re.fullmatch(r"([\w-]+)==([\d.]+) --hash=sha256:[0-9a-f]{64}", row) for row in rows]
    assert all(found), rows
    return {match[1].lower(): match[2] for match in found if match}


def _number(version: str | None) -> tuple[int, ...]:
    return tuple(int(part) for part in (version or "").split("."))
