"""Commands: one file each, the function named like the file."""
