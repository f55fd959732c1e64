"""`python -m vaultls`: the command line."""

from vaultls.cli import run

if __name__ == "__main__":
    run()
