"""Half of the work in a second process gives what one process gives, also where the second one fails."""

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from vaultls.cli import check as command
from vaultls.cli.beside import beside
from vaultls.cli.main import main

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't copy a process")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # other tests' threads
def test_a_result_comes_back() -> None:
    wait = beside(lambda: ["x" * 200_000, os.getpid()])
    text, process = wait()
    assert text == "x" * 200_000
    assert process != os.getpid()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_what_fails_there_is_done_here() -> None:
    parent = os.getpid()
    wait = beside(lambda: "done" if os.getpid() == parent else sys.exit(3))
    assert wait() == "done"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_check_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for i in range(9):
        (tmp_path / f"{i}.md").write_text(f"# {i}\n[[{i + 1}]] [[{i}#x]]\n## Empty\n")
    runner = CliRunner()
    monkeypatch.setattr(command, "can_fork", lambda: False)
    alone = runner.invoke(main, ["check", str(tmp_path)])
    monkeypatch.setattr(command, "can_fork", lambda: True)
    monkeypatch.setattr(command, "ALONE", 2)
    both = runner.invoke(main, ["check", str(tmp_path)])
    assert alone.output == both.output
    assert alone.output.count("\n") == 20
