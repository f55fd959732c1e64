"""What an editor shows in and beside a text: hovers, diagnostics, lenses."""

from __future__ import annotations

from collections.abc import Iterable

from vaultls import DOCUMENTATION
from vaultls.features.answer import Diagnostic, DocumentLink, Highlight, Hint, Hover, Lens, Place
from vaultls.features.in_words import counted
from vaultls.lsp.encode.encoder import Encoder, Json, Raw, to_json
from vaultls.text.lines import Lines
from vaultls.text.span import Span

PREFIX = "vaultls."
"""Of every command of ours, as clients see it."""

SHOW_REFERENCES = PREFIX + "showReferences"
"""A client's own command, where it has it: takes [uri, position, locations] and lists the locations for the writer."""

_SEVERITY = {"error": 1, "warning": 2, "information": 3, "hint": 4}
_HIGHLIGHT = {"text": 1, "read": 2, "write": 3}  # DocumentHighlightKind
_UNNECESSARY = 1  # DiagnosticTag


def hover(encoder: Encoder, hover: Hover, lines: Lines) -> Json:
    kind = "markdown" if encoder.client.markdown_hover else "plaintext"
    return {"contents": {"kind": kind, "value": hover.markdown}, "range": encoder.range(lines, hover.span)}


def diagnostic(encoder: Encoder, found: Diagnostic, lines: Lines) -> Json:
    one: dict[str, Json] = {
        "range": encoder.range(lines, found.span),
        "severity": _SEVERITY[found.severity],
        "code": found.code,
        "source": "vaultls",
        "message": found.message,
    }
    if DOCUMENTATION and encoder.client.code_descriptions:
        one["codeDescription"] = {"href": f"{DOCUMENTATION}/diagnostics.md#{found.code}"}
    if found.unnecessary and encoder.client.tags:
        one["tags"] = [_UNNECESSARY]
    if found.related and encoder.client.related:
        one["relatedInformation"] = [
            {"location": encoder.location(r.place), "message": r.message} for r in found.related
        ]
    if found.data is not None:
        one["data"] = found.data
    return one


def hints(encoder: Encoder, found: Iterable[Hint], lines: Lines) -> Json:
    return [
        {"position": encoder.range(lines, Span(at, at))["start"], "label": label, "paddingLeft": True}
        for at, label in found
    ]


def highlights(encoder: Encoder, found: Iterable[Highlight], lines: Lines) -> Json:
    return [{"range": encoder.range(lines, one.span), "kind": _HIGHLIGHT[one.kind]} for one in found]


def document_links(encoder: Encoder, links: Iterable[DocumentLink], lines: Lines) -> Json:
    """A target in the middle of a note has a fragment as editors read it: `#L12`, counted from 1."""
    found = []
    for link in links:
        target = encoder.uri(link.path)
        there = encoder.lines(link.path)
        if link.at is not None and there is not None:
            target += f"#L{there.line(link.at) + 1}"
        one = {"range": encoder.range(lines, link.span), "target": target}
        if encoder.client.link_tooltips:
            one["tooltip"] = link.tooltip
        found.append(one)
    return found


def lenses(encoder: Encoder, lenses: Iterable[Lens], path: str, lines: Lines) -> Json:
    """A lens whose command needs a place and names none gets its own: [uri, position].

    Backlinks that the client lists itself are found when it resolves the lens.
    """
    found = []
    for lens in lenses:
        span = encoder.range(lines, lens.span)
        command: dict[str, Json] = {"title": lens.title, "command": ""}
        if lens.command:
            at = span["start"] if lens.at is None else encoder.range(lines, Span(lens.at, lens.at))["start"]
            command["command"] = PREFIX + lens.command
            command["arguments"] = list(lens.arguments) or [encoder.uri(path), at]
            if lens.command == "showBacklinks" and SHOW_REFERENCES in encoder.client.commands:
                found.append({"range": span, "data": command["arguments"]})
                continue
        found.append({"range": span, "command": command})
    return found


def backlink_lens(encoder: Encoder, lens: Json, places: list[Place]) -> Raw:
    """An unresolved lens of `lenses` with the backlinks that it leads to."""
    uri, position = lens["data"]
    title = to_json(counted(len(places), "backlink"))
    arguments = f"{to_json(uri)},{to_json(position)},{encoder.locations(places)}"
    command = f'{{"title":{title},"command":"{SHOW_REFERENCES}","arguments":[{arguments}]}}'
    return Raw(f'{{"range":{to_json(lens.get("range"))},"command":{command}}}')
