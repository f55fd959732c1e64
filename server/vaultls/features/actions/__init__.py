"""Code actions: what can be done at a place. An action is a file in this folder with a `KIND` and a `find`; nothing else names it.

An action's edits always touch what it was asked for. A note whose bytes can't be written back is never edited.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple, get_args

from vaultls.features.actions._asked import Asked, problems_at
from vaultls.features.answer import Action, ActionKind, Changes, Refusal

KINDS: tuple[ActionKind, ...] = get_args(ActionKind)
"""In the order in which a menu shows them."""


class Offer(NamedTuple):
    """An action with what finds it again: the file that it comes from, and which of those of its title it is."""

    action: Action
    name: str
    nth: int


class _Source(NamedTuple):
    name: str
    kind: ActionKind
    last: bool  # behind all others of its kind
    find: Callable[[Asked], Iterator[Action]]


def actions(asked: Asked, kinds: tuple[str, ...] = ()) -> list[Offer]:
    """What can be done, best first. `kinds`: only these and those below them, such as `refactor`; none: all."""
    if not asked.is_editable(asked.note.path):
        return []
    found: list[Offer] = []
    for source in _sources():
        if not kinds or any(f"{source.kind}.".startswith(f"{kind}.") or not kind for kind in kinds):
            found += _offers(asked, source)
    found.sort(key=lambda offer: (KINDS.index(offer.action.kind), not offer.action.preferred))
    return found


def action(asked: Asked, name: str, title: str, nth: int) -> Action | None:
    """The action that an `Offer` was made of, as it is now; None where it is gone."""
    if asked.is_editable(asked.note.path):
        for source in _sources():
            if source.name == name:
                offers = [offer for offer in _offers(asked, source) if offer.action.title == title]
                return next((offer.action for offer in offers if offer.nth == nth), None)
    return None


def changes_of(asked: Asked, found: Action) -> Changes:
    """What an action does. Raises `Refusal` where it can't be done."""
    if found.unable:
        raise Refusal(found.unable)
    changes = found.changes() if callable(found.changes) else found.changes
    for edit in changes.edits:
        if not asked.is_editable(edit.path):
            raise Refusal(f"{edit.path} is not UTF-8 and can't be edited")
    return changes


def _offers(asked: Asked, source: _Source) -> Iterator[Offer]:
    seen: dict[str, int] = {}
    for found in source.find(asked):
        nth = seen[found.title] = seen.get(found.title, -1) + 1
        yield Offer(found, source.name, nth)


@cache
def _sources() -> list[_Source]:
    """The files of this folder."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    found = []
    for name in names:
        module = import_module(f"{__name__}.{name}")
        found.append(_Source(name, module.KIND, getattr(module, "LAST", False), module.find))
    return sorted(found, key=lambda source: source.last)


_sources()  # with the folder: a first question needn't wait for them

__all__ = ["KINDS", "Asked", "Offer", "action", "actions", "changes_of", "problems_at"]
