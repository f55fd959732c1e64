"""Reading Obsidian's own settings."""

from pathlib import Path

import pytest

from vaultls.host.obsidian import excluded
from vaultls.host.scan import scan


@pytest.mark.parametrize(
    ("content", "filters", "said"),
    [
        ('{"userIgnoreFilters": ["Templates/", "", 3]}', ("Templates/",), 0),
        ("{}", (), 0),
        ("[]", (), 0),
        ("{", (), 1),
        ('{"userIgnoreFilters": null}', (), 0),
    ],
)
def test_excluded(tmp_path: Path, content: str, filters: tuple[str, ...], said: int) -> None:
    messages: list[str] = []
    assert excluded(str(tmp_path), messages.append) == ()
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "app.json").write_text(content)
    assert excluded(str(tmp_path), messages.append) == filters
    assert len(messages) == said
    assert scan(str(tmp_path)).config.excluded == filters
