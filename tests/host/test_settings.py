"""Three sources, the last one wins; what is wrong is told and not used."""

from __future__ import annotations

import pytest

from vaultls.config import Config
from vaultls.host.settings import configure


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


def test_a_broken_file_is_told_with_its_place() -> None:
    config, [problem] = settings("exclude = [\n")
    assert config == Config()
    assert problem.startswith(".vaultls.toml")
    assert "at end of document" in problem


@pytest.mark.parametrize("client", [3, "x", [1], {"vaultls": 3}, {"vaultls": None}])
def test_settings_of_no_shape_are_none(client: object) -> None:
    assert settings(None, client) == (Config(), [])
