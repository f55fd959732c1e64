"""The layered mapping: like a dict through any number of changes, and what differs between two versions."""

import random

from vaultls.syntax.parse import parse
from vaultls.vault.layered import Layered
from vaultls.vault.vault import Vault


def test_like_a_dict() -> None:
    pick = random.Random(3)
    plain: dict[int, object] = {i: object() for i in range(300)}
    layered = Layered(dict(plain))
    for _ in range(2000):
        put = {pick.randrange(2000): object() for _ in range(pick.randrange(3))}
        drop = frozenset(pick.randrange(2000) for _ in range(pick.randrange(2)))
        before, old = layered, dict(plain)
        layered = layered.changed(put, drop)
        for key in drop - put.keys():
            plain.pop(key, None)
        plain.update(put)
        assert len(layered) == len(plain)
        if before.base is layered.base:
            really = {key for key in {*old, *plain} if old.get(key) is not plain.get(key)}
            assert really <= before.changed_keys() | layered.changed_keys()
    assert dict(layered) == plain


def test_a_changed_heading_is_seen_whenever_the_layers_are_laid_down() -> None:
    names = [f"{i}.md" for i in range(3000)]
    vault = Vault.of(names, [parse(name, "text\n") for name in names])
    for i in range(1100):
        new = vault.updated([parse(names[i], "# A heading\n")])
        assert Vault.names_changed(vault, new), i
        vault = new
