"""Tests are pictures: a whole vault in one string, the cursor and the expected places drawn into it.

    -- a.md --
    see [[b#He<|>ading]]
    -- b.md --
    ## Heading
       ^^^^^^^ def

- `-- path --` starts a file. Everything up to the next such line is its text; without any line it is empty (`-- img.png --`).
- `<|>` is the cursor, one in the whole picture at most. It is taken out of the text.
- A caret line names stretches of the line above it: a run of carets as long as the stretch, a blank, a name (blanks
  allowed). It may hold several, and several caret lines may follow each other. Columns are code points as you see
  them, a `<|>` included. Caret lines are taken out of the text. A line `^id` is a block id and no caret line: a blank
  must follow the carets.
- `^ name[` and `^ name]` mark only where a stretch over several lines starts and ends, `^ name[]` one of no length.
  One column past the end of a line is the end of the line, two the start of the next line.

`check_places`, `check_drawn`, `check_edits` and `check_changes` compare such pictures; the diff of a failure can be pasted back as the
new expectation. `picture(source).vault` and `.cursor` are what to ask a feature about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vaultls.config import Config
from vaultls.features.answer import Changes, Edit, Place
from vaultls.syntax.note import Note
from vaultls.syntax.parse import parse
from vaultls.text.edit import apply_edits
from vaultls.text.lines import Lines
from vaultls.text.span import Span
from vaultls.vault.names import is_note
from vaultls.vault.vault import Vault

CURSOR = "<|>"
_FILE = re.compile(r"-- (\S|\S.*\S) --")
_CARETS = re.compile(r"(?<!\S)\^+(?= )")
_CARET_LINE = re.compile(r"[ \t]*\^+ +\S.*")


@dataclass(frozen=True)
class Picture:
    """A vault as drawn. `spans`: the places of each name in the order of the drawing."""

    vault: Vault
    files: dict[str, str]
    cursor: tuple[str, int] | None
    spans: dict[str, list[Place]]

    @property
    def note(self) -> Note:
        """The note with the cursor, the first note where there is none."""
        if self.cursor is not None:
            return self.vault.notes[self.cursor[0]]
        return self.vault.notes[next(path for path in self.files if is_note(path))]

    @property
    def offset(self) -> int:
        """Of the cursor in its note."""
        assert self.cursor is not None, "the picture has no <|>"
        return self.cursor[1]

    def read(self, path: str) -> str | None:
        """The text of a note: a `ReadText` for features."""
        return self.files.get(path)


def picture(source: str, newline: str = "\n", config: Config | None = None) -> Picture:
    """The vault that `source` draws, its lines ended by `newline`. Raises ValueError where the drawing makes no sense."""
    files: dict[str, str] = {}
    spans: dict[str, list[Place]] = {}
    cursor: tuple[str, int] | None = None
    for path, rows, ended in _files(source):
        if path in files:
            raise ValueError(f"{path} is drawn twice")
        parts: list[str] = []
        start = at = 0  # of the last line, and behind it
        column = -1  # of the cursor in the last line as displayed
        shown = ""
        opened: dict[str, int] = {}
        for i, row in enumerate(rows):
            if _CARET_LINE.fullmatch(row):
                if not parts:
                    shown, column = "", -1
                for first, last, name in _carets(row):
                    a = start + _column(first, column, shown, newline)
                    b = start + _column(last, column, shown, newline)
                    _record(spans, opened, path, name, a, b)
                continue
            shown, column, start = row, row.find(CURSOR), at
            if column >= 0:
                if cursor is not None:
                    raise ValueError("the picture has two <|>")
                cursor = path, start + column
                row = row.replace(CURSOR, "", 1)
            more = any(not _CARET_LINE.fullmatch(r) for r in rows[i + 1 :])
            parts.append(row + (newline if more or ended else ""))
            at += len(parts[-1])
        if opened:
            raise ValueError(f"{path}: no end of {', '.join(opened)}")
        files[path] = "".join(parts)
    notes = [parse(path, text) for path, text in files.items() if is_note(path)]
    return Picture(Vault.of(files, notes, config), files, cursor, spans)


def draw(shown: Picture, places: Iterable[tuple[str, Place]]) -> str:
    """The picture's vault with `places` (name, place) drawn in; its own spans left out."""
    wanted: dict[str, list[tuple[str, Span]]] = {path: [] for path in shown.files}
    for name, (path, span) in places:
        wanted.setdefault(path, []).append((name, span))
    drawn: list[str] = []
    for path, named in wanted.items():
        drawn.append(f"-- {path} --\n")
        text = shown.files.get(path, "")
        cursor = shown.cursor[1] if shown.cursor is not None and shown.cursor[0] == path else None
        drawn += _draw_file(text, cursor, named)
    return "".join(drawn)


def check_drawn(source: str | Picture, got: Iterable[tuple[str, Place]]) -> None:
    """The named places are exactly those that the picture shows, in any order."""
    expected = picture(source) if isinstance(source, str) else source
    mine = [(name, place) for name, places in expected.spans.items() for place in places]
    actual, wanted = draw(expected, got), draw(expected, mine)
    assert actual == wanted


def check_places(source: str | Picture, got: Iterable[Place], name: str) -> None:
    """The places are exactly those that the picture shows under `name`."""
    expected = picture(source) if isinstance(source, str) else source
    actual = draw(expected, [(name, place) for place in got])
    wanted = draw(expected, [(name, place) for place in expected.spans.get(name, ())])
    assert actual == wanted


def check_changes(before: str | Picture, after: str, changes: Changes) -> None:
    """The vault `before` with the changes made is the vault `after`, in every file, in any order."""
    start = picture(before) if isinstance(before, str) else before
    files = changed(start.files, changes)
    wanted = picture(after).files
    assert _listed(files) == _listed(wanted)


