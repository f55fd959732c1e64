"""All figures of one server on one vault, and of the floor: a server on the same library that answers constants."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.asked import ASKED
from bench.make_vault import Truth
from bench.session import Session

ALSO_FLOOR = (
    "definition",
    "hover",
    "completion after [[abc",
    "completion after #po",
    "references of the hub",
    "rename of a tag",
    "workspace symbols",
)
KEYSTROKES = 20


class Figure(NamedTuple):
    """In ms, of memory in MB."""

    p50: float
    p95: float


def measure(root: Path, truth: Truth, server: Path | None = None, starts: int = 1) -> dict[str, Figure]:
    """The figures of the installed vaultls, or of the source in the folder `server`; of several starts the least."""
    env = {} if server is None else {"PYTHONPATH": str(server)}
    python = [sys.executable, "-P"] if sys.version_info >= (3, 11) else [sys.executable]
    command = [*python, "-m", "vaultls", "serve"]
    found: dict[str, Figure] = {}
    for _ in range(starts):
        with TemporaryDirectory() as cache:
            env["XDG_CACHE_HOME"] = cache
            for kind in ("cold", "warm"):
                session = Session(command, root, truth, env)
                first, whole = session.indexed()
                _least(found, "start to initialize", session.client.init)
                _least(found, f"{kind} start to a definition", first)
                _least(found, f"{kind} start to the links of the hub", whole)
                _least(found, f"{kind} start to the whole index", session.read())
                if kind == "warm":
                    asked = ASKED["workspace symbols"]
                    _, seconds = session.client.request(asked.method, asked.params(session, 0))
                    _least(found, "first search after a warm start", seconds)
                time.sleep(2)  # facts are unpacked
                found[f"memory at rest, {kind} (MB)"] = _figure([session.client.memory() / 1000])
                if kind == "warm":
                    for name, times in session.all_times().items():
                        _keep(found, name, times)
                    strokes = [session.keystroke(f"[[Nope {i}]]") for i in range(KEYSTROKES)]
                    _keep(found, "keystroke to diagnostics", strokes)
                    found["memory in the end (MB)"] = _figure([session.client.memory() / 1000])
                session.client.close()
            check = [*command[:-1], "check", str(root), "--fail-on", "never"]
            for _ in range(2):
                began = time.perf_counter()
                subprocess.run(check, env={**os.environ, **env}, stdout=subprocess.DEVNULL, check=True)
                _least(found, "check, warm", time.perf_counter() - began)
    return found


def floor(root: Path, truth: Truth) -> dict[str, Figure]:
    """What the same requests cost where nothing is computed."""
    bare = [sys.executable, str(Path(__file__).with_name("floor.py")), str(len(truth.hub)), str(len(truth.tag))]
    session = Session(bare, root, truth, {})
    found = {name: _figure(session.times(ASKED[name]) or [0.0]) for name in ALSO_FLOOR}
    found["init"] = _figure([session.client.init])
    session.client.close()
    return found


def _figure(seconds: list[float]) -> Figure:
    ordered = sorted(seconds)
    return Figure(*(1000 * ordered[len(ordered) * percent // 100] for percent in (50, 95)))


def _least(found: dict[str, Figure], name: str, seconds: float) -> None:
    _keep(found, name, [seconds])


def _keep(found: dict[str, Figure], name: str, seconds: list[float]) -> None:
    """Of several measurements the least: the rest is other programs'."""
    new = _figure(seconds)
    old = found.get(name, new)
    found[name] = Figure(min(old.p50, new.p50), min(old.p95, new.p95))
