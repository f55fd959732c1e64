"""The answers: each a function of a snapshot and a place, one file a request."""
