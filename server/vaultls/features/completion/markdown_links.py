"""Destinations after `](`: notes and attachments by their path, and after `#` the headings and blocks of the note."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from vaultls.features.answer import CompletionItem, CompletionKind, Completions
from vaultls.features.completion.anchors import named
from vaultls.features.completion.candidates import LIMIT, candidates
from vaultls.features.completion.context import Typing, excerpt, filter_text
from vaultls.features.new_link import markdown_destination, markdown_path
from vaultls.features.relink.writing import destination
from vaultls.syntax.note import Json
from vaultls.text.span import Span
from vaultls.vault.names import folder, heading_key, is_note, plain_heading, slug, stem
from vaultls.vault.resolve import slugs_of
from vaultls.vault.search import rank

_TYPED = re.compile(r"<[^<>\n]*|[^\s<>()\"'](?:[^<>()\"'\n]|\((?:[^<>()\n])*\))*|")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//")
_REST = re.compile(r"[^\s<>()]*(?=\)|[ \t]+[\"'(])")
_REST_IN_ANGLES = re.compile(r"[^<>\n]*>(?=\)|[ \t]+[\"'(])")
_LONGEST = 1000  # characters of a link's text
_FROM = re.compile(r"(?:\.{0,2}/)+")  # where a path says that it begins


class _Open(NamedTuple):
    """On `![x](<a b#C`: typed `<a b#C`, of it the path `a b` and the subpath `C`, both decoded, in an image."""

    typed: str
    path: str
    subpath: str | None
    span: Span
    image: bool
    close: str

    def item(
        self, label: str, kind: CompletionKind, destination: str, detail: str, path: str, start: int | None = None
    ) -> CompletionItem:
        data: Json = {"path": path} if start is None else {"path": path, "start": start}
        made = destination + self.close
        return CompletionItem(label, kind, made, filter_text(self.typed, made), detail, data)


def complete(typing: Typing) -> Completions | None:
    """In the style of what is typed, else of the settings."""
    open_ = _open(typing)
    if open_ is None:
        return None
    items = _files(typing, open_) if open_.subpath is None else _anchors(typing, open_)
    return Completions(open_.span, tuple(items))


def _open(typing: Typing) -> _Open | None:
    """The destination that the cursor stands in, None if it stands in none, or in an external one."""
    before, after = typing.line.before, typing.line.after
    at = before.rfind("](")
    if at < 0 or not _TYPED.fullmatch(before, at + 2):
        return None
    opening = _opening(before, at)
    typed = before[at + 2 :]
    if opening < 0 or _SCHEME.match(typed):
        return None
    rest = (_REST_IN_ANGLES.match(after) if typed.startswith("<") else None) or _REST.match(after)
    span = Span(typing.offset - len(typed), typing.offset + (rest.end() if rest else 0))
    path, mark, subpath = typed.removeprefix("<").partition("#")
    return _Open(
        typed,
        unquote(path).strip(),
        unquote(subpath).strip() if mark else None,
        span,
        opening > 0 and before[opening - 1] == "!",
        "" if rest else ")",
    )


def _opening(before: str, close: int) -> int:
    """The bracket that the one at `close` closes; -1 if there is none on the line."""
    depth = 0
    for i in range(close, max(-1, close - _LONGEST), -1):
        if before[i] in "[]" and before[i - 1 : i] != "\\":
            depth += 1 if before[i] == "]" else -1
            if not depth:
                return i
    return -1


def _files(typing: Typing, open_: _Open) -> list[CompletionItem]:
    query = _FROM.sub("", open_.path, count=1) if open_.path.startswith((".", "/")) else open_.path
    items = []
    for candidate in candidates(typing.vault, query, embed=open_.image, files_only=True):
        path = markdown_path(typing.vault, typing.note.path, candidate.path, open_.path)
        made = markdown_destination(path, manner=open_.typed)
        kind: CompletionKind = "note" if is_note(candidate.path) else "file"
        items.append(open_.item(stem(candidate.path), kind, made, folder(candidate.path), candidate.path))
        if len(items) == LIMIT:
            break
    return items


def _anchors(typing: Typing, open_: _Open) -> list[CompletionItem]:
    """The path stays as it is typed; a heading is named as GitHub does."""
    target = named(typing, open_.path, wiki=False)
    if target is None or open_.subpath is None:
        return []
    typed = open_.typed.partition("#")[0]
    raw = f"{typed}>" if typed.startswith("<") else typed
    if open_.subpath.startswith("^"):
        text = (typing.text if target is typing.note else typing.read(target.path)) or ""
        texts = [excerpt(text, block.start, block.id_start) for block in target.blocks]
        found = rank(open_.subpath[1:], [f"{b.id} {said}" for b, said in zip(target.blocks, texts, strict=True)], LIMIT)
        return [
            open_.item(b.id, "block", destination(raw, None, f"^{b.id}"), texts[i], target.path, b.start)
            for i, b in ((i, target.blocks[i]) for i in found)
        ]
    slugs = slugs_of(target.headings)
    names = [" ".join(plain_heading(heading.text).split()) for heading in target.headings]
    found = rank(open_.subpath, [slug(name) for name in names], LIMIT)
    return [
        open_.item(
            "  " * (target.headings[i].level - 1) + names[i],
            "heading",
            destination(raw, None, slugs[i]),
            "#" * target.headings[i].level,
            target.path,
            target.headings[i].start,
        )
        for i in found
        if slugs[i] and heading_key(names[i])
    ]
