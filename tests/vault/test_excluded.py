"""Obsidian's excluded files."""

from datetime import date

from support.picture import picture
from vaultls.config import Config
from vaultls.features.completion import complete
from vaultls.features.diagnostics import diagnose
from vaultls.vault.excluded import is_excluded
from vaultls.vault.resolve import resolve

CONFIG = Config(excluded=("Templates/", "/draft-\\d+/", "/[/"))


def test_filters() -> None:
    assert is_excluded(CONFIG.excluded, "templates/Book.md")
    assert is_excluded(CONFIG.excluded, "a/draft-12.md")
    assert not is_excluded(CONFIG.excluded, "a/Templates/Book.md")
    assert not is_excluded((), "Templates/Book.md")


def test_known_but_last_and_not_judged() -> None:
    p = picture(
        "-- Templates/Boo.md --\n# Empty\n[[no]]\n-- Bookish.md --\n-- z.md --\n[[Templates/Boo]]\n[[Boo<|>\n",
        config=CONFIG,
    )
    note = p.vault.notes["z.md"]
    assert resolve(p.vault, note, note.links[0]).target == "Templates/Boo.md"
    found = complete(p.vault, note, p.files["z.md"], p.offset, date.min, p.read)
    assert found is not None
    assert [i.label for i in found.items[:2]] == ["Bookish", "Boo"]
    assert diagnose(p.vault, p.vault.notes["Templates/Boo.md"]) == []