def changed(files: Mapping[str, str], changes: Changes) -> dict[str, str]:
    """The files of a vault after the changes, as a client makes them. Raises AssertionError for what no client can do."""
    after = dict(files)
    for path, text in changes.creates:
        assert path not in after, f"{path} is created, but exists"
        after[path] = text
    by_path: dict[str, list[tuple[Span, str]]] = {}
    for edit in changes.edits:
        by_path.setdefault(edit.path, []).append((edit.span, edit.text))
    unknown = by_path.keys() - after.keys()
    assert not unknown, f"edits of files that don't exist: {sorted(unknown)}"
    for path, edits in by_path.items():
        after[path] = apply_edits(after[path], edits)
    for old, new in changes.moves:
        moved = [path for path in after if path == old or path.startswith(old + "/")]
        assert moved, f"{old} is moved, but does not exist"
        for path in moved:
            target = new + path[len(old) :]
            assert target not in after or target == path, f"{target} is in the way"
            after[target] = after.pop(path)
    return after


def _listed(files: Mapping[str, str]) -> str:
    return "".join(f"-- {path} --\n{text}" for path, text in sorted(files.items()))


def check_edits(before: str | Picture, after: str, edits: Iterable[Edit]) -> None:
    """`check_changes` of edits alone."""
    check_changes(before, after, Changes(tuple(edits)))


def _files(source: str) -> list[tuple[str, list[str], bool]]:
    """Path, lines and whether the last line is ended, of each file."""
    rows = source.split("\n")
    ended = rows[-1] == ""
    if ended:
        rows.pop()
    found: list[tuple[str, list[str], bool]] = []
    for row in rows:
        if match := _FILE.fullmatch(row):
            found.append((match[1], [], True))
        elif found:
            found[-1][1].append(row)
        elif row.strip():
            raise ValueError(f"before the first `-- path --`: {row}")
    if found:
        path, last, _ = found[-1]
        found[-1] = path, last, ended
    return found


def _carets(row: str) -> list[tuple[int, int, str]]:
    """Columns and name of each run of carets in a caret line."""
    runs = list(_CARETS.finditer(row))
    ends = [*(run.start() for run in runs[1:]), len(row)]
    found = []
    for run, end in zip(runs, ends, strict=True):
        name = row[run.end() : end].strip()
        found.append((run.start(), run.start() if name.endswith(("[", "]")) else run.end(), name))
    return found


def _column(column: int, cursor: int, shown: str, newline: str) -> int:
    """Code points from the start of the line to a displayed column."""
    length = len(shown)
    if column > length + 1:
        raise ValueError(f"carets beyond the line: {shown}")
    beyond = column > length
    column = min(column, length)
    if cursor >= 0 and column > cursor:
        column = max(cursor, column - len(CURSOR))
    return column + (len(newline) if beyond else 0)


def _record(spans: dict[str, list[Place]], opened: dict[str, int], path: str, name: str, start: int, end: int) -> None:
    """Put a run of carets into `spans`, or into `opened` until its end comes."""
    if name.endswith("[]"):
        name, end = name[:-2], start
    elif name.endswith("["):
        if name[:-1] in opened:
            raise ValueError(f"{name} is open already")
        opened[name[:-1]] = start
        return
    elif name.endswith("]"):
        name, end = name[:-1], start
        if name not in opened:
            raise ValueError(f"{name}] was never opened")
        start = opened.pop(name)
    spans.setdefault(name, []).append(Place(path, Span(start, end)))


def _draw_file(text: str, cursor: int | None, named: list[tuple[str, Span]]) -> list[str]:
    """The lines of one file with their caret lines."""
    lines = Lines.of(text)
    marks: dict[int, list[tuple[int, int, str]]] = {}  # line -> first and last displayed column, name

    def column(offset: int, line: int, at_end: bool) -> int:
        start = lines.start(line)
        shift = (
            cursor is not None
            and start <= cursor <= lines.end(line)
            and (offset > cursor or (offset == cursor and not at_end))
        )
        beyond = offset > lines.end(line)
        return (lines.end(line) + 1 if beyond else offset) - start + (len(CURSOR) if shift else 0)

    def mark(line: int, start: int, end: int, name: str) -> None:
        marks.setdefault(line, []).append((column(start, line, False), column(end, line, True), name))

    def line_of(offset: int) -> int:
        line = lines.line(offset)
        return line - 1 if line and offset == lines.length == lines.start(line) else line

    for name, (start, end) in named:
        first, last = line_of(start), line_of(end)
        if start == end:
            mark(first, start, start, name + "[]")
        elif first == last and end <= lines.end(last):
            mark(first, start, end, name)
        else:
            mark(first, start, start, name + "[")
            mark(last, end, end, name + "]")
    drawn: list[str] = []
    for line in range(len(lines.starts)):
        start, end = lines.start(line), lines.end(line)
        row = text[start:end]
        if cursor is not None and start <= cursor <= end:
            row = row[: cursor - start] + CURSOR + row[cursor - start :]
        if row or end < lines.length:
            drawn.append(row + "\n")
        drawn += _caret_lines(marks.get(line, []))
    return drawn


def _caret_lines(marks: list[tuple[int, int, str]]) -> list[str]:
    """As few caret lines as hold all marks; a mark goes where it doesn't touch the one before."""
    rows: list[str] = []
    for start, end, name in sorted(marks, key=lambda m: (m[0], -m[1], m[2])):
        label = "^" * max(1, end - start) + " " + name
        for i, row in enumerate(rows):
            if len(row) + 2 <= start:
                rows[i] = row.ljust(start) + label
                break
        else:
            rows.append(" " * start + label)
    return [row + "\n" for row in rows]
