"""vaultls: a language server for a folder of Markdown notes."""

__version__ = "0.1.0"
