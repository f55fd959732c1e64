"""Settings from their three sources: defaults, `.vaultls.toml` in the vault, the client's `vaultls.*`; the last one wins."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from vaultls.config import SEVERITIES, Config

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = ".vaultls.toml"

CLIENT_ONLY = frozenset({"trace", "python", "server", "serverCommand", "importStrategy", "path", "args", "enable"})
"""Keys of editors' own settings under `vaultls`, which the server has no use for."""

Report = Callable[[str], None]

_LEVELS = ("error", "warning", "information", "hint", "off")


def configure(toml: str | None, client: object, report: Report) -> Config:
    """The settings of one vault. `toml`: the text of its `.vaultls.toml`; `client`: what the client sent, bare or under "vaultls".

    What is wrong is told to `report`, one sentence each with the key and where it stands, and counts as not said.
    """
    config = Config()
    if toml is not None:
        try:
            config = _overlay(config, tomllib.loads(toml), FILE, frozenset(), report)
        except tomllib.TOMLDecodeError as error:
            report(f"{FILE} is not read: {error}")
    return _overlay(config, unwrapped(client), "the editor's settings", CLIENT_ONLY, report)


def unwrapped(client: object) -> Mapping[str, Any]:
    """A client's settings without the "vaultls" around them, dotted keys taken apart; nothing where they are no mapping."""
    if not isinstance(client, Mapping):
        return {}
    settings: dict[str, Any] = {}
    for key, value in client.items():
        *folders, last = str(key).split(".")
        at = settings
        for folder in folders:
            inner = at.get(folder)
            at[folder] = dict(inner) if isinstance(inner, Mapping) else {}
            at = at[folder]
        at[last] = {**at[last], **value} if isinstance(value, Mapping) and isinstance(at.get(last), dict) else value
    if "vaultls" in settings:
        inner = settings["vaultls"]
        return inner if isinstance(inner, Mapping) else {}
    return settings


def _overlay(
    config: Config, settings: Mapping[str, Any], where: str, unknown: frozenset[str], report: Report
) -> Config:
    """`config` with what `settings` say; null is as good as not said."""

    def wrong(key: str, value: object, wanted: str) -> None:
        report(f"`{key}` in {where} is {value!r}, but must be {wanted}; it is not used.")

    for key, value in settings.items():
        if value is None:
            continue
        if key == "exclude":
            if isinstance(value, (list, tuple)) and all(isinstance(x, str) for x in value):
                problem = _bad_pattern(value)
                if problem is None:
                    config = replace(config, exclude=tuple(value))
                else:
                    wrong(key, problem, "a list of patterns as in .gitignore")
            else:
                wrong(key, value, "a list of patterns as in .gitignore")
        elif key == "useIgnoreFiles":
            if value == "auto" or isinstance(value, bool):
                config = replace(config, use_ignore_files=None if value == "auto" else value)
            else:
                wrong(key, value, 'true, false or "auto"')
        elif key == "resolveByTitle":
            if isinstance(value, bool):
                config = replace(config, resolve_by_title=value)
            else:
                wrong(key, value, "true or false")
        elif key == "diagnostics":
            if isinstance(value, Mapping):
                config = _diagnostics(config, value, where, report)
            else:
                wrong(key, value, "a table")
        elif key not in unknown:
            report(f"`{key}` in {where} is no setting of vaultls.")
    return config


def _diagnostics(config: Config, settings: Mapping[str, Any], where: str, report: Report) -> Config:
    """`config` with the scope and the levels of `diagnostics`."""
    levels: dict[str, Any] = dict(config.levels)
    for key, value in settings.items():
        if value is None:
            continue
        level = "off" if value is False else value
        if key == "scope":
            if value == "open" or value == "vault":
                config = replace(config, scope="vault" if value == "vault" else "open")
            else:
                report(f'`diagnostics.scope` in {where} is {value!r}, but must be "open" or "vault"; it is not used.')
        elif key not in SEVERITIES:
            report(f"`diagnostics.{key}` in {where} is no diagnostic of vaultls.")
        elif value is True:
            levels.pop(key, None)
        elif level in _LEVELS:
            levels[key] = level
        else:
            report(
                f"`diagnostics.{key}` in {where} is {value!r}, but must be one of {', '.join(_LEVELS)}; it is not used."
            )
    return replace(config, levels=levels)


def _bad_pattern(patterns: Iterable[str]) -> str | None:
    """The first pattern that is none."""
    from pathspec import GitIgnoreSpec

    for pattern in patterns:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError:  # noqa: PERF203
            return pattern
    return None
