"""lsprotocol's types loaded without the methods that nobody calls: in a process of its own, for here they are loaded whole."""

from __future__ import annotations

import subprocess
import sys

import pytest


def run(code: str) -> str:
    code = f"from vaultls.lsp import light_types; light_types.load()\n{code}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_pygls_makes_none_of_them_when_it_is_loaded() -> None:
    """If it does one day, the start is slow again: most of its time was in the methods of these classes."""
    code = """
import attrs
import vaultls.lsp.language_server
from lsprotocol import types
print(sum(attrs.has(made) for made in vars(types).values() if isinstance(made, type)))
"""
    assert run(code) == "0"


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        ("types.Position(1, character=2)", "1:2"),
        ("types.Range(types.Position(0, 1), types.Position(0, 2)).end.character", "2"),
        ("types.Position(1, 2) == types.Position(1, 2)", "True"),
        ("isinstance(types.Position(1, 2), types.Position)", "True"),
        ("types.MarkupKind.Markdown.value", "markdown"),
    ],
)
def test_one_that_is_made_is_what_it_is_elsewhere(made: str, shown: str) -> None:
    assert shown in run(f"from lsprotocol import types; print({made})")


def test_it_checks_what_it_is_made_of() -> None:
    code = "from lsprotocol import types\ntry: types.Position('a', 2)\nexcept ValueError: print('refused')"
    assert run(code) == "refused"


def test_attrs_is_as_before() -> None:
    assert run("import attrs\n@attrs.define\nclass A: x: int = 1\nprint(A(2))") == "A(x=2)"
