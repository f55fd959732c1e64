"""lsprotocol's types without what we never use of them: pygls loads them all, and a start spends most of its time there.

lsprotocol has some 550 attrs classes. attrs writes and compiles the methods of each when the module is loaded, 0.3 to 0.5 s
on an ordinary machine. We send and take plain JSON and make none of these objects, so here a class gets its methods when the
first object of it is made. With that, loading pygls takes a third of the time.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

import attrs

_TYPES = "lsprotocol.types"


def load() -> None:
    """Load lsprotocol's types so; nothing if they are loaded already."""
    if _TYPES not in sys.modules:
        with _put_off():
            __import__(_TYPES)


@contextlib.contextmanager
def _put_off() -> Iterator[None]:
    """`attrs.define` waits, for modules that are loaded within the block."""
    library: Any = attrs
    real = library.define

    def define(made: Any = None, **options: Any) -> Any:
        if options:  # nothing of lsprotocol's; what somebody asks for is done
            return real(made, **options)
        made.__init__ = _first(made, real)
        return made

    library.define = define
    try:
        yield
    finally:
        library.define = real


def _first(made: Any, define: Any) -> Any:
    """The `__init__` of a class that is still to be defined: it defines the class, and is gone."""

    def __init__(self: Any, *args: Any, **fields: Any) -> None:
        del made.__init__
        define(made, slots=False)  # with slots it would be another class than the one that others hold
        made.__init__(self, *args, **fields)

    return __init__
