"""What the thing under the cursor is: where a link goes and what it says, how full a section is, who uses a tag or value."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, islice

from vaultls.features.answer import Hover, ReadText
from vaultls.features.cursor import Thing, under
from vaultls.features.in_words import LISTED, count_words, counted, listed, note_list, shown
from vaultls.features.quote import bounded, quote
from vaultls.syntax.note import Block, Definition, Footnote, Heading, Link, Note, Property, Scalar, Tag
from vaultls.syntax.outline import is_empty_section, is_leaf, section_end
from vaultls.vault.links import anchored, backlinks, names_of, own_links, unresolved
from vaultls.vault.names import fold, key, plain_heading, stem, tag_key
from vaultls.vault.properties import latest, plain, property_values
from vaultls.vault.resolve import Resolution, resolve
from vaultls.vault.tags import nested_keys
from vaultls.vault.vault import Vault

COUNTED = 100  # notes whose links are looked at one by one; thousands link to a hub

_ABOUT = ("rating", "author", "genre")


def hover(vault: Vault, note: Note, offset: int, read: ReadText) -> Hover | None:
    """What to show at `offset`, as Markdown of some 40 lines at most; None where nothing is."""
    thing = under(note, offset)
    if thing is None:
        return None
    text = _markdown(vault, note, thing, read)
    return Hover(bounded(text), thing.span) if text else None


def _markdown(vault: Vault, note: Note, thing: Thing, read: ReadText) -> str:
    fact = thing.fact
    if isinstance(fact, Link):
        return _link(vault, note, fact, read)
    if isinstance(fact, Heading):
        return _heading(vault, note, fact, read)
    if isinstance(fact, Tag):
        return _tag(vault, fact)
    if isinstance(fact, Block):
        return f"**^{fact.id}** · {_links_here(vault, note, fact)}"
    if isinstance(fact, Footnote):
        return _footnote(note, fact, read)
    if isinstance(fact, Scalar):
        assert thing.property is not None
        return _alias(vault, note, fact) if thing.kind == "alias" else _property(vault, thing.property, fact)
    if isinstance(fact, Property):
        return _property(vault, fact, None)
    return _uses(note, fact) if thing.kind == "footnote-definition" else ""


def _link(vault: Vault, note: Note, link: Link, read: ReadText) -> str:
    """Where a link goes, and the beginning of what is there."""
    found = resolve(vault, note, link)
    if found.target is None:
        return _unresolved(vault, link)
    there = note if found.target == note.path else vault.notes.get(found.target)
    title = f"**{shown(stem(found.target))}**"
    if isinstance(found.anchor, Heading):
        title += f" › {shown(plain_heading(found.anchor.text))}"
    elif isinstance(found.anchor, Block):
        title += f" › ^{found.anchor.id}"
    lines = [title, f"`{found.target}` · {_backlinks(vault, found.target)}"]
    lines += _doubts(link, found)
    if there is None:
        return "  \n".join(lines)
    if about := _about(there):
        lines.append(about)
    head = "  \n".join(lines)
    if found.status.startswith("broken"):
        return head
    text = quote(vault, there, found.anchor, read)
    if isinstance(found.anchor, Block):
        text = re.sub(rf"[ \n]*\^{re.escape(found.anchor.id)}[ \t]*\Z", "", text)
    return f"{head}\n\n---\n{text}" if text.strip() else head


def _doubts(link: Link, found: Resolution) -> list[str]:
    """What the writer may not know about where the link goes."""
    lines = []
    if found.status.startswith("broken"):
        lines.append(f"no {'block' if link.subpath.startswith('^') else 'heading'} “{shown(link.subpath)}” there")
    if len(found.candidates) > 1:
        lines.append(f"also called so: {listed(f'`{path}`' for path in found.candidates[1:])}")
    if found.by_alias:
        lines.append(f"by the alias “{shown(link.path)}”")
    return lines


def _about(note: Note) -> str:
    """Rating, author and genre as one line, as far as the note has them."""
    values = {p.key.casefold(): ", ".join(filter(None, (plain(s.text) for s in p.scalars))) for p in note.properties}
    return " · ".join(f"{name} {shown(values[name])}" for name in _ABOUT if values.get(name))


def _backlinks(vault: Vault, path: str) -> str:
    """How many links lead to a file; of a hub, how many notes name it."""
    sources = _sources(vault, path)
    if sources > COUNTED and len(vault.named.get(key(path), ())) < 2:
        return f"linked from some {sources:,} notes"
    found = Counter(backlink.note.path for backlink in backlinks(vault, path, COUNTED))
    if not found:
        return "no backlinks"
    more = "at least " if sources > COUNTED else ""
    return f"{more}{counted(found.total(), 'backlink')} from {counted(len(found), 'note')}"


def _sources(vault: Vault, path: str) -> int:
    """How many notes say one of the names of a file."""
    return len({source for k in names_of(vault, path) for source in vault.mentions.get(k, ())})


def _links_here(vault: Vault, note: Note, anchor: Heading | Block) -> str:
    """How many links name exactly this heading or block."""
    found = chain(own_links(note), backlinks(vault, note.path, COUNTED))
    count = sum(1 for _ in anchored(vault, found, anchor))
    more = "at least " if _sources(vault, note.path) > COUNTED else ""
    return f"{more}{counted(count, 'link')} to it" if count else "no links to it"


def _unresolved(vault: Vault, link: Link) -> str:
    """Who else asks for a note that doesn't exist."""
    asking = Counter(found.note.path for found in islice(unresolved(vault, link.path), COUNTED))
    links = ("at least " if asking.total() == COUNTED else "") + counted(asking.total(), "link")
    lines = [f"**{shown(link.path)}** doesn’t exist yet · {links} from {counted(len(asking), 'note')}"]
    return "\n".join([*lines, "", *note_list(asking)])


