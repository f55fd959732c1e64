"""Following all links of a note together finds what each finds alone."""

from collections.abc import Callable

from support.steps import check_linear
from support.vaults import demo, generated
from vaultls.syntax.parse import parse
from vaultls.vault.follow import Follow
from vaultls.vault.resolve import Resolution, resolve
from vaultls.vault.vault import Vault


def test_each_link_leads_where_it_leads_alone() -> None:
    more = Vault.of(
        ["x/b.md", "y/b.md", "i.png"],
        [
            parse(
                "a.md",
                "[[b]] [[#A]] [[#^i]] [[#No]] [[i.png#x]] [t](#a) [t](a.md#no) [[Al#A]] [[Al]] [[no]]\n\n# A\nx ^i\n",
            ),
            parse("c.md", "---\nalias: Al\n---\n# A\n"),
        ],
    )
    seen = set()
    for vault in (demo().vault(), generated(2).vault(), more):
        for note in vault.notes.values():
            follow = Follow(vault, note)
            for link in note.links:
                assert follow(link) == resolve(vault, note, link), (note.path, link)
                seen.add(follow(link).status)
    assert seen == {"resolved", "unresolved", "broken-heading", "broken-block", "ambiguous"}


def test_a_table_of_contents_takes_linear_time() -> None:
    def run(n: int) -> Callable[[], list[Resolution]]:
        note = parse("a.md", "".join(f"[[#H {i}]] [h](#h-{i}) [[a#H {i}]]\n\n# H {i}\n" for i in range(n)))
        vault = Vault.of([], [note])
        return lambda: [follow(link) for follow in [Follow(vault, note)] for link in note.links]

    check_linear(run, 300)
