"""The tag under the cursor put into the frontmatter; an alias; a frontmatter for a note that has none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from vaultls.features.actions._asked import Asked
from vaultls.features.actions._frontmatter import has_frontmatter, in_frontmatter, property_of, with_item, with_lines
from vaultls.features.actions._shape import parsed
from vaultls.features.answer import Action, ActionKind, Changes, Edit, Refusal
from vaultls.syntax.note import Tag
from vaultls.vault.keys import title_heading
from vaultls.vault.names import fold, tag_key

KIND: ActionKind = "refactor.rewrite"
_LONGEST = 100  # characters of an alias


def find(asked: Asked) -> Iterator[Action]:
    note, (start, end) = asked.note, asked.span
    there = {tag_key(tag.name) for tag in note.tags if tag.source == "property"}
    for tag in note.tags:
        if tag.source == "text" and tag.start <= end and start <= tag.name_span.end and tag_key(tag.name) not in there:
            there.add(tag_key(tag.name))
            yield Action(f"Add #{tag.name} to the frontmatter", KIND, partial(_add_tag, asked, tag))
    title = title_heading(note)
    if start < end and not in_frontmatter(note, start) and (alias := _alias(asked)):
        yield Action(f"Add “{alias}” as an alias of this note", KIND, partial(_add_alias, asked, alias))
    on_top = end <= note.lines.end(0) or (title is not None and title.start <= start <= title.end)
    if on_top and not has_frontmatter(note):
        yield Action("Create frontmatter", KIND, partial(_add_lines, asked, "aliases: []", "tags: []"))
    elif (on_top or in_frontmatter(note, start)) and property_of(note, "aliases", "alias") is None:
        yield Action("Add the property `aliases`", KIND, partial(_add_lines, asked, "aliases: []"))


def _alias(asked: Asked) -> str:
    """The selected words if they can be an alias that the note doesn't have; "" otherwise."""
    start, end = asked.span
    said = asked.text()[start:end].strip() if end - start <= _LONGEST else ""
    if (
        not said
        or any(c in "\r\n[]|#^\\`" for c in said)
        or fold(said) in {fold(a.text.strip()) for a in asked.note.aliases}
    ):
        return ""
    return said


def _add_tag(asked: Asked, tag: Tag) -> Changes:
    return _checked(asked, with_item(asked.note, asked.text(), ("tags", "tag"), tag.name), tag.name, "")


def _add_alias(asked: Asked, alias: str) -> Changes:
    return _checked(asked, with_item(asked.note, asked.text(), ("aliases", "alias"), alias), "", alias)


def _add_lines(asked: Asked, *rows: str) -> Changes:
    return _checked(asked, with_lines(asked.note, asked.text(), *rows), "", "")


def _checked(asked: Asked, edit: Edit, tag: str, alias: str) -> Changes:
    """Raises `Refusal` where the frontmatter would not say what it should, as one that is no valid YAML."""
    after = parsed(asked.note, asked.text(), edit, "properties")
    said = [t.name for t in after.tags if t.source == "property"] + [a.text for a in after.aliases]
    kept = {
        (p.key, str(p.value)) for p in asked.note.properties if fold(p.key) not in ("tags", "tag", "aliases", "alias")
    }
    if any(p.code == "bad-frontmatter" for p in after.problems) or any(w and w not in said for w in (tag, alias)):
        raise Refusal("The frontmatter is written in a way that can't be added to")
    if not kept <= {(p.key, str(p.value)) for p in after.properties}:
        raise Refusal("The frontmatter is written in a way that can't be added to")
    return Changes((edit,))
