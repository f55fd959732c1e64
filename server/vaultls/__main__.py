"""`python -m vaultls`: the command line."""

from vaultls.cli import main

if __name__ == "__main__":
    main()
