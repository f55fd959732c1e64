"""The one place where tests touch diagnostics: those of the first note, or of the one with the cursor, as a picture."""

from support.picture import check_drawn, picture
from vaultls.config import Config
from vaultls.features.answer import Diagnostic, Place
from vaultls.features.diagnostics import diagnose


def diagnostics(source: str, code: str, config: Config | None = None, newline: str = "\n") -> list[Diagnostic]:
    """Those of one code."""
    p = picture(source, newline, config)
    return [d for d in diagnose(p.vault, p.note) if d.code == code]


def check(source: str, code: str, config: Config | None = None, newline: str = "\n") -> list[Diagnostic]:
    """Exactly the findings of `code` are drawn, each by its message."""
    p = picture(source, newline, config)
    found = diagnostics(source, code, config, newline)
    check_drawn(p, [(d.message, Place(p.note.path, d.span)) for d in found])
    return found
