"""Whole vaults to hold laws against: the demo vault, generated ones, and a real one where it is at hand."""

from __future__ import annotations

import posixpath
import random
import tarfile
from pathlib import Path
from urllib.parse import quote

import pytest

from vaultls.config import Config
from vaultls.host.read import decode
from vaultls.syntax.parse import parse
from vaultls.vault.names import is_note
from vaultls.vault.vault import Vault

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "vaults" / "knowledge-garden-zh.tar.xz"

_TAGS = [
    "book",
    "Book",
    "politics",
    "politics/labour",
    "politics/labour/strike",
    "哲学",
    "📚",
    "été",
    "draft-2",
    "a_b",
    "y2024",
]
_TEXT = [
    "Some prose with “quotes” and 😀.",
    "",
    "```\n#book [[fake]]\n```",
    "`#book`",
    "%% #book %%",
    "C# and #42",
    "# Heading",
    "## Deeper",
]


class Texts(dict[str, str]):
    """The notes of a vault by path."""

    def vault(self, files: tuple[str, ...] = ()) -> Vault:
        return Vault.of([*self, *files], [parse(path, text) for path, text in self.items()], Config())


def demo() -> Texts:
    return _folder(ROOT / "seeds")


def generated(seed: int, notes: int = 60) -> Texts:
    """Notes with tags in every place that a tag can stand in, line ends of each kind, links between them."""
    rnd = random.Random(seed)
    result = Texts()
    for i in range(notes):
        tags = rnd.sample(_TAGS, rnd.randrange(4))
        front = ""
        if tags:
            forms = [
                "tags: [" + ", ".join(rnd.choice([t, f'"{t}"', f'"#{t}"']) for t in tags) + "]",
                "tags:\n" + "\n".join(f"  - {rnd.choice([t, repr(t), chr(34) + '#' + t + chr(34)])}" for t in tags),
                "tags: " + ", ".join(tags),
                "tag: " + " ".join(tags),
            ]
            front = f'---\nauthor: "[[N{rnd.randrange(notes)}]]"\n{rnd.choice(forms)} \n# {tags[0]}: no tag\n---\n'
        lines = ["# N", "`TAGS:`  " + " ".join(f"#{t}" for t in rnd.sample(_TAGS, rnd.randrange(4)))]
        for _ in range(rnd.randrange(12)):
            lines.append(
                rnd.choice(
                    [
                        rnd.choice(_TEXT),
                        f"see [[N{rnd.randrange(notes)}|x]] #{rnd.choice(_TAGS)}, and 𝄞 #{rnd.choice(_TAGS)}",
                        f"- #{rnd.choice(_TAGS)} item",
                        f"> #{rnd.choice(_TAGS)}",
                    ]
                )
            )
        result[f"f{i % 4}/N{i}.md"] = (front + "\n".join(lines) + "\n").replace(
            "\n", rnd.choice(["\n", "\n", "\r\n", "\r"])
        )
    return result


def real(folder: Path) -> Texts:
    """The real vault, unpacked into `folder`. Skips the test where it is missing."""
    if not REAL.exists():
        pytest.skip(f"the real vault is not at hand ({REAL.name})")
    with tarfile.open(REAL) as archive:
        safe = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # Python before 3.11.4 has none
        archive.extractall(folder, **safe)
    return _folder(folder)


def _folder(root: Path) -> Texts:
    return Texts(
        (path.relative_to(root).as_posix(), decode(path.read_bytes())[0])
        for path in sorted(root.rglob("*"))
        if path.is_file()
        and is_note(path.name)
        and not any(part.startswith(".") for part in path.relative_to(root).parts)
    )


def linked(seed: int, notes: int = 24) -> Texts:
    """Notes that link to each other in every way there is: by name, path, alias, heading, block, in tables and properties."""
    rnd = random.Random(seed)
    folders = ["", "d/", "d/e/", "Ä x/"]
    paths = [f"{rnd.choice(folders)}{rnd.choice(['N', 'note ', 'Ü'])}{i}.md" for i in range(notes)]
    result = Texts()

    def link(source: str) -> str:
        path = rnd.choice(paths)
        i = paths.index(path)
        whole = path.removesuffix(".md")
        name = whole.rpartition("/")[2]
        base = source.rpartition("/")[0]
        near = posixpath.relpath("/" + path, "/" + base)
        sub = rnd.choice(["", "", f"#Part {i % 3}", f"#Part {i % 3}#Deep", f"#^b{i}", "#Broken"])
        text = rnd.choice(["", "", "|shown", f"|{name}", f"|Part {i % 3}"])
        slug = {"": "", f"#Part {i % 3}": f"#part-{i % 3}", f"#^b{i}": f"#^b{i}"}.get(sub, "#deep")
        forms = [
            f"[[{name}{sub}{text}]]",
            f"[[{name.upper()}{sub}{text}]]",
            f"[[{whole}{sub}{text}]]",
            f"[[/{whole}{sub}]]",
            f"![[{name}{sub}]]",
            f"[[Alias {i}{sub}{text}]]",
            f"[[nowhere {i}{sub}]]",
            f"[{rnd.choice(['x', name])}](<{near}{slug}>)",
            f"[x]({quote(near)}{slug})",
            f"[x](</{path}>)",
            f"[x][r{i % 5}]",
            f"[[#Part {i % 3}]]",
        ]
        return rnd.choice(forms)

    for i, path in enumerate(paths):
        name = path.rpartition("/")[2].removesuffix(".md")
        lines = ["---", f"aliases: [Alias {i}]", f'up: "{link(path)}"', "---"] if rnd.random() < 0.6 else []
        lines += [f"# {rnd.choice([name, 'Title'])}", ""]
        for j in range(3):
            lines += [f"## Part {j}", f"text {link(path)} and 😀 {link(path)}", ""]
            lines += rnd.choice([[f"| a |\n|---|\n| {link(path).replace('|', chr(92) + '|')} |", ""], []])
            lines += rnd.choice([["### Deep", ""], [f"### On {link(path)}", ""], ["```", link(path), "```", ""]])
        lines += [f"end {link(path)} ^b{i}", ""]
        lines += [
            f"[r{k}]: <{posixpath.relpath('/' + rnd.choice(paths), '/' + path.rpartition('/')[0])}>" for k in range(5)
        ]
        result[path] = ("\n".join(lines) + "\n").replace("\n", rnd.choice(["\n", "\r\n"]))
    return result
