"""What a tag's name is made of: in text, in properties, typed half-way, or given to a rename."""

from __future__ import annotations

import re

# Obsidian's help, "Tags", and its editor's pattern: no blanks, no ASCII punctuation but `_ - /`, none of Unicode's
# general punctuation. The joiners are allowed, which emoji are made with and Persian words hold.
CHARACTER = "[^\\s\x00-\x1f!-,.:-@\\[-^`{-~\x7f\u2000-\u200b\u200e-\u206f\u2e00-\u2e7f]"
"""A pattern for one character of a tag's name."""

_NAME = re.compile(f"{CHARACTER}+")


def is_tag_name(name: str) -> bool:
    """Whether `name`, without `#` and closing `/`, can be a tag: one character at least must be no digit."""
    return not name.isdigit() and _NAME.fullmatch(name) is not None
