"""Many notes are diagnosed together at the cost of what is different in them, and as each of them alone."""

from support.steps import check_linear
from support.vaults import demo, generated, linked
from vaultls.features.diagnostics import Seen, diagnose
from vaultls.features.diagnostics._case import case
from vaultls.syntax.parse import parse
from vaultls.vault.vault import Vault


def test_together_as_alone() -> None:
    for texts in (demo(), generated(3), *(linked(seed) for seed in range(8))):
        vault = texts.vault()
        seen = Seen(vault)
        for note in vault.notes.values():
            assert diagnose(vault, note, seen) == diagnose(vault, note)


def test_what_leads_well_is_followed_once() -> None:
    def run(n: int):  # type: ignore[no-untyped-def]
        notes = [parse(f"{i}.md", "# H\n[[0]] [[0#H]] [[1]]\n") for i in range(n)]
        vault = Vault.of((), notes)
        seen = Seen(vault)
        case(vault, notes[0], seen)
        return lambda: [case(vault, note, seen) for note in notes]

    check_linear(run, 200)
    vault = Vault.of(
        (), [parse("a.md", "# H\n[[b#H]] [b](b.md#h)\n"), parse("b.md", "# H\n"), parse("c.md", "[[b#H]]")]
    )
    seen = Seen(vault)
    assert [case(vault, note, seen).doubtful for note in vault.notes.values()] == [[], [], []]
    assert seen.sure == {("b", "H"): "b.md"}
