"""Write a vault of book notes in invented words, the same for the same arguments: python -m bench.make_vault --notes 10000 --out DIR"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random
from typing import NamedTuple

ON, END = (
    ("b", "br", "d", "f", "gl", "h", "k", "m", "pl", "s", "st", "tr", "v"),
    ("a", "an", "el", "in", "o", "or", "um"),
)
FOLDERS = ("Books/", "Books/Old shelf/", "People/", "Ideas/", "Journal/Reading/")
TAGS = ("politics/old", "politics/new", "shore", "craft", "craft/slow", "quote", "読書", "été")
HUB = "Marrowfen Index"
TABLE = ("| a | b |", "| - | - |", "| [[{}\\|x]] | y |")


class Place(NamedTuple):
    """A link or tag in a note, by its line and column from 0, and what it names."""

    path: str
    line: int
    character: int
    names: str


class Truth(NamedTuple):
    """What was written, counted while writing."""

    links: list[Place]  # of several notes the first link; it names the target's path
    hub: list[Place]  # every link to the note that most others link to
    tag: list[Place]  # one `#book` of each note that has it
    long: str  # path of a note of 80 KB
    heading: Place  # one in the long note that other notes link to


def make(notes: int, out: Path, seed: int) -> Truth:
    """A vault of so many notes in the new folder `out`."""
    rnd = Random(seed)

    def words(least: int, most: int) -> str:
        count = rnd.randint(least, most)
        return " ".join(
            "".join(rnd.choice(ON) + rnd.choice(END) for _ in range(rnd.randint(1, 3))) for _ in range(count)
        )

    pool = [f"{words(6, 18).capitalize()}{rnd.choice(['.', '!', ' — “so”.', ' 🌾.'])}" for _ in range(3000)]
    names = [HUB, *(f"{words(1, 2).capitalize()} {i}" for i in range(1, notes))]
    paths = [f"{FOLDERS[i % 5] if i else ''}{name}.md" for i, name in enumerate(names)]
    truth = Truth([], [], [], paths[1], Place(paths[1], 11, 4, "1.First"))

    def link() -> str:
        i = rnd.randrange(1, notes)
        forms = ("[[{n}]]", "[[{n}]]", "[[{n}|said]]", "[[{n}#1.First]]", "[[{p}]]", "![[{n}#^key]]", "[said](</{p}.md>)", "[[{n} unwritten]]", "[[Alias {i}]]")  # fmt: skip
        return rnd.choice(forms).format(n=names[i], p=paths[i][:-3], i=i)

    def section(number: int) -> list[str]:
        rows = [f"# {words(1, 1).upper()}"] * (number % 4 == 1) + [
            f"### {number}.{words(1, 2) if number > 1 else 'First'}"
        ]
        if number > 1 and rnd.random() < 0.15:
            return rows  # still to be written
        for _ in range(rnd.randint(1, 4)):
            rows += [
                f"{rnd.choice(('', '', '- ', '> '))}{' '.join(rnd.choices(pool, k=rnd.randint(1, 5)))} See {link()}",
                "",
            ]
        if number > 1 and rnd.random() < 0.05:
            rows += [
                "```",
                "[[no link]] #notag",
                "# no heading",
                "```",
                "",
                *TABLE[:2],
                TABLE[2].format(rnd.choice(names[1:])),
                "",
            ]
        return [*rows, f"{rnd.choice(pool)} ^key", ""] if number == 1 else rows

    for i, path in enumerate(paths):
        first, tags = rnd.randrange(1, notes), rnd.sample(TAGS, rnd.randrange(3))
        hubs, is_book = int(rnd.random() * 1.27 + 0.33) if i else 0, rnd.random() < 0.45
        rows = [
            "---",
            f"rating: {rnd.choice('ABC')} ",
            f"tags: [{', '.join(tags)}]",
            f"aliases: [Alias {i}]",
            "---",
            f"# {names[i]}",
        ]
        labels = f"`LINKS:` [[{names[first]}]]", f"`TAGS:`  {'#book ' * is_book}{' '.join('#' + t for t in tags)}"
        rows += [labels[0] + f" [[{HUB}]]" * hubs, labels[1], "", "---"]
        if 1 < i < 20:
            truth.links.append(Place(path, 6, len("`LINKS:` "), paths[first]))
        truth.hub.extend(Place(path, 6, len(labels[0]) + 1, paths[0]) for _ in range(hubs))
        truth.tag.extend([Place(path, 7, len("`TAGS:`  "), "book")] * is_book)
        size, number = 80_000 if i == 1 else 600 + rnd.expovariate(1 / 3200), 0
        while size > 0:
            number += 1
            rows += section(number)
            size -= sum(map(len, rows[-12:]))
        file = out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((("\r\n" if i % 20 == 7 else "\n").join(rows) + "\n").encode())
    return truth


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write a vault of book notes to measure with.")
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    made = make(given.notes, given.out, given.seed)
    print(json.dumps({"links_to_the_hub": len(made.hub), "notes_with_the_tag": len(made.tag), "long_note": made.long}))
