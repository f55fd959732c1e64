"""One note: from its text to its facts."""
