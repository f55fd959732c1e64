"""A memory says what would be found without it."""

from support.vaults import linked
from vaultls.vault.finder import Finder
from vaultls.vault.resolve import find


def test_remembers_what_would_be_found() -> None:
    for seed in range(6):
        vault = linked(seed).vault()
        finder = Finder(vault)
        for note in vault.notes.values():
            for link in note.links:
                if link.path:
                    found = find(vault, note.path, link.path, relative_first=not link.is_wiki)
                    assert finder.find(note.path, link.path, link.is_wiki) == found
                    assert finder.find(note.path, link.path, link.is_wiki) == found
