"""One note as the JSON object that `vaultls export` prints: everything vaultls knows of it, in stable words.

Lines are 0-based; `character` counts UTF-16 code units from the start of the line.
"""

from __future__ import annotations

from vaultls.syntax.link_parts import display_of
from vaultls.syntax.note import Json, Link, Note
from vaultls.syntax.outline import empty_sections
from vaultls.vault.resolve import resolve
from vaultls.vault.vault import Vault


def export_note(vault: Vault, note: Note) -> dict[str, Json]:
    """The facts of `note` and where its links lead."""
    lines = note.lines
    return {
        "path": note.path,
        "headings": [{"level": h.level, "text": h.text, "line": lines.line(h.start)} for h in note.headings],
        "links": [_link(vault, note, link) for link in note.links],
        "tags": [
            {"name": t.name, "line": line, "character": character, "source": t.source}
            for t in note.tags
            for line, character in [lines.position(t.start, "utf-16")]
        ],
        "aliases": [a.text for a in note.aliases],
        "properties": {p.key: p.value for p in note.properties},
        "blocks": [{"id": b.id, "line": lines.line(b.start)} for b in note.blocks],
        "empty_sections": [
            {"level": h.level, "text": h.text, "line": lines.line(h.start)} for h in empty_sections(note)
        ],
    }


def _link(vault: Vault, note: Note, link: Link) -> dict[str, Json]:
    line, character = note.lines.position(link.start, "utf-16")
    found = resolve(vault, note, link)
    target_line = None
    if found.target is not None and found.anchor is not None:
        there = note if found.target == note.path else vault.notes[found.target]
        target_line = there.lines.line(found.anchor.start)
    elif found.status in ("resolved", "ambiguous") and not link.subpath:
        target_line = 0
    return {
        "kind": link.kind,
        "raw": link.raw,
        "line": line,
        "character": character,
        "path": link.path,
        "subpath": link.subpath,
        "display": display_of(link),
        "status": found.status,
        "target": found.target,
        "target_line": target_line,
    }
