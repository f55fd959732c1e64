"""`vaultls cache`: where facts are kept between sessions, and how to be rid of them."""

from __future__ import annotations

import click

from vaultls.cli.vaults import use_utf8
from vaultls.host import cache as kept


@click.group()
def cache() -> None:
    """Show or delete what vaultls keeps between sessions. It is only there for speed and made anew when it is missing."""
    use_utf8()


@cache.command()
def path() -> None:
    """Print the folder of the caches."""
    click.echo(kept.folder())


@cache.command()
def clear() -> None:
    """Delete the caches of all vaults. Exits with 1 where one can't be deleted."""
    count, size = 0, 0
    for file, length in kept.files():
        try:
            file.unlink()
        except OSError as error:
            raise click.ClickException(f"{file}: {error.strerror}") from error
        count, size = count + 1, size + length
    click.echo(f"{count} file{'s' * (count != 1)} deleted, {size / 1e6:.1f} MB")
