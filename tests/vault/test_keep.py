"""What was found in an index ends with it, and only the last answers are kept."""

import gc
import weakref

from vaultls.syntax.parse import parse
from vaultls.vault import name_search
from vaultls.vault.keep import Kept, keep
from vaultls.vault.name_search import note_names, search
from vaultls.vault.properties import property_keys
from vaultls.vault.tally import tally
from vaultls.vault.vault import Vault


def test_the_last_answers_are_kept() -> None:
    kept: Kept = {}
    made: list[int] = []

    def ask(n: int) -> int:
        return keep(kept, ask, n, 2, lambda: made.append(n) or -n)  # type: ignore[func-returns-value]

    assert [ask(n) for n in (1, 2, 1, 3, 1, 2)] == [-1, -2, -1, -3, -1, -2]
    assert made == [1, 2, 3, 2]


def test_an_old_base_goes_with_all_that_was_found_in_it() -> None:
    def ask(vault: Vault) -> None:
        search(vault.notes, note_names, "a", 5)
        tally(vault, property_keys, "")

    vault = Vault.of((), [parse(f"{i}.md", f"# A {i}\n") for i in range(600)])
    ask(vault)
    first = weakref.ref(next(iter(vault.notes.shared[name_search._ready].values())))  # type: ignore[attr-defined]
    gc.disable()  # without a cycle to be found
    try:
        vault = vault.updated([parse(f"{i}.md", f"# B {i}\n") for i in range(600)])
        ask(vault)
        assert first() is None
    finally:
        gc.enable()


def test_snapshots_share_what_is_found_in_their_base() -> None:
    vault = Vault.of((), [parse(f"{i}.md", f"# A {i}\n") for i in range(600)])
    search(vault.notes, note_names, "a", 5)
    after = vault.updated([parse("1.md", "# Changed\n")])
    assert after.notes.shared is vault.notes.shared  # type: ignore[attr-defined]
    assert [hit.key for hit in search(after.notes, note_names, "changed", 5)] == ["1.md"]
    assert after.notes.own is not vault.notes.own  # type: ignore[attr-defined]
