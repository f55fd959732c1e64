"""Values of properties in the whole vault, and the latest notes."""

from vaultls.syntax.parse import parse
from vaultls.vault.properties import latest, plain, property_values
from vaultls.vault.vault import Vault


def test_values() -> None:
    texts = {"a.md": "Genre: [Novel, essay]", "b.md": 'genre: "[[novel]]"', "c.md": "rating: B "}
    vault = Vault.of([], [parse(path, f"---\n{text}\n---\n") for path, text in texts.items()])
    assert property_values(vault, "genre") == {"Novel": 2, "essay": 1}
    assert property_values(vault, "Rating") == {"B": 1}
    assert property_values(vault, "no") == {}
    assert property_values(vault.updated(removed=["a.md"]), "genre") == {"Novel": 1}


def test_plain() -> None:
    assert plain(" [[dir/B|shown]] and [[C]] ") == "shown and C"


def test_latest() -> None:
    texts = {"2024-02-01.md": "", "b.md": "date: 2024-03-01", "c.md": "date: unknown", "d.md": ""}
    vault = Vault.of([], [parse(path, f"---\n{text}\n---\n") for path, text in texts.items()])
    assert latest(vault, texts, 3) == ["b.md", "2024-02-01.md", "d.md"]
    new = vault.updated([parse("c.md", "---\ndate: 2025-01-01\n---\n")])
    assert latest(new, texts, 1) == ["c.md"]
