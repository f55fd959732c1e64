"""vaultls: a language server for a folder of Markdown notes."""

__version__ = "0.1.0"

DOCUMENTATION = ""
"""Where the folder `docs` can be read, as `project.urls` in pyproject.toml says; "" as long as it doesn't."""
