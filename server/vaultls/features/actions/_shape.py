"""What an inserted line must leave as it is: everything else in the note."""

from __future__ import annotations

from vaultls.features.answer import Edit, Refusal
from vaultls.syntax.note import Note
from vaultls.syntax.parse import parse
from vaultls.text.edit import apply_edits


def parsed(note: Note, text: str, edit: Edit, links: bool = True) -> Note:
    """The note after an edit. Raises `Refusal` where it tears something else apart. Without `links` these may come and go."""
    after = parse(note.path, apply_edits(text, [(edit.span, edit.text)]))
    if _shape(after, links) != _shape(note, links):
        raise Refusal("A line there would tear apart what stands around it")
    return after


def _shape(note: Note, links: bool) -> object:
    """Comments, directives and definitions aside."""
    return (
        [(h.level, h.text) for h in note.headings],
        [(link.raw, link.path, link.subpath) for link in note.links if links],
        [(tag.name, tag.source) for tag in note.tags],
        [(b.id, b.end - b.start) for b in note.blocks],
        [zone.kind for zone in note.zones if zone.kind not in ("comment", "url")],
        [p.key for p in note.properties],
        [(c.type, c.title) for c in note.callouts],
        len(note.tasks),
        [f.label for f in note.footnotes],
    )
