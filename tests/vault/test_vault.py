"""Snapshots: incremental is a rebuild, typing prose changes no index, twice the notes costs no more a keystroke."""

from __future__ import annotations

import random

from support.picture import picture
from vaultls.config import Config
from vaultls.syntax.parse import parse
from vaultls.vault.layered import Layered
from vaultls.vault.links import backlinks
from vaultls.vault.vault import Vault

WORDS = [
    "[[a]]",
    "[[b|x]]",
    "[[c/d#H]]",
    "[[e.md]]",
    "![[f.png]]",
    "#t",
    "#t/u",
    "# H",
    "## I",
    "text",
    "text ^id",
    "\n",
    "[m](a.md)",
]
FRONT = ["", "---\naliases: [x, y]\ntags: [t]\n---\n", '---\ntags: u\nauthor: "[[b]]"\n---\n', "---\nalias: a\n---\n"]


def random_text(rnd: random.Random) -> str:
    return rnd.choice(FRONT) + "\n".join(rnd.choices(WORDS, k=rnd.randrange(6)))


def test_incremental_is_a_rebuild() -> None:
    rnd = random.Random(3)
    paths = [f"{folder}{name}.md" for folder in ("", "c/", "g/h/") for name in "abdeh"]
    attachments = ["f.png", "c/f.png"]
    vault = Vault.of(["a.md"], [parse("a.md", "")])
    notes, files = {"a.md": parse("a.md", "")}, {"a.md"}
    for _ in range(500):
        if rnd.random() < 0.75:
            path = rnd.choice(paths)
            notes[path] = parse(path, random_text(rnd))
            files.add(path)
            vault = vault.updated(notes=[notes[path]])
        elif rnd.random() < 0.5:
            path = rnd.choice([*paths, *attachments])
            notes.pop(path, None)
            files.discard(path)
            vault = vault.updated(removed=[path])
        else:
            path = rnd.choice(attachments)
            files.add(path)
            vault = vault.updated(added=[path])
        fresh = Vault.of(files, notes.values())
        for name in ("notes", "files", "named", "aliased", "mentions", "tagged"):
            assert dict(getattr(vault, name)) == dict(getattr(fresh, name)), name
            assert len(getattr(vault, name)) == len(getattr(fresh, name)), name


def test_prose_changes_no_index() -> None:
    vault = picture("-- a.md --\n# H\n[[b]] #t\n-- b.md --\n").vault
    typed = vault.updated(notes=[parse("a.md", "# H\n[[b]] #t and more\n")])
    for name in ("files", "named", "aliased", "mentions", "tagged"):
        assert getattr(typed, name) is getattr(vault, name)
    assert not Vault.names_changed(vault, typed)
    assert vault.updated(notes=[]).notes is vault.notes


def test_names_changed() -> None:
    vault = picture("-- a.md --\n# H\n[[b]] #t\n-- b.md --\n").vault
    for text in (
        "# I\n[[b]] #t\n",
        "# H\n[[c]] #t\n",
        "# H\n[[b]] #u\n",
        "# H\n[[b]] #t ^x\n",
        "---\nalias: z\n---\n# H\n[[b]] #t\n",
    ):
        assert Vault.names_changed(vault, vault.updated(notes=[parse("a.md", text)])), text
    assert Vault.names_changed(vault, vault.updated(removed=["b.md"]))
    assert Vault.names_changed(vault, vault.configured(Config(resolve_by_title=True)))


def test_a_name_that_comes_resolves_old_links() -> None:
    vault = picture("-- a.md --\n[[new]]\n").vault
    assert not list(backlinks(vault, "new.md"))
    vault = vault.updated(notes=[parse("x/new.md", "")])
    assert [b.note.path for b in backlinks(vault, "x/new.md")] == ["a.md"]


def test_layers() -> None:
    base = Layered({str(i): i for i in range(10)})
    one = base.changed({"3": 33, "x": 1}, frozenset({"4", "none"}))
    assert (one["3"], one["x"], "4" in one, len(one), len(base)) == (33, 1, False, 10, 10)
    assert base["3"] == 3
    assert dict(one) == {**{str(i): i for i in range(10) if i != 4}, "3": 33, "x": 1}
    back = one.changed({"4": 4}, frozenset({"x"}))
    assert set(back) == set(base)
    assert one.changed({"3": one["3"]}) is one
    many = base.changed({str(i): i for i in range(600)})
    assert len(many) == 600
    assert not many.changed_keys()
