"""Time as a promise that holds on any machine: counted in steps, and compared with the steps of twice the input."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType

SLACK = 500
"""Steps that may come on top, so that a first use of something doesn't count as growth."""


def steps(run: Callable[[], object]) -> int:
    """Lines of Python that `run` executes, in our code and in the libraries'."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before, collecting = sys.gettrace(), gc.isenabled()
    gc.disable()  # what a collection calls isn't what `run` does
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
        if collecting:
            gc.enable()
    return count


def check_linear(run: Callable[[int], Callable[[], object]], size: int, factor: float = 2.6) -> None:
    """Twice the input costs about twice the steps. `run(n)` makes ready what is to be counted on an input of size n."""
    run(8)()
    once, twice = steps(run(size)), steps(run(2 * size))
    assert twice <= factor * once + SLACK, f"{once} steps at {size}, {twice} at {2 * size}"


def check_bounded(run: Callable[[int], Callable[[], object]], size: int) -> None:
    """Twice the input costs no more steps."""
    check_linear(run, size, factor=1.1)
