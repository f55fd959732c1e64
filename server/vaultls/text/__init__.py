"""Offsets in a text, and their lines and columns."""
