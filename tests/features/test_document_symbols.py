"""The outline: nesting, names, and ranges."""

from collections.abc import Callable

from support.picture import check_drawn, picture
from support.steps import check_linear
from vaultls.features.answer import Place, Symbol
from vaultls.features.document_symbols import document_symbols
from vaultls.syntax.parse import parse
from vaultls.vault.vault import Vault


def outline(symbols: list[Symbol], depth: int = 0) -> list[str]:
    lines = []
    for symbol in symbols:
        lines.append("  " * depth + symbol.name + (f" ({symbol.detail})" if symbol.detail else ""))
        lines += outline(list(symbol.children), depth + 1)
    return lines


def of(source: str) -> list[Symbol]:
    p = picture(source)
    return document_symbols(p.vault, p.note)


def test_nesting() -> None:
    source = "-- a.md --\n### Deep first\n# A\n### Jump\n## B\n### C\n# D\ntext\n"
    assert outline(of(source)) == ["Deep first (empty)", "A", "  Jump (empty)", "  B", "    C (empty)", "D"]


def test_names() -> None:
    source = "-- a.md --\n#\n## Closed ##\nTwo\nlines\n===\n## *Old* [[B|ways]]\ntext\n"
    assert outline(of(source)) == ["(no text)", "  Closed (empty)", "Two lines", "  *Old* [[B|ways]]"]


def test_ranges() -> None:
    p = picture(
        "-- a.md --\n"
        "# A\n^ full A[\n  ^ A\n"
        "text\n\n"
        "## B ##\n^ full B[\n   ^ B\n"
        "more\n    ^ full B]\n    ^ full A]\n\n\n"
        "C\n^ full C[\n^ C\n===\n\n"
        "> ## D\n  ^ full D[\n     ^ D\n"
        "> in a quote\n            ^ full D]\n            ^ full C]\n\n"
    )
    got = []
    todo = document_symbols(p.vault, p.note)
    while todo:
        symbol = todo.pop()
        got += [(symbol.name, Place("a.md", symbol.name_span)), ("full " + symbol.name, Place("a.md", symbol.full))]
        todo += symbol.children
        assert symbol.full.start <= symbol.name_span.start <= symbol.name_span.end <= symbol.full.end
    check_drawn(p, got)


def test_the_name_lies_in_the_range_of_any_heading() -> None:
    for source in ("#", "# ", "###   ", "#\t#", "# #", "-\n# x\n", "> #\n", "x\n\n\n#"):
        for newline in ("\n", "\r\n", "\r"):
            note = parse("a.md", source.replace("\n", newline))
            for symbol in document_symbols(picture("-- a.md --\n").vault, note):
                assert symbol.full.start <= symbol.name_span.start, source
                assert symbol.name_span.end <= symbol.full.end <= note.lines.length, source


def test_many_headings() -> None:
    vault = Vault.of([])

    def run(n: int) -> Callable[[], list[Symbol]]:
        note = parse("a.md", "# Top\n" + "## A\n### B\n\n\n" * n)
        return lambda: document_symbols(vault, note)

    assert len(run(5000)()[0].children) == 5000
    check_linear(run, 500)
