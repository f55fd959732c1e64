"""Which files a vault holds: one pass over its folders, without what is ignored."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from vaultls.config import Config
from vaultls.vault.names import is_note

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

log = logging.getLogger(__name__)

IGNORE_FILES = (".gitignore", ".ignore")


class File(NamedTuple):
    """One file of a vault; size in bytes, time of the last change in ns; both 0 for what is no note."""

    path: str  # vault path, with `/`
    size: int
    mtime: int


class Ignore:
    """What a vault leaves out: dot files, node_modules, `exclude`, and the ignore files that it has met so far.

    A deeper ignore file overrides a higher one, as git has it (gitignore(5)); `exclude` overrides all.
    """

    def __init__(self, root: str, config: Config, skip: frozenset[str] = frozenset()) -> None:
        """`root`: the vault's absolute path. `skip`: absolute paths of folders that are vaults of their own."""
        self.root = root
        self._skip = skip
        self._exclude = _patterns(config.exclude) if config.exclude else None
        self.use_files = uses_ignore_files(root, config)
        self._specs: dict[
            str, list[tuple[int, GitIgnoreSpec]]
        ] = {}  # folder's vault path with `/` -> of it and its parents

    @property
    def picks_files(self) -> bool:
        """Whether files are left out by more than their first character and ignore files."""
        return self._exclude is not None

    def enter(self, folder: str, names: tuple[str, ...] | None = None) -> list[tuple[int, GitIgnoreSpec]]:
        """The ignore files that count in `folder` ("" or a vault path ending in `/`), lowest last; `names`: those there."""
        if not self.use_files:
            return []
        known = self._specs.get(folder)
        if known is not None:
            return known
        specs = self.enter(folder[: folder.rfind("/", 0, -1) + 1]) if folder else []
        for name in IGNORE_FILES if names is None else names:
            try:
                with open(os.path.join(self.root, folder, name), encoding="utf-8", errors="replace") as file:
                    specs = [*specs, (len(folder), _patterns(file.read().splitlines()))]
            except FileNotFoundError:  # noqa: PERF203
                continue
            except (OSError, ValueError) as error:
                log.warning("ignore file %s%s is not used: %s", folder, name, error)
        self._specs[folder] = specs
        return specs

    def entry(self, path: str, name: str, is_folder: bool, specs: list[tuple[int, GitIgnoreSpec]]) -> bool:
        """Whether one entry is left out, its parents being in. `specs` are those of its folder."""
        if name[0] == "." or (is_folder and name == "node_modules"):
            return True
        if is_folder:
            if self._skip and os.path.join(self.root, *path.split("/")) in self._skip:
                return True
            path += "/"
        if self._exclude is not None and self._exclude.match_file(path):
            return True
        for base, spec in reversed(specs):
            verdict = spec.check_file(path[base:]).include
            if verdict is not None:
                return verdict
        return False

    def ignores(self, path: str) -> bool:
        """Whether the file at a vault path is left out, by itself or by a folder above it."""
        parts = path.split("/")
        folder = ""
        for name in parts[:-1]:
            if self.entry(folder + name, name, True, self.enter(folder)):
                return True
            folder += name + "/"
        return self.entry(path, parts[-1], False, self.enter(folder))


def _patterns(lines: Iterable[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # a vault without patterns does without it: 20 ms of a start

    return GitIgnoreSpec.from_lines(lines)


def uses_ignore_files(root: str, config: Config) -> bool:
    """Whether ignore files count in a vault as it is now: unless said otherwise, where Obsidian has not been."""
    use = config.use_ignore_files
    return not os.path.isdir(os.path.join(root, ".obsidian")) if use is None else use


def walk(root: str, ignore: Ignore) -> list[File]:
    """All files of the vault at the absolute path `root`, by vault path. Folders that can't be read are logged and left out.

    A symbolic link counts where it leads to something inside the vault; no folder is entered twice through links.
    """
    files: list[File] = []
    real_root = os.path.realpath(root)
    linked: set[str] = set()
    picky = ignore.picks_files
    todo = [("", root)]
    while todo:
        folder, place = todo.pop()
        try:
            with os.scandir(place) as entries:
                found = list(entries)
        except OSError as error:
            log.warning("folder %s can't be read: %s", place, error)
            continue
        specs = ignore.enter(folder, tuple(e.name for e in found if e.name in IGNORE_FILES))
        for entry in found:
            name = entry.name
            path = folder + name
            try:
                if entry.is_symlink() and not _leads_inside(entry, real_root, linked):
                    continue
                is_folder = entry.is_dir()
                if name[0] == "." or ((specs or is_folder or picky) and ignore.entry(path, name, is_folder, specs)):
                    continue
                if is_folder:
                    todo.append((path + "/", entry.path))
                elif is_note(path):
                    stat = entry.stat()
                    files.append(File(path, stat.st_size, stat.st_mtime_ns))
                elif entry.is_file():
                    files.append(File(path, 0, 0))
            except OSError as error:
                log.warning("%s can't be read: %s", entry.path, error)
    files.sort(key=itemgetter(0))
    return files


def _leads_inside(entry: os.DirEntry[str], real_root: str, linked: set[str]) -> bool:
    """Whether a symbolic link leads to a place in the vault that following it doesn't repeat without end."""
    target = os.path.realpath(entry.path)
    if not target.startswith(real_root + os.sep):
        return False
    if not os.path.isdir(target):
        return os.path.isfile(target)
    if target in linked or os.path.realpath(os.path.dirname(entry.path)).startswith(target):
        return False
    linked.add(target)
    return True


def is_too_wide(root: str) -> bool:
    """Whether a folder is no vault but everything there is: a file system's root, the home folder, or above that."""
    root = os.path.realpath(root)
    home = os.path.realpath(os.path.expanduser("~"))
    return os.path.dirname(root) == root or home == root or home.startswith(root.rstrip(os.sep) + os.sep)
