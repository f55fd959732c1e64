"""Strings as YAML writes them, in the manner of the string that they replace."""

from __future__ import annotations

import re

from vaultls.syntax.yaml_nodes import plain_value

# What can't begin a plain scalar, or end it, or stand in it; in a flow list some more (YAML 1.1, section 9.1.3).
_UNSAFE = re.compile(r"""^[-?:](?:\s|$)|^[,\[\]{}#&*!|>'"%@`]|^\s|\s$|: |:$| #|[\x00-\x1f\x7f]""")
_FLOW = re.compile(r"[,\[\]{}]")


def inside_quotes(text: str, quote: str) -> str:
    """A part of a string that is quoted with `quote`: `'`, `"`, or "" for one that is plain."""
    if quote == "'":
        return text.replace("'", "''")
    if quote == '"':
        return "".join(_escaped(c) for c in text)
    return text


def scalar_text(text: str, quote: str, flow: bool = False, string: bool = True) -> str:
    """The whole scalar that means `text`, quoted as before with `quote` if it must be. `flow`: it stands in `[…]`.

    `string`: what was plain text must not become a number, a date or a truth value.
    """
    if quote in ("'", '"') and quote:
        return quote + inside_quotes(text, quote) + quote
    if is_plain(text, flow) and not (string and not isinstance(plain_value(text), str)):
        return text
    return '"' + inside_quotes(text, '"') + '"'


def is_plain(text: str, flow: bool = False) -> bool:
    """Whether the text can stand without quotes."""
    return bool(text) and not _UNSAFE.search(text) and not (flow and _FLOW.search(text))


def _escaped(c: str) -> str:
    if c in '"\\':
        return "\\" + c
    if c < " " or c == "\x7f":
        return f"\\x{ord(c):02x}"
    return c
