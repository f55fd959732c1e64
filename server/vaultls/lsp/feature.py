"""The features by name, loaded when they are first needed."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

FEATURES = {
    "definition": "definition",
    "asked_names": "asked_names",
    "references": "references",
    "hover": "hover",
    "completion": "complete",
    "diagnostics": "diagnose",
    "rename": "rename",
    "document_symbols": "document_symbols",
    "workspace_symbols": "workspace_symbols",
    "code_lens": "code_lenses",
    "document_links": "document_links",
    "document_highlights": "document_highlights",
    "folding_ranges": "folding_ranges",
    "semantic_tokens": "semantic_tokens",
    "call_hierarchy": "prepare",
    "inlay_hints": "inlay_hints",
    "selection_ranges": "selection_ranges",
    "actions": "actions",
    "commands.next_empty_section": "next_empty_section",
    "commands.show_backlinks": "show_backlinks",
    "commands.unlinked_mentions": "mentions_in",
}
"""Modules of `features` that are loaded after `initialize`, so that the first request of each needn't."""


@cache
def feature(module: str, name: str) -> Any:
    """A function of `features`, loaded when it is first asked for."""
    try:
        return getattr(importlib.import_module(f"vaultls.features.{module}"), name)
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("vaultls.features"):
            raise
        return lambda *_args: None
