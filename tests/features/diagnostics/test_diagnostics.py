"""All rules together: found by their files, switched off, silenced, sorted, linear."""

from collections.abc import Callable

import pytest

from features.diagnostics.check import check, diagnostics
from support.picture import picture
from support.steps import check_linear
from vaultls.config import SEVERITIES, Config
from vaultls.features.diagnostics import diagnose, rules
from vaultls.syntax.parse import parse
from vaultls.vault.vault import Vault


def test_every_rule_has_a_severity_and_every_severity_a_rule() -> None:
    assert rules().keys() == SEVERITIES.keys()


def test_off_and_other_severities() -> None:
    source = "-- a.md --\n# A\n"
    assert [d.severity for d in diagnostics(source, "empty-section")] == ["information"]
    assert [d.severity for d in diagnostics(source, "empty-section", Config(levels={"empty-section": "error"}))] == [
        "error"
    ]
    assert diagnostics(source, "empty-section", Config(levels={"empty-section": "off"})) == []


EMPTY = "empty-section"


@pytest.mark.parametrize(
    "source",
    [
        # for the next line, and no other
        "-- a.md --\n# A\ntext\n%% vaultls-ignore empty-section %%\n## B\n## C\n   ^ “C” is still empty\n",
        "-- a.md --\n# A\ntext\n%% vaultls-ignore %%\n## B\n## C\n   ^ “C” is still empty\n",
        "-- a.md --\n# A\ntext\n%% vaultls-ignore nbsp-heading, empty-section %%\n## B\n",
        "-- a.md --\n# A\ntext\n%% vaultls-ignore nbsp-heading %%\n## B\n   ^ “B” is still empty\n",
        # before the first heading: for the whole note
        "-- a.md --\n%% vaultls-ignore empty-section %%\n\n# A\n## B\n",
        "-- a.md --\n---\nauthor: x\n---\n%% vaultls-ignore %%\n# A\n## B\n",
        "-- a.md --\n%% vaultls-ignore unresolved-link %%\n# A\n  ^ “A” is still empty\n",
        # not in code, and not within a line
        "-- a.md --\n```\n%% vaultls-ignore %%\n```\n# A\n  ^ “A” is still empty\n",
        "-- a.md --\ntext %% vaultls-ignore %%\n# A\n  ^ “A” is still empty\n",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_silenced(source: str, newline: str) -> None:
    check(source, EMPTY, newline=newline)


def test_in_the_order_of_the_text() -> None:
    p = picture("-- a.md --\n[[No]] [^1]\n# A\n[[a#No]] [[Neither]]\n## A\n")
    codes = [d.code for d in diagnose(p.vault, p.note)]
    assert codes == ["unresolved-link", "undefined-footnote", "unresolved-heading", "unresolved-link", "empty-section"]


def test_a_note_that_is_not_read_yet_lacks_nothing() -> None:
    note = parse("a.md", "[[b#Heading]] [[b#^id]] [[b]]\n")
    assert diagnose(Vault.of(["a.md", "b.md"], [note]), note) == []


@pytest.mark.parametrize(
    "text",
    [
        "[[b#Hading 1]] [[b#^bolck]] [[No]] [[Alias]]\n",
        "# Same\n",
        "text ^id\n\n",
        "text [^1] #tag\n",
        "some [text here][1] ![][x]\n",
        "[[[[some [text][x]][x]][x]\n",
        "[Same]: x.md\n",
        "# A\n%% vaultls-ignore %%\n",
    ],
)
def test_many_of_a_kind(text: str) -> None:
    other = parse(
        "b.md", "---\naliases: [Alias]\n---\n" + "".join(f"# Heading {i}\n" for i in range(2000)) + "text ^block\n"
    )

    def run(n: int) -> Callable[[], object]:
        note = parse("a.md", text * n)
        vault = Vault.of([], [note, other])
        return lambda: diagnose(vault, note)

    check_linear(run, 500)
    run(5000)()
