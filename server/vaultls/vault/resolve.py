"""Where a link leads: by Obsidian's rules as far as they are known (its help, "Internal links" and "Aliases")."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from vaultls.syntax.note import Block, Heading, Link, Note
from vaultls.vault.keys import title_of
from vaultls.vault.names import (
    ATTACHMENT_SUFFIXES,
    fold,
    folder,
    heading_key,
    is_note,
    key,
    slug,
    suffix,
    without_suffix,
)
from vaultls.vault.vault import Vault

Status = Literal["resolved", "unresolved", "broken-heading", "broken-block", "ambiguous"]


class Resolution(NamedTuple):
    """Where a link leads: `target` is a vault path; `anchor` the heading or block that its subpath names."""

    status: Status
    target: str | None
    anchor: Heading | Block | None = None
    candidates: tuple[str, ...] = ()  # all files of the name, best first; one where it isn't ambiguous
    by_alias: bool = False


UNRESOLVED = Resolution("unresolved", None)


def resolve(vault: Vault, note: Note, link: Link) -> Resolution:
    """Where `link` in `note` leads."""
    candidates: tuple[str, ...]
    by_alias = False
    if not link.path:
        candidates = (note.path,)
    else:
        candidates, by_alias = find(vault, note.path, link.path, relative_first=not link.is_wiki)
        if not candidates:
            return UNRESOLVED
    target = candidates[0]
    status: Status = "ambiguous" if len(candidates) > 1 else "resolved"
    anchor: Heading | Block | None = None
    if link.subpath:
        there = note if target == note.path else vault.notes.get(target)
        if there is not None:
            anchor = find_anchor(there, link.subpath, slugs=not link.is_wiki)
            if anchor is None:
                status = "broken-block" if link.subpath.startswith("^") else "broken-heading"
    return Resolution(status, target, anchor, candidates, by_alias)


def find(vault: Vault, source: str, path: str, relative_first: bool = False) -> tuple[tuple[str, ...], bool]:
    """All files that `path`, written in the note `source`, may mean, best first; and whether an alias decided.

    `relative_first`: a Markdown link's path is looked for from the note's own folder before the whole vault.
    """
    if "/" not in path and "." not in path and not relative_first:  # a bare name, the commonest
        paths = vault.named.get(key(path))
        if paths is not None and len(paths) == 1 and is_note(paths[0]):
            return paths, False
    if is_relative(path):
        base = "" if path.startswith("/") else folder(source)
        exact = _join(base, path)
        return (_exact(vault, exact) if exact else ()), False
    if relative_first and (here := _exact(vault, _join(folder(source), path))):
        return here, False
    paths = vault.named.get(key(path))
    if paths:
        found = _matching(paths, path)
        if found:
            wanted = fold(without_suffix(path))
            for candidate in found:
                if _bare(candidate) == wanted:
                    found = tuple(c for c in found if _bare(c) == wanted)
                    break
            if len(found) > 1:
                found = tuple(sorted(found, key=_order(source, path)))
            return found, False
    last = fold(path[path.rfind("/") + 1 :].strip())
    named = vault.aliased.get(last)
    if named:
        wanted = fold(path)
        found = tuple(p for p in named if _answers(vault, p, wanted))
        if found:
            return (tuple(sorted(found, key=_order(source, path))) if len(found) > 1 else found), True
    return (), False


def is_relative(path: str) -> bool:
    """Whether a path says itself where to start: `./x`, `../x`, `/x`."""
    return path.startswith(("./", "../", "/")) or "/./" in path or "/../" in path


def _matching(paths: tuple[str, ...], path: str) -> tuple[str, ...]:
    """Those of `paths` (files of the last segment's name) that end with `path` at a `/`.

    `.x` at the end is a suffix where such a file exists or the type is a known attachment's; else a note is looked for first.
    """
    ending = suffix(path)
    if ending in (".md", ".markdown"):
        literal = fold(path)
        exact = tuple(p for p in paths if _ends(fold(p), literal))
        return exact or tuple(p for p in paths if is_note(p) and _ends(_bare(p), literal))
    wanted = fold(path)
    if ending in ATTACHMENT_SUFFIXES:
        return tuple(p for p in paths if not is_note(p) and _ends(fold(p), wanted)) or tuple(
            p for p in paths if is_note(p) and _ends(_bare(p), wanted)
        )
    if len(paths) == 1 and "/" not in path and is_note(paths[0]):
        return paths  # the key is the name: nothing is left to compare
    notes = tuple(p for p in paths if is_note(p) and _ends(_bare(p), wanted))
    return notes or tuple(p for p in paths if not is_note(p) and _ends(fold(p), wanted))


@lru_cache(maxsize=1 << 14)  # hundreds of notes may have one name, and each question looks at all of them
def _bare(path: str) -> str:
    """The path of a file as links of any case say it."""
    return fold(without_suffix(path))


def _ends(path: str, wanted: str) -> bool:
    return path == wanted or path.endswith("/" + wanted)


def _exact(vault: Vault, path: str | None) -> tuple[str, ...]:
    """The file at exactly this vault path (suffix of a note optional), spelled in any case."""
    if not path:
        return ()
    paths = vault.named.get(key(path), ())
    if path in vault.files:
        return (path,)
    wanted = fold(path)
    found = tuple(p for p in paths if fold(p) == wanted) or tuple(p for p in paths if is_note(p) and _bare(p) == wanted)
    return found[:1]


def _join(base: str, path: str) -> str | None:
    """The vault path that a relative path means from a folder; None where it leaves the vault."""
    parts = [p for p in base.split("/") if p]
    for segment in path.split("/"):
        if segment == "..":
            if not parts:
                return None
            parts.pop()
        elif segment not in ("", "."):
            parts.append(segment)
    return "/".join(parts)


def _order(source: str, path: str):  # type: ignore[no-untyped-def]
    """Sort key of candidates: under the linking note's folder, shorter, spelled exactly so, then by code points."""
    here = folder(source)
    under = here + "/" if here else ""

    def order(candidate: str) -> tuple[bool, int, bool, str]:
        spelled = without_suffix(candidate).endswith(without_suffix(path)) or candidate.endswith(path)
        return not candidate.startswith(under), len(fold(candidate)), not spelled, candidate

    return order


def _answers(vault: Vault, path: str, wanted: str) -> bool:
    """Whether the note has the folded alias (or, by setting, title) `wanted`."""
    note = vault.notes.get(path)
    if note is None:
        return False
    if any(fold(alias.text.strip()) == wanted for alias in note.aliases):
        return True
    return vault.config.resolve_by_title and fold(title_of(note) or "") == wanted


def find_anchor(note: Note, subpath: str, slugs: bool = False) -> Heading | Block | None:
    """The heading or block of `note` that a subpath names: the first of that text; of a chain `A#B` the first B under A."""
    if subpath.startswith("^"):
        wanted = subpath[1:].strip().casefold()
        return next((b for b in note.blocks if b.id.casefold() == wanted), None)
    headings = note.headings
    if "#" in subpath:
        parts = subpath.split("#")
        if any(part.lstrip().startswith("^") for part in parts):
            return None  # a block stands alone behind its `#`, as in Obsidian
        chain = [k for k in map(heading_key, parts) if k]
        found = _chain(headings, chain)
        if found is not None:
            return found
    wanted = heading_key(subpath)
    if wanted:
        for heading in headings:
            if heading_key(heading.text) == wanted:
                return heading
    elif not subpath.strip("# "):
        return headings[0] if headings else None
    if slugs:
        return _by_slug(headings, subpath)
    return None


def _chain(headings: tuple[Heading, ...], chain: list[str]) -> Heading | None:
    """Of headings that nest as `chain` says, each anywhere below the one before, the last."""
    stack: list[tuple[int, int]] = []  # (level, how many links of the chain are matched down to here)
    for heading in headings:
        while stack and stack[-1][0] >= heading.level:
            stack.pop()
        done = stack[-1][1] if stack else 0
        if done < len(chain) and heading_key(heading.text) == chain[done]:
            done += 1
            if done == len(chain):
                return heading
        stack.append((heading.level, done))
    return None


def _by_slug(headings: tuple[Heading, ...], anchor: str) -> Heading | None:
    """The heading whose GitHub anchor it is."""
    wanted = anchor.lower()
    return next((h for made, h in zip(slugs_of(headings), headings, strict=True) if made == wanted), None)


def slugs_of(headings: tuple[Heading, ...]) -> list[str]:
    """The GitHub anchors of a note's headings; equal ones are numbered `-1`, `-2` from the second on."""
    found: list[str] = []
    taken: dict[str, int] = {}
    for heading in headings:
        name = made = slug(heading.text)
        while made in taken:
            taken[name] += 1
            made = f"{name}-{taken[name]}"
        taken[made] = 0
        found.append(made)
    return found
