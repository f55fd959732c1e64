"""`vaultls stats`: a vault in numbers, as tables."""

from __future__ import annotations

from collections.abc import Iterable

import click

from vaultls.cli.vaults import VAULT, read_vault, use_utf8

BAR = " "  # the title of the column that shows a share


@click.command()
@click.argument("path", type=VAULT, default=".")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Rows of each table at the most."
)
def stats(path: str, limit: int) -> None:
    """Count the notes, links, tags and names of a vault, and how far each book is written."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from vaultls.features.stats import stats as count

    use_utf8()
    found = count(read_vault(path))
    console = Console(highlight=False)

    def table(title: str, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]], total: int) -> None:
        more = f" (the first {limit} of {total})" if total > limit else ""
        shown = Table(box=box.SIMPLE_HEAD, show_header=bool(columns[0]), pad_edge=False)
        for i, column in enumerate(columns):
            shown.add_column(column, justify="right" if i and column != BAR else "left", overflow="fold")
        for row in rows:
            shown.add_row(*(Text(str(cell)) for cell in row))
        console.print(Text(title + more, style="bold"))
        console.print(shown)

    overview = [
        ("Notes", found.notes),
        ("Attachments", found.attachments),
        ("Headings", found.headings),
        ("Empty sections", found.empty_sections),
        ("Links", found.links.total()),
        *((f"  {status}", number) for status, number in found.links.most_common()),
        ("Tags", len(found.tags)),
        ("Orphans", len(found.orphans)),
    ]
    table("The vault", ("", ""), overview, 0)
    if found.books:
        rows = [
            (
                b.path,
                b.written,
                b.leaves,
                f"{'█' * round(20 * b.written / b.leaves):<20}",
                f"{100 * b.written // b.leaves} %",
            )
            for b in found.books[:limit]
        ]
        table("How far each book is written", ("Note", "written", "sections", BAR, ""), rows, len(found.books))
    for title, counter, head in (("Names without a note", found.unresolved, "Name"), ("Tags", found.tags, "Tag")):
        if counter:
            ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
            table(title, (head, "links" if head == "Name" else "uses"), ranked[:limit], len(ranked))
    if found.orphans:
        table(
            "Orphans: no other note links to them",
            ("Note",),
            [(path,) for path in found.orphans[:limit]],
            len(found.orphans),
        )
