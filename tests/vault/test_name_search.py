"""Search of an index by name: what is new in a snapshot is found, what is gone is not."""

from __future__ import annotations

from support.steps import check_bounded
from vaultls.syntax.parse import parse
from vaultls.vault.name_search import note_names, search, tag_names
from vaultls.vault.vault import Vault


def found(vault: Vault, query: str, limit: int = 10) -> list[tuple[str, int]]:
    return [(hit.key, hit.nth) for hit in sorted(search(vault.notes, note_names, query, limit))]


def test_which_name_of_which_entry() -> None:
    vault = Vault.of([], [parse("a.md", "---\naliases: [Ann]\n---\n# One\n# Two\n"), parse("b.md", "# Two of them\n")])
    assert found(vault, "two") == [("a.md", 2), ("b.md", 0)]
    assert found(vault, "ann") == [("a.md", 0)]
    assert search(vault.tagged, tag_names, "x", 3) == []


def test_changes() -> None:
    vault = Vault.of([], [parse(f"{i}.md", f"# Same {i}\n") for i in range(9)])
    found(vault, "same")
    vault = vault.updated([parse("3.md", "# Other\n"), parse("new.md", "# Same again\n")], removed=["4.md"])
    assert {key for key, _ in found(vault, "same")} == {
        "0.md",
        "1.md",
        "2.md",
        "5.md",
        "6.md",
        "7.md",
        "8.md",
        "new.md",
    }
    assert found(vault, "other") == [("3.md", 0)]
    assert len(found(vault, "same", 2)) >= 2


def test_a_change_does_not_make_everything_ready_again() -> None:
    def run(n: int):  # type: ignore[no-untyped-def]
        vault = Vault.of([], [parse(f"{i}.md", f"# Heading {i}\n") for i in range(n)])
        found(vault, "heading 7")
        return lambda: found(vault.updated([parse("0.md", "# Heading new\n")]), "heading 7")

    check_bounded(run, 300)
