"""A link by an alias made to name its note, with the alias as what is shown, so that it works in Obsidian too."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.actions._asked import Asked
from vaultls.features.actions._linking import edits, path_to
from vaultls.features.answer import Action, ActionKind, Changes, Diagnostic, Edit
from vaultls.features.relink.writing import Written
from vaultls.syntax.link_parts import display_of
from vaultls.syntax.note import Link
from vaultls.vault.resolve import resolve

KIND: ActionKind = "quickfix"


def find(asked: Asked) -> Iterator[Action]:
    for problem, link in asked.links(asked.of("alias-link")):
        found = explicit(asked, link)
        if found:
            title = "Name the note" + (" and show the alias" if _shown(link) else "")
            yield Action(title, KIND, Changes(found), (problem,), preferred=True)


def fixed(asked: Asked, problems: Iterator[Diagnostic]) -> Iterator[Edit]:
    """The edits that solve all these problems."""
    for _, link in asked.links(problems):
        yield from explicit(asked, link)


def explicit(asked: Asked, link: Link) -> tuple[Edit, ...]:
    """`[[alias#H]]` as `[[Note#H|alias]]`."""
    target = resolve(asked.vault, asked.note, link).target
    path = path_to(asked, link, target) if target is not None else None
    return () if path is None else edits(asked, link, Written(path, None, _shown(link)))


def _shown(link: Link) -> str | None:
    """What must be shown now, so that the reader sees what he saw."""
    return link.path if link.is_wiki and link.kind != "embed" and display_of(link) is None else None
