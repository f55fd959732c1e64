"""`vaultls`: the group of commands. Without one it serves over stdio, as editors start it."""

from __future__ import annotations

import importlib

import click

from vaultls import __version__

_COMMANDS = ("serve", "check", "rename", "move", "stats", "export", "schema", "cache", "demo")


class _Commands(click.Group):
    """Imports a command's module when it is asked for, so that `serve` starts without the others' libraries."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(importlib.import_module(f"vaultls.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)  # each module defines the command of its name
        return command


@click.command(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="vaultls")
@click.pass_context
def main(ctx: click.Context) -> None:
    """A language server and a checker for a folder of Markdown notes."""
    if ctx.invoked_subcommand is None:
        from vaultls.cli.serve import serve

        ctx.invoke(serve)
