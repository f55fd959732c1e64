"""All notes of a vault: an immutable snapshot and the questions it answers."""
