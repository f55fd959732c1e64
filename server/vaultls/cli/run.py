"""The program `vaultls`: the group of commands, without what costs time at either end."""

from __future__ import annotations

import logging
import os
import sys
from typing import NoReturn


def run() -> NoReturn:
    """Do what the arguments say, and end the process with the command's exit code."""
    try:
        if sys.argv[1:] in (
            [],
            ["serve"],
        ):  # as editors start it: there are no arguments to read, and click takes 50 ms
            from vaultls.lsp.server import serve

            code = serve(None, None)
        else:
            from vaultls.cli.main import main

            main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    _leave(code)


def _leave(code: int) -> NoReturn:
    """Taking ten thousand notes apart takes Python a tenth of a second, for nothing."""
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # noqa: PERF203  # nobody reads it any more
            code = code or 1
    os._exit(code)
