"""URIs of files and back (RFC 8089), so that every spelling of a URI names the same document."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from urllib.parse import quote, unquote

_DRIVE = re.compile(r"/?([A-Za-z])[:|](?=/|$)")
_SAFE = "/-._~"  # what `pathlib.Path.as_uri` leaves as it is


_QUOTED = {i: quote(chr(i), safe=_SAFE) for i in range(128)}


def to_file(uri: str) -> str | None:
    """The absolute path that a `file:` URI names; None for other schemes and for what can be no path."""
    if uri[:5].lower() != "file:":
        return None
    rest = re.split(r"[?#]", uri[5:], maxsplit=1)[0]
    host = ""
    if rest.startswith("//"):
        host, slash, rest = rest[2:].partition("/")
        rest = slash + rest
    path = unquote(rest, errors="surrogateescape")
    if "\0" in path or not path.startswith("/"):
        return None
    if os.name == "nt":
        drive = _DRIVE.match(path)
        if drive:
            path = f"{drive[1].upper()}:{path[drive.end() :] or '/'}"
        elif host and host.lower() != "localhost":
            path = f"//{host}{path}"
    path = os.path.normpath(path)
    return path[1:] if path.startswith("//") and os.name != "nt" else path


def from_file(path: str) -> str:
    """The URI of an absolute path, as `pathlib.Path.as_uri` makes it."""
    if os.name == "nt":
        path = path.replace("\\", "/")
        if path.startswith("//"):
            return "file:" + quote(path, safe=_SAFE)
        return f"file:///{path[:2]}{quote(path[2:], safe=_SAFE)}"
    return "file://" + quote(os.fsencode(path), safe=_SAFE)


@lru_cache(maxsize=1 << 14)
def quoted(path: str) -> str:
    """A vault path as the end of a URI."""
    if path.isascii():  # five times as fast
        return path.translate(_QUOTED)
    return quote(os.fsencode(path), safe=_SAFE)


def key(uri: str) -> str:
    """What all spellings of one document's URI have in common."""
    file = to_file(uri)
    return unquote(uri) if file is None else os.path.normcase(file)


def name(uri: str) -> str:
    """A note's name for a document that is no file, such as `Untitled-1.md` for `untitled:Untitled-1`."""
    last = re.split(r"[/:\\]", unquote(re.split(r"[?#]", uri, maxsplit=1)[0]))[-1] or "untitled"
    return last if last.lower().endswith((".md", ".markdown")) else last + ".md"
