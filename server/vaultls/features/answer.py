"""What features answer with: plain data in offsets and vault paths. `lsp/encode/` turns it into the protocol's types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from vaultls.syntax.note import Json, Note
from vaultls.text.span import Span

ReadText = Callable[[str], "str | None"]
"""The text of a note or None: the open buffer's, else the file's. Given to a feature that must quote other notes."""

ReadNote = Callable[[str], "Note | None"]
"""The facts of a note or None, also of one that the snapshot doesn't have yet. Given to a feature that can't wait for it."""

Severity = Literal["error", "warning", "information", "hint"]


class Refusal(Exception):
    """The question can't be answered honestly; the message says why, in words for the writer."""


class Place(NamedTuple):
    """A stretch of a note or, with the span (0, 0), an attachment."""

    path: str  # vault path
    span: Span


class Target(NamedTuple):
    """Where a definition leads: `origin` is the link's own span in the asking note, `full` the whole section or block."""

    origin: Span
    place: Place
    full: Span


class Edit(NamedTuple):
    """Replace `span` of the note `path` by `text`. `doubt`: why a human should look first, "" for what is certain."""

    path: str
    span: Span
    text: str
    doubt: str = ""


class Move(NamedTuple):
    """A file or folder gets another vault path."""

    old: str
    new: str


class Create(NamedTuple):
    """A new note; there must be no file at `path`."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a rename, action or command does to the vault, for the client to do at once or not at all.

    Files are made first; then all edits, by the paths that notes had before; then files move.
    """

    edits: tuple[Edit, ...] = ()
    creates: tuple[Create, ...] = ()
    moves: tuple[Move, ...] = ()
    notices: tuple[str, ...] = ()  # sentences for the writer: what is odd about it, but was done


class DocumentLink(NamedTuple):
    """What can be clicked: `span` leads to the file `path`, there to the line of the offset `at`, or to its beginning."""

    span: Span
    path: str  # vault path
    at: int | None
    tooltip: str  # one line


class Highlight(NamedTuple):
    """A place that says the thing under the cursor: where it is written, where it is read, or neither."""

    span: Span
    kind: Literal["text", "read", "write"]


class Folding(NamedTuple):
    """Whole lines that can be folded into the first of them."""

    span: Span
    comment: bool


class CallItem(NamedTuple):
    """A file or a section of a note, in a hierarchy of what links to what."""

    name: str
    detail: str
    path: str  # vault path
    span: Span  # all of it
    name_span: Span
    data: Json  # what finds it again in a later text


class Call(NamedTuple):
    """What links, or is linked to, and where the links stand: in the item itself or, of one that is linked to, in the asking one."""

    item: CallItem
    spans: tuple[Span, ...]


class Hint(NamedTuple):
    """A few words that an editor shows behind the offset `at`, as if they stood in the text."""

    at: int
    label: str


class Hover(NamedTuple):
    markdown: str
    span: Span


class Related(NamedTuple):
    place: Place
    message: str


class Diagnostic(NamedTuple):
    """One finding in one note. `data` travels to the client and back to the quick fixes."""

    span: Span
    code: str
    severity: Severity
    message: str
    unnecessary: bool = False
    related: tuple[Related, ...] = ()
    data: Json = None


CompletionKind = Literal[
    "note",
    "alias",
    "unresolved",
    "file",
    "day",
    "heading",
    "block",
    "tag",
    "property",
    "value",
    "callout",
    "footnote",
    "label",
]


class CompletionItem(NamedTuple):
    """One proposal: replaces the list's `span` by `text`. `filter_text` begins as what is typed in that span."""

    label: str
    kind: CompletionKind
    text: str
    filter_text: str
    detail: str = ""  # shown behind the label, such as the folder or a count
    data: Json = None  # what `resolve` needs for the preview
    additional: tuple[tuple[Span, str], ...] = ()  # edits elsewhere in the same note


@dataclass(frozen=True, slots=True)
class Completions:
    """Best first; `incomplete`: ask again when more is typed."""

    span: Span
    items: tuple[CompletionItem, ...]
    incomplete: bool = True


TokenType = Literal[
    "class", "function", "enumMember", "string", "decorator", "property", "keyword", "parameter", "comment"
]
TokenModifier = Literal["", "declaration", "abstract"]


class Token(NamedTuple):
    """A stretch of one line to colour, in the words of programming languages, which every theme has colours for."""

    span: Span
    type: TokenType
    modifier: TokenModifier = ""


@dataclass(frozen=True, slots=True)
class Symbol:
    """An entry of a note's outline: `full` reaches to the end of the section, `name_span` is the heading's text."""

    name: str
    detail: str
    full: Span
    name_span: Span
    children: tuple[Symbol, ...] = field(default=())


class WorkspaceSymbol(NamedTuple):
    name: str
    kind: Literal["note", "alias", "heading", "tag", "block", "property", "unresolved"]
    container: str
    place: Place


class Lens(NamedTuple):
    """`command` is one of ours without its prefix, such as `nextEmptySection`; "" for a lens that only shows its title."""

    span: Span
    title: str
    command: str = ""
    arguments: tuple[Json, ...] = ()
    at: int | None = None  # where the command acts; None: at the start of the span


ActionKind = Literal["quickfix", "refactor.extract", "refactor.inline", "refactor.rewrite", "source.fixAll.vaultls"]


class Action(NamedTuple):
    """Something that can be done at a place. `changes` is called where it takes a while, and may raise `Refusal`."""

    title: str
    kind: ActionKind
    changes: Changes | Callable[[], Changes]
    solves: tuple[Diagnostic, ...] = ()
    preferred: bool = False  # what is nearly always meant
    creates: bool = False  # makes a file
    unable: str = ""  # why it can't be done here, in words for the writer; then `changes` isn't looked at
