"""Settings from their three sources: defaults, `.vaultls.toml` in the vault, the client's `vaultls.*`; the last one wins."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from vaultls.config import Config
from vaultls.schema import BY_KEY, GROUPS, LEVELS, Setting
from vaultls.vault.days import is_day_format

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = ".vaultls.toml"

CLIENT_ONLY = frozenset({"trace", "python", "server", "serverCommand", "importStrategy", "path", "args", "enable"})
"""Keys of editors' own settings under `vaultls`, which the server has no use for."""

Report = Callable[[str], None]


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
    changed: dict[str, Any] = {}
    levels: dict[str, Any] = dict(config.levels)
    for key, value in _leaves(settings, "", where, unknown, report):
        setting = BY_KEY[key]
        try:
            kept = _kept(setting, value)
        except _Wrong as wrong:
            report(f"`{key}` in {where} is {wrong.value!r}, but must be {wrong.wanted}; it is not used.")
            continue
        if setting.kind != "level":
            changed[setting.field] = kept
        elif kept is None:
            levels.pop(key.partition(".")[2], None)
        else:
            levels[key.partition(".")[2]] = kept
    return replace(config, levels=levels, **changed)


def _leaves(
    settings: Mapping[str, Any], above: str, where: str, unknown: frozenset[str], report: Report
) -> Iterator[tuple[str, Any]]:
    """Each setting that is said, by its dotted key. `unknown`: keys that are no settings of ours, and rightly so."""
    for name, value in settings.items():
        key = above + name
        if value is None or key in unknown:
            continue
        if key in BY_KEY:
            yield key, value
        elif key not in GROUPS:
            report(f"`{key}` in {where} is no {'diagnostic' if above == 'diagnostics.' else 'setting'} of vaultls.")
        elif isinstance(value, Mapping):
            yield from _leaves(value, key + ".", where, unknown, report)
        else:
            report(f"`{key}` in {where} is {value!r}, but must be a table; it is not used.")


class _Wrong(Exception):
    """A value that a setting can't have, and what it must be."""

    def __init__(self, value: object, wanted: str) -> None:
        self.value = value
        self.wanted = wanted


def _kept(setting: Setting, value: Any) -> Any:
    """The value as `Config` keeps it; None for one that is decided later. Raises _Wrong."""
    if setting.kind == "patterns":
        wanted = "a list of patterns as in .gitignore"
        if not isinstance(value, (list, tuple)) or not all(isinstance(x, str) for x in value):
            raise _Wrong(value, wanted)
        problem = _bad_pattern(value)
        if problem is not None:
            raise _Wrong(problem, wanted)
        return tuple(value)
    if setting.kind == "level":
        if value is True:
            return None
        level = "off" if value is False else value
        if level not in LEVELS:
            raise _Wrong(value, f"one of {', '.join(LEVELS)}")
        return level
    if setting.kind == "choice":
        if not any(value is choice or (isinstance(value, str) and value == choice) for choice in setting.choices):
            raise _Wrong(value, _listed([json.dumps(choice) for choice in setting.choices]))
        return None if value == "auto" else value
    if setting.kind == "path":
        if not isinstance(value, str) or not (value in setting.choices or _is_inside(value)):
            raise _Wrong(value, "a path from the vault's folder")
        return value.strip("/")
    if not isinstance(value, str) or not is_day_format(value):
        raise _Wrong(value, "a format of a day, such as YYYY-MM-DD, that makes a note's name")
    return value


def _listed(words: list[str]) -> str:
    """`a, b or c`."""
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _is_inside(path: str) -> bool:
    """Whether it can be a path in the vault, with `/` between its parts. One that is empty names the vault itself."""
    parts = path.strip("/").split("/")
    return parts == [""] or not any(
        part.strip(". ") == "" or "\\" in part or ":" in part or any(ord(c) < 32 for c in part) for part in parts
    )


def _bad_pattern(patterns: Iterable[str]) -> str | None:
    """The first pattern that is none."""
    from pathspec import GitIgnoreSpec

    for pattern in patterns:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError:  # noqa: PERF203
            return pattern
    return None