def _heading(vault: Vault, note: Note, heading: Heading, read: ReadText) -> str:
    """How much stands in a section, who links to it, and what is still to be written."""
    headings = note.headings
    index = headings.index(heading)
    end = section_end(note, index)
    text = read(note.path) or ""
    words = counted(count_words(text, heading.end, end), "word")
    lines = [f"**{shown(plain_heading(heading.text))}** · {words} · {_links_here(vault, note, heading)}"]
    leaves, empty = 0, []
    for i in range(index + 1, len(headings)):
        if headings[i].start >= end:
            break
        leaves += is_leaf(headings, i)
        if is_empty_section(headings, i):
            empty.append(plain_heading(headings[i].text))
    if empty:
        lines.append(f"{len(empty)} of {counted(leaves, 'section')} still empty: {listed(map(shown, empty))}")
    elif is_empty_section(headings, index):
        lines.append("still empty")
    return "\n\n".join(lines)


def _tag(vault: Vault, tag: Tag) -> str:
    """How many notes have a tag, which tags are nested in it, and the latest notes."""
    wanted = tag_key(tag.name)
    keys = nested_keys(vault, tag.name)
    paths = {path for k in keys for path in vault.tagged[k]}
    lines = [f"**#{tag.name}** · {counted(len(paths), 'note')}"]
    nested = sorted((k for k in keys if k != wanted), key=lambda k: (-len(vault.tagged[k]), k))
    if nested:
        lines.append("nested: " + listed(f"#{_written(vault, k)} ({len(vault.tagged[k])})" for k in nested))
    lines.append("latest: " + ", ".join(shown(stem(path)) for path in latest(vault, paths, 5)))
    return "\n\n".join(lines)


def _written(vault: Vault, wanted: str) -> str:
    """A tag as the first note writes it."""
    return next(t.name for t in vault.notes[vault.tagged[wanted][0]].tags if tag_key(t.name) == wanted)


def _property(vault: Vault, found: Property, scalar: Scalar | None) -> str:
    """The values that this property has in the vault; the one under the cursor first."""
    values = property_values(vault, found.key)
    lines = [f"**{shown(found.key)}** · {counted(len(values), 'value')} in the vault"]
    if scalar is not None:
        text = plain(scalar.text)
        same = next((v for v in values if fold(v) == fold(text)), None)
        if same is not None:
            lines = [f"**{shown(found.key)}: {shown(same)}** · {counted(values.pop(same), 'note')}"]
    listed = [f"- {shown(value)} ({count})" for value, count in islice(values.items(), LISTED)]
    if len(values) > LISTED:
        listed.append(f"- … and {len(values) - LISTED} more")
    return "\n".join([*lines, "", *listed])


def _alias(vault: Vault, note: Note, alias: Scalar) -> str:
    """Which links use an alias."""
    name = fold(alias.text.strip())
    using: Counter[str] = Counter()
    for source in islice(vault.mentions.get(key(name), ()), COUNTED):
        other = vault.notes[source]
        for link in other.links:
            if link.path and fold(link.path) == name:
                found = resolve(vault, other, link)
                using[source] += found.by_alias and found.target == note.path
    using = +using
    head = f"alias **{shown(alias.text.strip())}** · used by {counted(using.total(), 'link')}"
    return "\n".join([head, "", *note_list(using)])


def _footnote(note: Note, use: Footnote, read: ReadText) -> str:
    """The text of a footnote."""
    label, text = use.label.casefold(), read(note.path) or ""
    for found in note.footnote_definitions:
        if found.label.casefold() == label:
            return text[found.dest_start : found.end].strip() or "(no text)"
    return ""


def _uses(note: Note, definition: Definition | object) -> str:
    assert isinstance(definition, Definition)
    uses = sum(use.label.casefold() == definition.label.casefold() for use in note.footnotes)
    return f"footnote {shown(definition.label)} · {counted(uses, 'use')}"
