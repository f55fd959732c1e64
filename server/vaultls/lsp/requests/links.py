"""The command that writes a link to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaultls.lsp import decode
from vaultls.lsp.decode import Invalid
from vaultls.lsp.feature import feature

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server


def link_to(server: Server, arguments: list[Any]) -> Any:
    """[uri of the note, uri of the file] to the text of the link; null where they are in no vault, or in two."""
    if len(arguments) != 2 or not all(isinstance(argument, str) for argument in arguments):
        raise Invalid("the arguments must be two URIs")
    source, target = (decode.find(server.session, uri) for uri in arguments)
    if source is None or target is None or source[0] is not target[0] or target[1] not in target[0].vault.files:
        return None
    return feature("commands.link_to", "link_to")(source[0].vault, source[1], target[1])
