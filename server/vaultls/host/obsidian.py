"""What a vault's `.obsidian` folder says that concerns us: the files that its writer has excluded (Obsidian's help, "Settings": Excluded files)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable

FILE = ".obsidian/app.json"


def excluded(root: str, report: Callable[[str], None]) -> tuple[str, ...]:
    """The filters of the vault at `root`: beginnings of paths, or patterns between slashes. None where Obsidian has none or its file can't be read."""
    try:
        with open(os.path.join(root, FILE), encoding="utf-8-sig") as file:
            settings = json.load(file)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, RecursionError) as error:
        report(f"{FILE} is not read: {error}")
        return ()
    filters = settings.get("userIgnoreFilters") if isinstance(settings, dict) else None
    return tuple(f for f in filters if isinstance(f, str) and f) if isinstance(filters, list) else ()
