"""The only mutable state and the only disk access."""
