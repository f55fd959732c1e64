"""Changes made on the disk by the command line: all of them or none, and nothing that has changed meanwhile."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Mapping
from typing import NamedTuple

from vaultls.features.answer import Changes
from vaultls.host.read import BOM, decode
from vaultls.text.edit import apply_edits
from vaultls.text.span import Span


class NotWritten(Exception):
    """Nothing was changed; the message names the file and says why."""


class Text(NamedTuple):
    """A note before and after, without a byte order mark."""

    before: str
    after: str


def edited_texts(root: str, changes: Changes) -> dict[str, Text]:
    """The notes that `changes` edit or create, by vault path. Raises NotWritten for one that can't be read as UTF-8."""
    texts = {path: Text("", text) for path, text in changes.creates}
    by_path: dict[str, list[tuple[Span, str]]] = {}
    for edit in changes.edits:
        by_path.setdefault(edit.path, []).append((edit.span, edit.text))
    for path, edits in by_path.items():
        before, wrong = decode(_read(f"{root}/{path}"))
        if wrong is not None:
            raise NotWritten(f"{path} is not UTF-8")
        texts[path] = Text(before, apply_edits(before, edits))
    return texts


def write(root: str, changes: Changes, texts: Mapping[str, Text]) -> None:
    """Make `changes` in the vault at `root`; `texts` are what `edited_texts` has shown.

    New contents are written beside their files first, so that a full disk or a missing permission is found before
    anything is replaced; then each file is replaced in one step. What fails after that is undone. Raises NotWritten.
    """
    undo: list[Callable[[], None]] = []
    ready: list[tuple[str, str, bytes]] = []  # file, its new content's file, its bytes now
    created = {create.path for create in changes.creates}
    try:
        for path, text in texts.items():
            file = os.path.realpath(f"{root}/{path}")
            if not file.startswith(os.path.realpath(root).rstrip(os.sep) + os.sep):
                raise NotWritten(f"{path} leads out of the vault")
            if path in created:
                _make_folders(os.path.dirname(file), undo)
            ready.append((file, *_prepare(file, path, text, path in created)))
        for move in changes.moves:
            _check_free(root, move.old, move.new)
        for file, new, before in ready:
            _replace(file, new, before, undo)
        for move in changes.moves:
            _move(root, move.old, move.new, undo)
    except BaseException as error:
        for _, new, _ in ready:
            with contextlib.suppress(OSError):
                os.unlink(new)
        for step in reversed(undo):
            with contextlib.suppress(OSError):
                step()
        if isinstance(error, OSError):
            raise NotWritten(f"{error.filename or root}: {error.strerror}") from error
        raise


def _read(file: str) -> bytes:
    try:
        with open(file, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise NotWritten(f"{file} can't be read: {error.strerror}") from error


def _prepare(file: str, path: str, text: Text, new: bool) -> tuple[str, bytes]:
    """The new content in a file beside `file`; and what `file` holds now."""
    if new:
        if os.path.lexists(file):
            raise NotWritten(f"{path} exists already")
        data = b""
    else:
        data = _read(file)
        if decode(data)[0] != text.before:
            raise NotWritten(f"{path} has changed meanwhile")
    bom = BOM if data.startswith(BOM) else b""
    descriptor, beside = tempfile.mkstemp(prefix=".", suffix=".vaultls", dir=os.path.dirname(file))
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(bom + text.after.encode())
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(beside, 0o644 if new else os.stat(file).st_mode & 0o7777)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
    return beside, data


def _replace(file: str, new: str, before: bytes, undo: list[Callable[[], None]]) -> None:
    if before or os.path.lexists(file):
        if _read(file) != before:
            raise NotWritten(f"{file} has changed meanwhile")
        undo.append(lambda: _restore(file, before))
    else:
        undo.append(lambda: os.unlink(file))
    os.replace(new, file)


def _restore(file: str, data: bytes) -> None:
    mode = os.stat(file).st_mode & 0o7777
    descriptor, beside = tempfile.mkstemp(prefix=".", suffix=".vaultls", dir=os.path.dirname(file))
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
    os.chmod(beside, mode)
    os.replace(beside, file)


def _check_free(root: str, old: str, new: str) -> None:
    if not os.path.lexists(f"{root}/{old}"):
        raise NotWritten(f"{old} is gone")
    if os.path.lexists(f"{root}/{new}") and not os.path.samefile(f"{root}/{old}", f"{root}/{new}"):
        raise NotWritten(f"{new} exists already")


def _make_folders(folder: str, undo: list[Callable[[], None]]) -> None:
    missing = []
    while folder and not os.path.isdir(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for one in reversed(missing):
        os.mkdir(one)
        undo.append(lambda one=one: os.rmdir(one))  # type: ignore[misc]


def _move(root: str, old: str, new: str, undo: list[Callable[[], None]]) -> None:
    source, target = f"{root}/{old}", f"{root}/{new}"
    _make_folders(os.path.dirname(target), undo)
    if os.path.lexists(target) and not os.path.samefile(source, target):
        raise NotWritten(f"{new} exists already")
    os.rename(source, target)
    undo.append(lambda: os.rename(target, source))
    folder = os.path.dirname(source)
    while folder != root.rstrip("/") and not os.listdir(folder):  # a folder that moved as a whole leaves nothing behind
        os.rmdir(folder)
        undo.append(lambda folder=folder: os.mkdir(folder))  # type: ignore[misc]
        folder = os.path.dirname(folder)
