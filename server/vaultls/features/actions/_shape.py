"""What an insertion must leave as it is: everything else in the note."""

from __future__ import annotations

from vaultls.features.answer import Edit, Refusal
from vaultls.syntax.note import Note
from vaultls.syntax.parse import parse
from vaultls.text.edit import apply_edits


def parsed(note: Note, text: str, edit: Edit, *apart: str) -> Note:
    """The note after an edit. Raises `Refusal` where it tears something else apart. `apart`: kinds of facts that it may change."""
    after = parse(note.path, apply_edits(text, [(edit.span, edit.text)]))
    before, now = _shape(note), _shape(after)
    if any(now[kind] != before[kind] for kind in before.keys() - set(apart)):
        raise Refusal("That would tear apart what stands around it")
    return after


def _shape(note: Note) -> dict[str, object]:
    """Comments, directives and definitions aside."""
    return {
        "headings": [(h.level, h.text) for h in note.headings],
        "links": [(link.raw, link.path, link.subpath) for link in note.links],
        "tags": [tag.name for tag in note.tags if tag.source == "text"],
        "blocks": [(b.id, b.end - b.start) for b in note.blocks],
        "zones": [zone.kind for zone in note.zones if zone.kind not in ("frontmatter", "comment", "url")],
        "properties": [(p.key, p.value) for p in note.properties],
        "callouts": [(c.type, c.title) for c in note.callouts],
        "tasks": len(note.tasks),
        "footnotes": [f.label for f in note.footnotes],
    }
