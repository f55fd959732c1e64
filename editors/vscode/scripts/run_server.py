"""The server, from what is bundled beside this file. Started as `python -I -X utf8 run_server.py [--log FILE]`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "libs"))

from vaultls.lsp.server import serve

if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(serve(None, Path(arguments[1]) if arguments[:1] == ["--log"] and len(arguments) == 2 else None))
