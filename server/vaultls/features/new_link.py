"""A link that is yet to be written: its path in the style of the vault's settings, its form as they say."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from vaultls.features.relink.writing import destination
from vaultls.vault.names import fold, folder, key, stem, without_suffix
from vaultls.vault.resolve import find
from vaultls.vault.vault import Paths, Vault

_UNLINKABLE = frozenset("[]#|\n")
_SPECIAL = re.compile(r"[\[\]\\]")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")


def wiki_path(vault: Vault, source: str, path: str) -> str | None:
    """What `[[…]]` in the note `source` says for the file `path`, and for no other; None if no link can."""
    found = _wiki_path(vault, source, path)
    return None if found is None or _UNLINKABLE & set(found) else found


def _wiki_path(vault: Vault, source: str, path: str) -> str | None:
    whole = without_suffix(path)
    style = vault.config.link_style
    styled: tuple[str, ...] = ()
    if style == "absolute":
        styled = whole, "/" + whole
    elif style == "relative":
        relative = _relative(source, whole)
        styled = relative, "./" + relative
    for candidate in chain(styled, _endings(vault, path, whole), (path, "/" + path)):
        if find(vault, source, candidate)[0] == (path,):
            return candidate
    # The last resort is one that another file might be, too.
    return next((c for c in (path, "/" + path) if find(vault, source, c)[0][:1] == (path,)), None)


def markdown_path(vault: Vault, source: str, path: str, typed: str = "") -> str:
    """What a Markdown link in the note `source` says for the file `path`. `typed`: its beginning, which tells the style if it is `./`, `../` or `/`."""
    style = vault.config.link_style
    if typed.startswith("/"):
        return "/" + path
    relative = _relative(source, path)
    if typed.startswith("."):
        return "./" + relative if typed.startswith("./") and not relative.startswith("../") else relative
    here = [] if "/" in relative else [relative]
    styled = {
        "absolute": [path, "/" + path],
        "relative": [relative],
        "shortest": [*here, *_endings(vault, path, path)],
    }[style]
    for candidate in styled:
        if not _SCHEME.match(candidate) and find(vault, source, candidate, relative_first=True)[0] == (path,):
            return candidate
    return relative if relative.startswith("../") else "./" + relative


def markdown_destination(path: str, subpath: str = "", manner: str = "") -> str:
    """The destination of a Markdown link. `manner`: the beginning of one in whose way it is written, with `<` or `%20`."""
    encoded = re.search(r"%[0-9A-Fa-f]{2}", manner) is not None
    return destination("%20" if encoded else "<>" if manner.startswith("<") else "", path, subpath or None)


def link_to(vault: Vault, source: str, path: str) -> str:
    """A link in the note `source` to the note `path`, which may be yet to be made, as the settings want links."""
    if path not in vault.files:
        vault = vault.updated((), [path])
    said = None if vault.config.link_format == "markdown" else wiki_path(vault, source, path)
    if said is not None:
        return f"[[{said}]]"
    label = _SPECIAL.sub(r"\\\g<0>", stem(path))
    return f"[{label}]({markdown_destination(markdown_path(vault, source, path))})"


def _relative(source: str, path: str) -> str:
    """`path` as seen from the note `source`."""
    return posixpath.relpath("/" + path, "/" + folder(source))


def _endings(vault: Vault, path: str, whole: str) -> Iterator[str]:
    """`C`, `b/C`, `a/b/C` of `a/b/C`, which is `path` or that without its suffix; left out is what other files end with too."""
    same = vault.named.get(key(path), ())
    counts = _counted(same) if len(same) > 1 else None
    at = len(whole)
    while at > 0:  # the first will mostly do
        at = whole.rfind("/", 0, at)
        ending = whole[at + 1 :]
        if counts is None or ending == whole or counts[fold(without_suffix(ending))] == 1:
            yield ending


@lru_cache(maxsize=64)  # hundreds of notes may have one name, and each is asked about
def _counted(paths: Paths) -> Counter[str]:
    """How many files end with what, suffixes of notes left out."""
    counts: Counter[str] = Counter()
    for path in paths:
        parts = fold(without_suffix(path)).split("/")
        counts.update("/".join(parts[-count:]) for count in range(1, len(parts) + 1))
    return counts
