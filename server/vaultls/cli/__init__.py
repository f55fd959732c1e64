"""The command line: one file a command. It never imports the protocol but to serve it."""

from vaultls.cli.run import run

__all__ = ["run"]
