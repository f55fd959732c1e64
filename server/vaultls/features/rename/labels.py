"""Renaming the label of a footnote or of a link reference, in its own note."""

from __future__ import annotations

from vaultls.features.answer import Changes, Edit, Refusal
from vaultls.features.rename.changes import editable
from vaultls.features.rename.checked import label as checked
from vaultls.syntax.containers import label_key
from vaultls.syntax.link_parts import label_span, reference_label
from vaultls.syntax.note import Definition, Footnote, Note
from vaultls.text.span import Span
from vaultls.vault.vault import Vault


def footnote_span(start: int, label: str) -> Span:
    """Of a footnote's label behind its `[^`."""
    return Span(start + 2, start + 2 + len(label))


def rename_footnote(vault: Vault, note: Note, label: str, typed: str) -> Changes:
    """Give a footnote another label. Raises `Refusal` for no label and for one that the note has already."""
    new, wanted = checked(typed).removeprefix("^"), label.casefold()
    if not new or any(c.isspace() for c in new):
        raise Refusal("A footnote's label has no blanks")
    facts: list[Footnote | Definition] = [*note.footnotes, *note.footnote_definitions]
    if new.casefold() != wanted and any(f.label.casefold() == new.casefold() for f in facts):
        raise Refusal(f"{note.path} has a footnote [^{new}] already")
    found = [f for f in facts if f.label.casefold() == wanted]
    return editable(vault, [Edit(note.path, footnote_span(f.start, f.label), new) for f in found])


def rename_reference(vault: Vault, note: Note, label: str, typed: str) -> Changes:
    """Give the definition of a link reference another label, and its uses with it. Raises `Refusal`."""
    new, wanted = checked(typed), label_key(label)
    if new.startswith("^"):
        raise Refusal("A label that begins with `^` is a footnote's")
    if label_key(new) != wanted and any(label_key(d.label) == label_key(new) for d in note.definitions):
        raise Refusal(f"{note.path} has a reference [{new}] already")
    edits = [
        Edit(note.path, Span(d.start + 1, d.start + 1 + len(d.label)), new)
        for d in note.definitions
        if label_key(d.label) == wanted
    ]
    for link in note.links:
        if link.kind in ("markdown", "embed") and reference_label(link.raw) == wanted:
            edits.append(Edit(note.path, label_span(link), new))
    return editable(vault, edits)
