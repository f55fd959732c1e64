"""YAML with spans: a tree built from the parser's events, through python-frontmatter's handler interface.

Events and not `yaml.compose`: composing recurses (a thousand `[` end the process) and shares aliased nodes, so that a
few lines can mean a billion values. Here depth and the number of values read are bounded.
"""

from __future__ import annotations

import datetime
import math
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from vaultls.syntax.note import Json, Problem, Property, Scalar

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVERS: dict[str, list[tuple[str, Any]]] = yaml.SafeLoader.yaml_implicit_resolvers
_CONSTRUCTOR = yaml.constructor.SafeConstructor()
_DEPTH = 60  # deeper frontmatter is refused; Obsidian's properties have two levels


class _Bad(Exception):
    def __init__(self, message: str, start: int) -> None:
        super().__init__(message)
        self.start = start


class _Node:
    """One event's node: `value` is the text of a scalar, `items` the children of a sequence, key and value in turn of a mapping."""

    __slots__ = ("end", "items", "kind", "start", "style", "value")

    def __init__(self, kind: str, start: int, end: int, value: Json = None) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.value = value
        self.items: list[_Node] = []
        self.style = ""  # of a scalar: how it is quoted


class _SpanHandler(YAMLHandler):
    """Gives python-frontmatter the values and keeps the nodes that they came from."""

    def __init__(self, source: str, offset: int) -> None:
        super().__init__()
        self.source = source
        self.offset = offset
        self.properties: list[Property] = []

    def split(self, text: str) -> tuple[str, str]:
        return text, ""  # the caller has found the fences: `...` closes too, which the library doesn't know

    def load(self, fm: str, **_: object) -> dict[str, Json]:
        del fm  # the library strips it and rewrites its line ends, which would move the marks
        root = _compose(self.source)
        if root is None or (root.kind == "scalar" and root.value is None):
            return {}
        if root.kind != "mapping":
            raise _Bad("Frontmatter must be lines of `key: value`", root.start)
        left = [len(self.source) + 100]
        for key, value in zip(root.items[::2], root.items[1::2], strict=True):
            if key.kind != "scalar":
                continue
            scalars: list[Scalar] = []
            read = _read(value, scalars, left, 0)
            at = tuple(s._replace(start=s.start + self.offset, end=s.end + self.offset) for s in scalars)
            self.properties.append(
                Property(
                    str(key.items[0].value),
                    key.start + self.offset,
                    key.end + self.offset,
                    read,
                    value.start + self.offset,
                    value.end + self.offset,
                    at,
                )
            )
        return {p.key: p.value for p in self.properties}


def properties(source: str, offset: int) -> tuple[tuple[Property, ...], Problem | None]:
    """The properties in a frontmatter's body that starts at `offset`, or none and the problem with its place. Never raises."""
    handler = _SpanHandler(source, offset)
    lead = len(source) - len(source.lstrip())
    try:
        frontmatter.parse(source, handler=handler)
    except _Bad as bad:
        return (), _problem(source, bad.start, str(bad), offset)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = " ".join(filter(None, (error.context, error.problem)))
        return (), _problem(source, mark.index if mark else lead, f"Invalid YAML: {message}", offset)
    except yaml.reader.ReaderError as error:
        return (), _problem(source, lead, f"Invalid YAML: {error.reason}", offset)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return (), _problem(source, lead, f"Invalid YAML: {error}", offset)
    return tuple(handler.properties), None


def plain_value(text: str) -> Json:
    """What an unquoted scalar means in YAML: `yes` true, `3` a number, `2024-01-02` the same as text."""
    for tag, pattern in _RESOLVERS.get(text[:1], ()):
        if pattern.match(text):
            return _typed(tag, text)
    return text


def double_quoted(inner: str) -> str:
    """What stands between two double quotes, its escapes resolved; as it is where that can't be done."""
    try:
        return str(yaml.safe_load(f'"{inner}"'))
    except (yaml.YAMLError, ValueError):
        return inner


def _problem(source: str, at: int, message: str, offset: int) -> Problem:
    at = max(0, min(at, len(source)))
    if not source[at : at + 1].strip():  # at a line's end: the last line before it that says something
        at = len(source[:at].rstrip())
        at = source.rfind("\n", 0, at) + 1
    end = source.find("\n", at)
    end = len(source) if end < 0 else end
    return Problem("bad-frontmatter", at + offset, max(end, at) + offset, message)


def _typed(tag: str, text: str) -> Json:
    node = yaml.ScalarNode(tag, text)
    try:
        value = _CONSTRUCTOR.yaml_constructors[tag](_CONSTRUCTOR, node)
    except (ValueError, OverflowError, KeyError, yaml.YAMLError):
        return text
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return text
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return text


def _compose(source: str) -> _Node | None:
    """The tree of the first document."""
    anchors: dict[str, _Node] = {}
    root = _Node("sequence", 0, 0)
    stack = [root]
    for event in yaml.parse(source, Loader=_LOADER):
        start, end = _mark(event.start_mark), _mark(event.end_mark)
        if isinstance(event, yaml.ScalarEvent):
            node = _Node("scalar", start, end)
            text = event.value
            # The C parser calls a plain scalar's style "", the Python one None.
            typed = (
                plain_value(text)
                if event.implicit[0] and text
                else (None if event.implicit[0] and not event.style else text)
            )
            if event.tag and event.tag.startswith("tag:yaml.org,2002:") and not event.tag.endswith(":str"):
                typed = _typed(event.tag, text)
            node.value = typed
            leaf = _Node("text", start, node.end, text)
            node.style = event.style or ""
            node.items.append(leaf)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = _Node("sequence", start, end)
        elif isinstance(event, yaml.MappingStartEvent):
            node = _Node("mapping", start, end)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in anchors:
                raise _Bad(f"Undefined YAML alias *{event.anchor}", start)
            stack[-1].items.append(anchors[event.anchor])
            continue
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            done = stack.pop()
            # Block collections end where the next token stands; the last child says where they end for a reader.
            done.end = end if end > start else max([done.start, *(i.end for i in done.items)])
            continue
        elif isinstance(event, yaml.DocumentEndEvent):
            break
        else:
            continue
        if event.anchor:
            anchors[event.anchor] = node
        stack[-1].items.append(node)
        if node.kind != "scalar":
            stack.append(node)
            if len(stack) > _DEPTH:
                raise _Bad("Frontmatter is nested too deeply", start)
    return root.items[0] if root.items else None


def _mark(mark: Any) -> int:
    """A mark's offset in code points; the parser sets one on every event."""
    return int(mark.index)


def _read(node: _Node, scalars: list[Scalar], left: list[int], depth: int) -> Json:
    """The value of a node; its scalars are added to `scalars`. `left` bounds how many values may be read."""
    left[0] -= 1
    if left[0] < 0 or depth > _DEPTH:
        # Without aliases each value has a character of its own, so only aliases of aliases come here.
        raise _Bad("YAML aliases expand to too many values", node.start)
    if node.kind == "scalar":
        text = node.items[0].value
        if node.value is not None or text:
            scalars.append(Scalar(str(text), node.start, node.end, node.style))
        return node.value
    if node.kind == "sequence":
        return [_read(item, scalars, left, depth + 1) for item in node.items]
    result: dict[str, Json] = {}
    for key, value in zip(node.items[::2], node.items[1::2], strict=True):
        if key.kind == "scalar":
            result[str(key.items[0].value)] = _read(value, scalars, left, depth + 1)
    return result
