"""The way out: answers as plain JSON values in the protocol's own words (LSP 3.17), for json.dumps to write as they are.

The library's types and their converter cost more than most answers take to find; a test structures every shape made
here with that converter, so that the shapes stay right.
"""
