from support.steps import check_linear
from vaultls.syntax.parse import parse
from vaultls.vault.similar import LONGEST, similar, similar_files
from vaultls.vault.vault import Vault


def test_letters_wrong_missing_too_many_or_in_another_order() -> None:
    names = ["walden", "frankenstein", "the time machine", "candide", "庄子内篇"]
    for wanted in ("frankenstien", "frankenstin", "franckenstein", "drankenstein", "frankensteim"):
        assert similar(wanted, names, 3) == ["frankenstein"], wanted
    assert similar("wladen", names, 3) == ["walden"]
    assert similar("time machine", names, 3) == ["the time machine"]
    assert similar("庄子外篇", names, 3) == ["庄子内篇"]
    assert similar("something else", names, 3) == []


def test_the_nearest_first() -> None:
    assert similar("chapter 12", ["chapter 2", "chapter 21", "chapter 12", "chapter 1"], 3) == [
        "chapter 12",
        "chapter 1",
        "chapter 2",
    ]


def test_names_that_no_one_compares() -> None:
    assert similar("", ["", "a"], 3) == []
    assert similar("x" * (LONGEST + 1), ["x" * LONGEST], 3) == []
    assert similar("a", ["a", "b"], 3) == ["a"]


def test_files_by_name_and_alias() -> None:
    notes = [parse("d/Walden.md", "---\naliases: [Life in the Woods]\n---\n"), parse("Waldem.md", "")]
    vault = Vault.of(["pic.png"], notes)
    assert similar_files(vault, "x/walden", 3) == ["d/Walden.md", "Waldem.md"]
    assert similar_files(vault, "Life in the Wods", 3) == ["d/Walden.md"]
    changed = vault.updated([parse("Wald.md", "")], (), ["Waldem.md"])
    assert similar_files(changed, "Walde", 3) == ["d/Walden.md", "Wald.md"]


def test_many_names_take_linear_time() -> None:
    check_linear(lambda n: lambda: similar("the same name", [f"the same name {i}" for i in range(n)], 3), 2000)
