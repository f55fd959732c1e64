"""Notes that nobody writes, in any size: each would cost more than linear time if something were careless."""

from __future__ import annotations

from collections.abc import Callable

HOSTILE: dict[str, Callable[[int], str]] = {
    "open brackets": lambda n: "[[" * n,
    "open links with text": lambda n: "[[a " * n,
    "brackets then links": lambda n: "[" * n + "[a](b)" * n,
    "closing brackets": lambda n: "[" * n + "]" * n,
    "hashes": lambda n: "#" * n,
    "tags": lambda n: "#a" * n,
    "math never closed": lambda n: "$$\n" + "$a \n\n" * n,
    "comments never closed": lambda n: "a\n<!-- \n\nb <!-- c " * n,
    "comment marks": lambda n: "%% a\n" * n,
    "definitions": lambda n: "".join(f"[a{i}]: b\n" for i in range(n)),
    "uses of definitions": lambda n: "[a] " * n + "\n\n[a]: b\n",
    "backticks": lambda n: "".join("`" * (i % 50 + 1) + "a" for i in range(n)),
    "HTML": lambda n: "a <b c='" * n,
    "quotes": lambda n: ">" * n + " a\n",
    "deep lists": lambda n: "".join("  " * min(i, 120) + "- a\n" for i in range(n)),
    "a long list": lambda n: "- a [[b]] #c\n" * n,
    "a hard list": lambda n: "- # a\n\n  ```\n  b\n  ```\n" * n,
    "quotes of one line": lambda n: "> # a\n* * *\n" * n,
    "label lines": lambda n: "`TAGS:` #a\n" * n,
    "block ids": lambda n: "text ^a\n\n" * n,
    "lone block ids": lambda n: "> a\n\n^b\n\n```\nc\n```\n^d\n\n" * n,
    "headings": lambda n: "# A\n" * n,
    "footnotes": lambda n: "[^a]: b\n    c\n\n" * n,
    "one line": lambda n: "word " * n,
    "urls": lambda n: "http://a/((( " * n,
    "destinations": lambda n: '[a](b "c' * n,
    "nested destinations": lambda n: "[a](" + "(" * n,
    "flow frontmatter": lambda n: "---\na: [" + "b, " * n + "c]\nd: {e: f}\n---\n",
    "emoji": lambda n: "😀é中" * n + " [[a]]",
}
