"""Names after `[[`: notes, aliases, attachments, names that no note has yet, and days."""

from __future__ import annotations

from vaultls.features.answer import CompletionItem, CompletionKind, Completions
from vaultls.features.completion.candidates import LIMIT, Candidate, candidates
from vaultls.features.completion.context import OpenLink, Typing, filter_text, open_link
from vaultls.features.completion.days import days
from vaultls.features.new_link import wiki_path
from vaultls.syntax.note import Json
from vaultls.vault.names import fold, folder, is_note, key, stem

_UNSHOWABLE = frozenset("[]|\n")


def complete(typing: Typing) -> Completions | None:
    """Best first, at most `LIMIT`. Nothing is read from disk."""
    link = open_link(typing.line, typing.offset)
    if link is None or "#" in link.inner or "|" in link.inner or link.inner.startswith("^"):
        return None
    items = days(typing, link)
    dated = {item.text for item in items}
    for candidate in candidates(typing.vault, link.inner.strip(), link.embed):
        item = _item(typing, candidate, link)
        if item is not None and item.text not in dated:
            items.append(item)
            if len(items) == LIMIT:
                break
    return Completions(link.span, tuple(items))


def _item(typing: Typing, candidate: Candidate, link: OpenLink) -> CompletionItem | None:
    """The proposal; None for what no link can name."""
    if candidate.kind == "unresolved":
        return _unresolved(typing, candidate, link)
    path = wiki_path(typing.vault, typing.note.path, candidate.path)
    if path is None:
        return None
    data: Json = {"path": candidate.path}
    if candidate.kind == "alias":
        alias = _alias(typing, candidate)
        if alias is None:
            return None
        shown = not link.display and not _UNSHOWABLE & set(alias)
        text = f"{path}{link.bar}{alias}" if shown else path
        return CompletionItem(
            alias, "alias", text + link.close, filter_text(link.inner, alias), f"→ {stem(candidate.path)}", data
        )
    label = stem(candidate.path)
    kind: CompletionKind = "note" if is_note(candidate.path) else "file"
    return CompletionItem(label, kind, path + link.close, filter_text(link.inner, label), folder(candidate.path), data)


def _alias(typing: Typing, candidate: Candidate) -> str | None:
    """The alias as its note writes it."""
    target = typing.vault.notes.get(candidate.path)
    written = (alias.text.strip() for alias in target.aliases) if target else ()
    return next((text for text in written if fold(text.rpartition("/")[2].strip()) == candidate.name), None)


def _unresolved(typing: Typing, candidate: Candidate, link: OpenLink) -> CompletionItem | None:
    """A name that no note has yet; None for the one that is being typed here, for nobody else asks for it."""
    asking = typing.vault.notes.get(candidate.path)
    said = asking.links.paths if asking else ()
    name = next((path for path in said if path and key(path) == candidate.name), None)
    if name is None or (candidate.path == typing.note.path and fold(name) == fold(link.whole)):
        return None
    count = len(typing.vault.mentions.get(candidate.name, ()))
    detail = f"not written yet, {count} {'note' if count == 1 else 'notes'}"
    return CompletionItem(name, "unresolved", name + link.close, filter_text(link.inner, name), detail)
