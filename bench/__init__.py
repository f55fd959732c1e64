"""How fast the server is, on vaults made for it; see CONTRIBUTING.md."""
