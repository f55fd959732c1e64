"""The path of a link: where it leads, and how its author would have written another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from vaultls.vault.names import fold, folder, is_note, suffix, without_suffix
from vaultls.vault.resolve import is_relative

_NOTE = (".md", ".markdown")


def same_place(old_source: str, source: str, said: str, wiki: bool, moved: Mapping[str, str]) -> str | None:
    """A relative path to a file that doesn't exist, as it must be written in a note that has moved; None: as before."""
    here, there = folder(old_source), folder(source)
    dots = said.startswith(("./", "../"))
    if here == there or not (dots or (not wiki and "/" in said and not said.startswith("/"))):
        return None
    place = posixpath.normpath(posixpath.join(here, said))
    if place.startswith(".."):
        return None
    if here and place.startswith(here + "/") and any(p != old_source and folder(p) == here for p in moved):
        return None  # the folder moves as a whole
    return relative(there, place, said)


def is_place(source: str, said: str, wiki: bool, target: str) -> bool:
    """Whether a Markdown link says the place of its target, seen from its own folder, as other programs read it."""
    if wiki or said.startswith("/"):
        return False
    here = fold(posixpath.normpath(posixpath.join(folder(source), said)))
    return here == fold(target) or (is_note(target) and here == fold(without_suffix(target)))


def is_respelled(said: str, target: str, wanted: str) -> bool:
    """Whether only the letter case of a name changes, and the link says it as it was."""
    if target == wanted or fold(target) != fold(wanted):
        return False
    written = [s for s in without_suffix(said).split("/") if s not in ("", ".", "..")]
    old, new = (without_suffix(path).split("/") for path in (target, wanted))
    pairs = zip(reversed(written), reversed(old), reversed(new), strict=False)
    return any(mine == before != after for mine, before, after in pairs)


def is_shortest(said: str, source: str, target: str, wiki: bool) -> bool:
    """Whether a relative path goes up no further than it must."""
    if not (said.startswith(("./", "../")) or is_place(source, said, wiki, target)):
        return False
    whole = target if suffix(said) in _NOTE or not is_note(target) else without_suffix(target)
    plain = said.removeprefix("./")
    return fold(plain) == fold(posixpath.relpath("/" + whole, "/" + folder(source)))


def path_spellings(said: str, old_source: str, source: str, target: str, wanted: str, wiki: bool) -> Iterator[str]:
    """Ways to write a link in the note `source` to the file `wanted`, the one most like `said` first.

    `said` led from the note `old_source` to `target`. The last ones are for when no shorter one leads there.
    """
    full = suffix(said) in _NOTE or not is_note(wanted)
    whole = wanted if full else without_suffix(wanted)
    was = target if full or not is_note(target) else without_suffix(target)
    mine = _author(said, was)
    for path in _styles(said, old_source, source, was, whole, wiki):
        yield "/".join(mine.get(segment, segment) for segment in path.split("/"))
    yield "/" + wanted


def _styles(said: str, old_source: str, source: str, was: str, whole: str, wiki: bool) -> Iterator[str]:
    parts = whole.split("/")
    if said.startswith("/"):
        yield "/" + whole
    elif is_relative(said):
        yield relative(folder(source), whole, "./" if wiki and not said.startswith("../") else said, wiki)
    else:
        if is_place(old_source, said, wiki, was):
            yield relative(folder(source), whole, said)
        if "/" in said and fold(said) == fold(was):
            yield whole
        for count in range(min(said.count("/") + 1, len(parts)), len(parts) + 1):
            yield "/".join(parts[-count:])
    for count in range(1, len(parts) + 1):
        yield "/".join(parts[-count:])
    yield "/" + whole


def relative(base: str, path: str, style: str, wiki: bool = False) -> str:
    """The vault path `path` as seen from the folder `base`; with `./` where `style` begins so or only that makes it relative."""
    found = posixpath.relpath("/" + path, "/" + base)
    if found.startswith("../"):
        return found
    return "./" + found if wiki or style.startswith("./") else found


def _author(said: str, was: str) -> dict[str, str]:
    """Segments of a path by their true name, as the author writes them: in another case, for one."""
    pairs = zip(reversed(said.split("/")), reversed(was.split("/")), strict=False)
    return {true: mine for mine, true in pairs if mine != true and fold(mine) == fold(true)}
