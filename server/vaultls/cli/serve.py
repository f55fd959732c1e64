"""`vaultls serve`: the language server, over standard input and output as editors start it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class _Address(click.ParamType[object]):
    """HOST:PORT on this machine."""

    name = "HOST:PORT"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> object:
        if not isinstance(value, str):
            return value
        host, _, port = value.rpartition(":")
        host = host.strip("[]")
        if host not in _LOOPBACK or not port.isdigit() or not 0 <= int(port) < 65536:
            self.fail(
                f"{value!r} is not HOST:PORT with one of {', '.join(_LOOPBACK)}: the server has no password", param, ctx
            )
        return host, int(port)


@click.command()
@click.option("--tcp", type=_Address(), default=None, help="Listen here instead, for debugging; this machine only.")
@click.option(
    "--log",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    default=None,
    help="Write a log to this file.",
)
@click.option("--stdio", is_flag=True, hidden=True, help="What some editors pass; it is what happens anyway.")
def serve(tcp: tuple[str, int] | None, log: Path | None, stdio: bool) -> None:
    """Serve the Language Server Protocol over standard input and output."""
    del stdio
    from vaultls.lsp.server import serve as run

    try:
        code = run(tcp, log)
    except OSError as error:  # before the first message: the log can't be written, the port is taken
        at = "" if tcp is None else f"{tcp[0]}:{tcp[1]}: "
        raise click.UsageError(f"The server can't start: {error if error.filename else f'{at}{error}'}") from error
    sys.exit(code)
