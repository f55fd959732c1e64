"""What a user does with notes, once for all editors, and what the notes then hold. An editor's driver knows only how."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, Protocol


class Driver(Protocol):
    """One editor in the folder of the notes; paths are from there."""

    def edit(self, path: str) -> None:
        """Open a note."""

    def problems(self) -> list[int]:
        """The lines of this note that are marked, from 1, without a double."""

    def append(self, typed: str, name: str) -> None:
        """Type a new last line key by key, and take the completion of this name."""

    def line(self) -> str:
        """The line of the cursor."""

    def path(self) -> str:
        """The note that is shown."""

    def hover(self, needle: str) -> str:
        """What is shown of the first place of a text."""

    def definition(self, needle: str) -> None:
        """Go where the link leads, and wait for another note."""

    def rename(self, needle: str, new: str) -> None:
        """Give what stands at the first place of a text another name."""

    def rename_note(self, path: str, needle: str, new: str) -> None:
        """Give a note and its file another name: from a link to it in this note, or as the editor can."""

    def write_all(self) -> None: ...


class Step(NamedTuple):
    do: str
    arguments: tuple[str, ...] = ()
    then: Any = None
    """what the action returns; of `hover`, a part of that; of the others None"""


SCRIPT = (
    Step("edit", ("The Saltmere Strike.md",)),
    Step("problems", (), [38, 39, 40, 45, 52, 53]),
    Step("edit", ("index.md",)),
    Step("append", ("See 🐋 [[How I keep", "How I keep these notes")),
    Step("line", (), "See 🐋 [[How I keep these notes]]"),
    Step("edit", ("Journal/2024-03-09.md",)),
    Step("hover", ("Frankenstein#VOLUME TWO#2.The cottage",), "My favourite forty pages."),
    Step("definition", ("Frankenstein#VOLUME TWO#2.The cottage",)),
    Step("path", (), "Frankenstein.md"),
    Step("line", (), "### 2.The cottage"),
    Step("edit", ("The Long Causeway.md",)),
    Step("rename", ("#walking", "on-foot")),
    Step("write_all"),
    Step("rename_note", ("People & Organizations/Ines Marrow.md", "[[Ines Marrow", "Ines Tide")),
    Step("write_all"),
)

ENDLESS = {"problems", "line", "path", "hover"}
"""What is asked again until it is so."""


def play(driver: Driver, until: Callable[[str, Callable[[], bool]], object]) -> None:
    """Do it all; `until` waits for a condition."""
    for step in SCRIPT:
        act = partial(getattr(driver, step.do), *step.arguments)
        if step.do in ENDLESS:
            until(f"{step.do} {step.arguments} is {step.then!r}", partial(_is_so, step, act))
        else:
            act()


def _is_so(step: Step, act: Callable[[], Any]) -> bool:
    return step.then in act() if step.do == "hover" else bool(act() == step.then)


def expected(before: dict[str, bytes]) -> dict[str, bytes]:
    """The notes after the script, from those before."""
    after = {}
    for path, data in before.items():
        text = data.decode()
        text = re.sub(r"#walking\b", "#on-foot", text)
        text = re.sub(r"^(tags: .*)\bwalking\b", r"\1on-foot", text, flags=re.M)
        text = text.replace("[[Ines Marrow", "[[Ines Tide").replace("# Ines Marrow\n", "# Ines Tide\n")
        if path == "index.md":
            text += "See 🐋 [[How I keep these notes]]\n"
        after[path.replace("Ines Marrow", "Ines Tide")] = text.encode()
    return after


def notes(vault: Path) -> dict[str, bytes]:
    return {str(p.relative_to(vault)): p.read_bytes() for p in sorted(vault.rglob("*.md"))}
