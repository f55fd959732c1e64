"""Another id for a block whose id an earlier block of the note has: no link can lead to it, so none changes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from vaultls.features.actions._asked import Asked
from vaultls.features.answer import Action, ActionKind, Changes, Edit

KIND: ActionKind = "quickfix"


def find(asked: Asked) -> Iterator[Action]:
    taken = {block.id.casefold() for block in asked.note.blocks}
    for problem in asked.of("duplicate-block-id"):
        block = next((block for block in asked.note.blocks if block.id_span == problem.span), None)
        if block is not None:
            id_ = next(new for n in count(2) if (new := f"{block.id}-{n}").casefold() not in taken)
            taken.add(id_.casefold())
            edit = Edit(asked.note.path, problem.span, id_)
            yield Action(f"Change the id to ^{id_}", KIND, Changes((edit,)), (problem,), preferred=True)
