"""Text with LF line ends only, of the same length, so that offsets into it are offsets into the note."""

from __future__ import annotations


def with_lf(text: str) -> str:
    """`text` with CR as LF and CRLF as blank and LF. A blank before a line end changes nothing in Markdown's blocks but a hard break."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", " \n").replace("\r", "\n")
