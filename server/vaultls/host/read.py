"""Bytes of a file to the text of a note, and to its facts."""

from __future__ import annotations

import logging
import os
from dataclasses import replace

from vaultls.syntax.note import Note, Problem
from vaultls.syntax.packed import pack, packed
from vaultls.syntax.parse import parse
from vaultls.text.lines import Lines
from vaultls.vault.keys import keys_of

log = logging.getLogger(__name__)

LIMIT = 20_000_000
"""Bytes; a larger file is no note that anybody wrote, and is indexed as an empty one."""

PIECE = 1 << 16
"""Bytes that are read first; few notes are longer, and to make room for LIMIT takes longer than to read."""

BOM = b"\xef\xbb\xbf"


def decode(data: bytes) -> tuple[str, int | None]:
    """(text, byte position of the first byte that is not UTF-8 or None). Wrong bytes become U+FFFD, a byte order mark goes."""
    skipped = len(BOM) if data.startswith(BOM) else 0
    try:
        return data[skipped:].decode(), None
    except UnicodeDecodeError as error:
        return data[skipped:].decode(errors="replace"), error.start + skipped


def read_bytes(file: str) -> bytes:
    """A file's bytes; none where it is larger than LIMIT. Raises OSError."""
    handle = os.open(
        file, os.O_RDONLY | getattr(os, "O_BINARY", 0)
    )  # half of the time that `open` takes for a small one
    try:
        data = os.read(handle, PIECE)
        if len(data) == PIECE:
            data += os.read(handle, LIMIT + 1)
    finally:
        os.close(handle)
    if len(data) > LIMIT:
        log.warning("%s is larger than %d MB and is taken as empty", file, LIMIT // 1_000_000)
        return b""
    return data


def read_text(file: str) -> str | None:
    """The text of a file, None where it can't be read."""
    try:
        return decode(read_bytes(file))[0]
    except OSError:
        return None


def facts(path: str, data: bytes, utf8: bool = True) -> Note:
    """The note at the vault path `path` whose file holds `data`. Without `utf8` it can't tell UTF-8 columns."""
    text, wrong = decode(data)
    note = parse(path, text, utf8)
    if wrong is None:
        return note
    message = f"Not UTF-8: byte {wrong} is 0x{data[wrong]:02x}. The note is read with replacement characters and never edited."
    return replace(note, problems=(*note.problems, Problem("bad-encoding", 0, note.lines.end(0), message)))


def read_note(root: str, path: str, utf8: bool = True) -> Note | None:
    """The note at `path` in the vault at `root`, from the disk; None where it is gone or can't be read."""
    try:
        return facts(path, read_bytes(f"{root}/{path}"), utf8)
    except OSError as error:
        if not isinstance(error, FileNotFoundError):
            log.warning("%s can't be read: %s", path, error)
        return None


def read_closed(root: str, path: str) -> Note | None:
    """As `read_note`, for a note that no editor holds: see `closed`."""
    note = read_note(root, path)
    return None if note is None else closed(note)


def closed(note: Note) -> Note:
    """The note with its facts packed: a day's edits leave hundreds of notes behind that nobody looks at any more."""
    return packed(note.path, pack(note), keys_of(note)) if note._packed is None else note


def empty_note(path: str) -> Note:
    """A note without facts, for a file whose parse failed."""
    return Note(path, Lines.of(""))
