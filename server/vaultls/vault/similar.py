"""Names that are nearly the wanted one: a few letters wrong, missing, too many or changed in order.

A name that is nearly the same has some piece of it letter by letter. Those with most pieces are compared as a whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import accumulate

from vaultls.vault.names import key
from vaultls.vault.vault import Vault

ALIKE = 0.7
"""The least ratio of letters in common, as `difflib` counts them."""

LONGEST = 100  # characters; comparing is quadratic in them
_COMPARED = 40  # names
_SHORT = 8  # characters of a name that has pieces of two
_PIECE = 5  # characters of the pieces of any other


def similar_files(vault: Vault, wanted: str, limit: int) -> list[str]:
    """The files whose name or alias is most like the last segment of a link's path, best first."""
    found: list[tuple[float, str]] = []
    for index in (vault.named, vault.aliased):
        for ratio, name in _similar(key(wanted), list(index), limit):
            found += ((-ratio, path) for path in index[name])
    return list(dict.fromkeys(path for _, path in sorted(found)))[:limit]


def similar(wanted: str, names: Iterable[str], limit: int) -> list[str]:
    """Those of `names` most like `wanted`, best first; all in the form in which they are compared."""
    return [name for _, name in _similar(wanted, list(dict.fromkeys(names)), limit)]


def _similar(wanted: str, names: list[str], limit: int) -> list[tuple[float, str]]:
    """The best names with how alike they are, 1.0 for the same."""
    if not wanted or len(wanted) > LONGEST or "\n" in wanted:
        return []
    least, most = len(wanted) * 0.5, len(wanted) * 2.0
    shared = [(-count, abs(len(names[i]) - len(wanted)), names[i]) for i, count in _sharing(wanted, names).items()]
    shared = sorted(hit for hit in shared if least <= len(hit[2]) <= most)[:_COMPARED]
    matcher = SequenceMatcher(None, "", wanted, autojunk=False)
    found = []
    for _, _, name in shared:
        matcher.set_seq1(name)
        if matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
            found.append((matcher.ratio(), name))
    return sorted(found, key=lambda hit: (-hit[0], hit[1]))[:limit]


def _sharing(wanted: str, names: list[str]) -> Counter[int]:
    """How many pieces of `wanted` each of the names has, by its index. All names stand in one string, so that a piece is found fast."""
    text = "\n" + "\n".join(names) + "\n"
    starts = list(accumulate((len(name) + 1 for name in names), initial=1))
    shared: Counter[int] = Counter()
    for piece in set(_pieces(wanted)):
        at = text.find(piece)
        while at >= 0:
            i = bisect_right(starts, at + (piece[0] == "\n")) - 1
            shared[i] += 1
            at = text.find(piece, starts[i + 1] - 1)
    return shared


def _pieces(wanted: str) -> Iterator[str]:
    """With its ends marked by a line's: of a short name all pairs of letters, of a longer one parts that don't overlap."""
    marked = f"\n{wanted}\n"
    if len(wanted) <= _SHORT:
        yield from (marked[i : i + 2] for i in range(len(marked) - 1))
    else:
        yield from (piece for i in range(0, len(marked), _PIECE) if len(piece := marked[i : i + _PIECE]) > 2)
