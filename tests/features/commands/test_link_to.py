"""Links to files that are dropped into a note."""

import pytest

from support.picture import picture
from vaultls.config import Config
from vaultls.features.commands.link_to import link_to

SOURCE = "-- a.md --\n-- x/b c.md --\n-- x/one.md --\n-- y/one.md --\n-- x/p.png --\n-- x/t.csv --\n"

CASES = {
    "a note": ("x/b c.md", {}, "[[b c]]"),
    "a name that two have": ("y/one.md", {}, "[[y/one]]"),
    "a picture is shown": ("x/p.png", {}, "![[p.png]]"),
    "a table is not": ("x/t.csv", {}, "[[t.csv]]"),
    "absolute": ("x/b c.md", {"link_style": "absolute"}, "[[x/b c]]"),
    "Markdown": ("x/b c.md", {"link_format": "markdown"}, "[b c](<b c.md>)"),
    "a picture in Markdown": ("x/p.png", {"link_format": "markdown", "link_style": "relative"}, "![p.png](x/p.png)"),
}


@pytest.mark.parametrize(("path", "settings", "wanted"), CASES.values(), ids=CASES)
def test_link_to(path: str, settings: dict[str, str], wanted: str) -> None:
    assert link_to(picture(SOURCE, config=Config(**settings)).vault, "a.md", path) == wanted  # type: ignore[arg-type]
