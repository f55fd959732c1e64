"""What a line may begin with: patterns that more than one scan looks for (CommonMark 0.31, sections 4 and 5)."""

from __future__ import annotations

import re

ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)")
FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
BULLET = re.compile(r"(?:[-*+]|(\d{1,9})[.)])(?:[ \t]|$)")
ITEM_MARKS = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+")  # of a list item, with the quotes it stands in
