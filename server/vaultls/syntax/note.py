"""The facts of one note. Everything here is frozen; every number is an offset in code points into the note's text.

The text is the file without a byte order mark. Facts of each kind are in the order of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from vaultls.syntax.link import Link, LinkKind, Links
from vaultls.text.lines import Lines
from vaultls.text.span import Span

TagSource = Literal["text", "property"]
ZoneKind = Literal["frontmatter", "code", "html", "comment", "math", "url"]
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class Heading(NamedTuple):
    """On `##  Old *ways* ##`: level 2, start at the first `#`, text_start at `O`, text `Old *ways*`, end of the line."""

    level: int  # 1 to 6
    start: int  # of the first `#`; of the text for a setext heading
    text_start: int
    text: str  # as it stands in the note, formatting kept, closing `#`s not
    end: int  # of the heading's last line (the underline of a setext heading), before the line end
    empty: bool  # nothing of its own up to the next heading or the end; see `outline.empty_sections` for the whole rule

    @property
    def text_span(self) -> Span:
        return Span(self.text_start, self.text_start + len(self.text))


class Tag(NamedTuple):
    """On `#a/b/`: name `a/b`; start of the `#`, in a property of the name's first letter."""

    name: str  # as written, without `#` and closing `/`
    start: int
    source: TagSource

    @property
    def name_span(self) -> Span:
        """Of the name alone, without the `#`."""
        start = self.start + (self.source == "text")
        return Span(start, start + len(self.name))


class Block(NamedTuple):
    """On `Some text ^id`: id `id`, id_start of the `^`, start and end of the block that it names."""

    id: str
    id_start: int
    start: int  # of the first line of the block, where its text or marker begins
    end: int

    @property
    def id_span(self) -> Span:
        """Of the id alone, without the `^`."""
        return Span(self.id_start + 1, self.id_start + 1 + len(self.id))


class Scalar(NamedTuple):
    """One string in a property: on `aliases: ["A b"]` text `A b`, start of the quote, end behind the other, quote `"`."""

    text: str
    start: int
    end: int
    quote: str = ""  # `'`, `"`, `|` or `>` by its YAML style; "" for a plain one


class Property(NamedTuple):
    """On `author: Le Guin`: key `author`, key_start of the `a`, value `Le Guin`, its span, and its scalars."""

    key: str
    key_start: int
    key_end: int
    value: Json  # dates as ISO text, NaN and binary as text
    value_start: int
    value_end: int
    scalars: tuple[Scalar, ...]  # every scalar in the value, keys of nested mappings left out


class Definition(NamedTuple):
    """A link reference definition `[label]: dest "title"` or a footnote's `[^label]: text`."""

    label: str  # as written, of a footnote without `^`
    start: int  # of the `[`
    end: int  # of the whole definition
    dest_start: int  # of the destination, of a footnote's text
    dest: str  # as written; of a footnote ""


class Footnote(NamedTuple):
    """A use `[^label]`; start of the `[`. An inline footnote `^[text]` has the label "" and starts at the `^`."""

    label: str
    start: int
    end: int


class Callout(NamedTuple):
    """On `> [!note]- Title`: type `note`, start of the `[`, title `Title`, title_start."""

    type: str
    start: int
    title: str
    title_start: int


class Task(NamedTuple):
    """On `- [x] text`: state `x`, start of the `[`."""

    state: str
    start: int


class Field(NamedTuple):
    """A label line: on `` `TAGS:`  #book ``: name `TAGS`, start of the line, value_start behind the label, end of the line."""

    name: str
    start: int
    value_start: int
    end: int


class Zone(NamedTuple):
    """Where nothing counts: code, comments, math, raw HTML, URLs; and the frontmatter."""

    start: int
    end: int
    kind: ZoneKind


class Problem(NamedTuple):
    """What parsing itself found: `bad-frontmatter`, `nbsp-heading`, `bad-encoding`, `undefined-reference`, `unused-reference`."""

    code: str
    start: int
    end: int
    message: str


class Directive(NamedTuple):
    """`%% vaultls-ignore CODE… %%` alone on a line; no codes: all of them."""

    start: int
    end: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One note, parsed. `path` is its place in the vault, with `/`, as on disk."""

    path: str
    lines: Lines
    links: Links = Links.EMPTY
    properties: tuple[Property, ...] = ()
    headings: tuple[Heading, ...] = ()
    tags: tuple[Tag, ...] = ()
    blocks: tuple[Block, ...] = ()
    definitions: tuple[Definition, ...] = ()  # of link references
    footnotes: tuple[Footnote, ...] = ()
    footnote_definitions: tuple[Definition, ...] = ()
    callouts: tuple[Callout, ...] = ()
    tasks: tuple[Task, ...] = ()
    fields: tuple[Field, ...] = ()
    zones: tuple[Zone, ...] = ()
    aliases: tuple[Scalar, ...] = ()
    directives: tuple[Directive, ...] = ()
    problems: tuple[Problem, ...] = ()
    _packed: bytes | None = field(default=None, init=False, repr=False, compare=False)  # see `syntax.packed`
    _keys: Any = field(default=None, init=False, repr=False, compare=False)  # see `vault.keys`
    _words: bytes | None = field(default=None, init=False, repr=False, compare=False)  # see `vault.words`

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Facts of a note that came packed: most of a vault are never looked at, so each kind is unpacked only now."""
            global _unpack
            if name not in _FACTS or self._packed is None:
                raise AttributeError(name)
            if _unpack is None:
                from vaultls.syntax.packed import unpack as _unpack
            _unpack(self, name)
            return object.__getattribute__(self, name)


_unpack: Any = None  # `packed.unpack`, which is imported when it is first needed: it makes notes
_FACTS = frozenset(f.name for f in fields(Note) if f.init)


__all__ = [
    "Block",
    "Callout",
    "Definition",
    "Directive",
    "Field",
    "Footnote",
    "Heading",
    "Json",
    "Link",
    "LinkKind",
    "Links",
    "Note",
    "Problem",
    "Property",
    "Scalar",
    "Tag",
    "Task",
    "Zone",
]
