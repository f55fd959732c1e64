"""What a note says, drawn: each picture shows all facts of the kinds that it names, and only those."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.picture import check_drawn, picture
from vaultls.features.answer import Place
from vaultls.syntax.link_parts import display_of
from vaultls.syntax.note import Note
from vaultls.syntax.outline import is_empty_section
from vaultls.syntax.parse import parse
from vaultls.text.span import Span


def facts(note: Note) -> Iterator[tuple[str, str, Span]]:
    """(kind, label, span) of every fact."""
    for link in note.links:
        label = link.path + ("#" + link.subpath if link.subpath else "")
        yield "link", f"{link.kind} {label}", Span(link.start, link.end)
    for tag in note.tags:
        yield "tag", f"tag {tag.name}", Span(tag.start, tag.name_span.end)
    for i, heading in enumerate(note.headings):
        yield (
            "heading",
            f"h{heading.level}" + (" empty" if is_empty_section(note.headings, i) else ""),
            heading.text_span,
        )
    for block in note.blocks:
        yield "block", f"block {block.id}", Span(block.start, block.end)
    for zone in note.zones:
        yield "zone", zone.kind, Span(zone.start, zone.end)
    for footnote in note.footnotes:
        yield "footnote", f"note {footnote.label}".strip(), Span(footnote.start, footnote.end)
    for definition in note.footnote_definitions:
        yield "footnote", f"definition {definition.label}", Span(definition.start, definition.end)
    for definition in note.definitions:
        yield "definition", f"definition {definition.label} {definition.dest}", Span(definition.start, definition.end)
    for callout in note.callouts:
        yield (
            "callout",
            f"callout {callout.type} {callout.title}".strip(),
            Span(callout.start, callout.start + len(callout.type) + 3),
        )
    for task in note.tasks:
        yield "task", f"task {task.state}".strip(), Span(task.start, task.start + 3)
    for field in note.fields:
        yield "field", f"field {field.name}", Span(field.value_start, field.end)
    for problem in note.problems:
        yield "problem", problem.code, Span(problem.start, problem.end)
    for alias in note.aliases:
        yield "alias", f"alias {alias.text}", Span(alias.start, alias.end)


def check(kinds: str, source: str, newline: str = "\n") -> None:
    p = picture("-- a.md --\n" + source, newline)
    got = [(label, Place("a.md", span)) for kind, label, span in facts(p.note) if kind in kinds.split()]
    check_drawn(p, got)


WIKILINKS = {
    "plain": "see [[dir/B]] and [[C|text]]\n    ^^^^^^^^^ wikilink dir/B\n                  ^^^^^^^^^^ wikilink C\n",
    "subpaths": "[[B#H]] [[B#H#I]] [[B#^id]]\n^^^^^^^ wikilink B#H\n        ^^^^^^^^^ wikilink B#H#I\n                  ^^^^^^^^^ wikilink B#^id\n",
    "own": "[[#H]] [[#^id]] [[^id]]\n^^^^^^ wikilink #H\n       ^^^^^^^^ wikilink #^id\n                ^^^^^^^ wikilink #^id\n",
    "blanks": "[[ B  # H | x ]]\n^^^^^^^^^^^^^^^^ wikilink B#H\n",
    "table": "| [[B\\|x]] | [[C#D\\|y]] |\n  ^^^^^^^^ wikilink B\n             ^^^^^^^^^^ wikilink C#D\n",
    "twice": "[[B]][[B]]\n^^^^^ wikilink B\n     ^^^^^ wikilink B\n",
    "emoji before": "😀𝄞 [[B]]\n   ^^^^^ wikilink B\n",
    "chinese": "见[[书]]。\n ^^^^^ wikilink 书\n",
    "never over lines": "[[B\nC]]\n",
    "unclosed before": "An [[ open one and [[B]]\n                   ^^^^^ wikilink B\n",
    "empty": "[[]] [[ ]] [[|x]]\n",
    "escaped": "\\[[B]] and \\\\[[C]]\n             ^^^^^ wikilink C\n",
    "embed": "![[B]] ![[x.png|300]] \\![[C]]\n^^^^^^ embed B\n       ^^^^^^^^^^^^^^ embed x.png\n                        ^^^^^ wikilink C\n",
    "display with brackets": "[[B|a [b] c]]\n^^^^^^^^^^^^^ wikilink B\n",
    "code in subpath": "[[B#a `b` c]]\n^^^^^^^^^^^^^ wikilink B#a `b` c\n",
    "code across the bracket": "[[B `c]] d` [[E]]\n            ^^^^^ wikilink E\n",
    "in a heading": "# On [[B]]\n     ^^^^^ wikilink B\n",
    "in quotes and lists": "> - [[B]]\n>   1. [[C]]\n    ^^^^^ wikilink C\n".replace(
        "> - [[B]]\n", "> - [[B]]\n    ^^^^^ wikilink B\n"
    ).replace("\n    ^^^^^ wikilink C", "\n       ^^^^^ wikilink C"),
    "label line": "`LINKS:` [[B]] | [[C]]\n         ^^^^^ wikilink B\n                 ^^^^^ wikilink C\n",
}

MARKDOWN = {
    "plain": "[text](B.md#h) ![](x.png)\n^^^^^^^^^^^^^^ markdown B.md#h\n               ^^^^^^^^^^ embed x.png\n",
    "encoded": "[t](a%20b.md) [t](<a b.md>)\n^^^^^^^^^^^^^ markdown a b.md\n              ^^^^^^^^^^^^^ markdown a b.md\n",
    "a destination that looks like HTML": "[t](<a b.md>) [t](<c d>)\n^^^^^^^^^^^^^ markdown a b.md\n              ^^^^^^^^^^ markdown c d\n",
    "title": "[t](B.md \"x\") [t](B.md 'y') [t](B.md (z))\n^^^^^^^^^^^^^ markdown B.md\n              ^^^^^^^^^^^^^ markdown B.md\n                            ^^^^^^^^^^^^^ markdown B.md\n",
    "parentheses": "[t](a(b)c.md)\n^^^^^^^^^^^^^ markdown a(b)c.md\n",
    "external": "[t](https://x.org/a) <https://x.org> [t](mailto:a@b.c) [[B]]\n                                                       ^^^^^ wikilink B\n",
    "own heading": "[t](#h)\n^^^^^^^ markdown #h\n",
    "image in a link": "[![a](i.png)](B.md)\n^^^^^^^^^^^^^^^^^^^ markdown B.md\n ^^^^^^^^^^^ embed i.png\n",
    "no link in a link": "[a [b](c.md) d](e.md)\n   ^^^^^^^^^ markdown c.md\n",
    "over lines": "[two\n^ markdown B.md[\nlines](B.md)\n            ^ markdown B.md]\n",
    "not over paragraphs": "[two\n\nlines](B.md)\n",
    "reference": '[t][r] [r][] [r] [t][none]\n^^^^^^ markdown B.md#h\n       ^^^^^ markdown B.md#h\n             ^^^ markdown B.md#h\n\n[r]: B.md#h "title"\n',
    "reference to outside": "[r]\n\n[r]: https://x.org\n",
    "blanks that are no ASCII": "[t](a\u3000b.md) [t](c\u00a0d.md)\n^^^^^^^^^^^ markdown a\u3000b.md\n            ^^^^^^^^^^^ markdown c\u00a0d.md\n",
    "no escaped blank": "[t](a\\ b.md) [t](c\\ 'd')\n             ^^^^^^^^^^^ markdown c\\\n",
    "entity": "[t](a&amp;b.md)\n^^^^^^^^^^^^^^^ markdown a&b.md\n",
    "over lines of a quote": "> [t](\n  ^ markdown B.md[\n> B.md\n> 'x')\n      ^ markdown B.md]\n",
    "label over lines of a quote": "> [t][a\n  ^ markdown B.md[\n> b]\n    ^ markdown B.md]\n\n[a b]: B.md\n",
    "reference with a blank that is no ASCII": "[r]\n^^^ markdown a\u3000b.md\n\n[r]: a\u3000b.md\n",
    "a task is no reference": "- [ ] [[B]]\n      ^^^^^ wikilink B\n",
}

PROPERTIES = {
    "quoted": '---\nauthor: "[[B|x]]"\n         ^^^^^^^ property B\n---\n',
    "list": "---\nmeets: [\"[[B]]\", '[[C#D]]']\n         ^^^^^ property B\n                  ^^^^^^^ property C#D\n---\n",
    "block list": '---\nmeets:\n  - "[[B]]"\n     ^^^^^ property B\n---\n',
    "own block": '---\na: "[[^id]] [[#h]]"\n    ^^^^^^^ property #^id\n            ^^^^^^ property #h\n---\n',
    "single quotes": "---\na: '[[L''Île#d''Elbe]]'\n    ^^^^^^^^^^^^^^^^^^ property L'Île#d'Elbe\n---\n",
    "escapes": '---\na: "[[\\xcele]]"\n    ^^^^^^^^^^ property Île\n---\n',
    "not in keys or comments": "---\n# [[B]]\na: b # [[C]]\n---\n",
    "never closed": '---\nauthor: "[[B]]"\n         ^^^^^ wikilink B\n',
}

TAGS = {
    "plain": "#a text #b/c #d/ end\n^^ tag a\n        ^^^^ tag b/c\n             ^^ tag d\n",
    "scripts": "#哲学 #été #политика #📚 #👩‍💻 #سياسة\n^^^ tag 哲学\n    ^^^^ tag été\n         ^^^^^^^^^ tag политика\n                   ^^ tag 📚\n                      ^^^^ tag 👩‍💻\n                           ^^^^^^ tag سياسة\n",
    "joiners": "#می‌روم\n^^^^^^^ tag می‌روم\n",
    "ends": "#a, #b. (#c) #d-e_f/g! #h:\n^^ tag a\n    ^^ tag b\n             ^^^^^^^^ tag d-e_f/g\n                       ^^ tag h\n",
    "decoys": "C# F# #42 \\#x https://x.org/#y a#b ## #️⃣ ##c\n",
    "digits with a letter": "#2024 #y2024 #2024-01\n      ^^^^^^ tag y2024\n             ^^^^^^^^ tag 2024-01\n",
    "heading": "## A #t of it\n     ^^ tag t\n",
    "line start is no heading": "#book\n^^^^^ tag book\n",
    "quote": ">#t\n ^^ tag t\n> a>#u\n",
    "list": "- #t\n  ^^ tag t\n",
    "label line": "`TAGS:`  #book #a/b\n         ^^^^^ tag book\n               ^^^^ tag a/b\n",
    "behind code": "`x`#t and `x` #u\n              ^^ tag u\n",
    "properties": "---\ntags: [a, \"#b/c\", 'd']\n       ^ tag a\n            ^^^ tag b/c\n                   ^ tag d\n---\n",
    "property list": '---\ntags:\n  - a\n    ^ tag a\n  - "#b"\n      ^ tag b\n---\n',
    "property string": "---\ntags: a, b/c #d\n---\n".replace(" #d", "").replace(
        "b/c\n", "b/c\n      ^ tag a\n         ^^^ tag b/c\n"
    ),
    "property words": "---\ntag: a b\n     ^ tag a\n       ^ tag b\n---\n",
    "property quoted string": '---\ntags: "#a, #b"\n        ^ tag a\n            ^ tag b\n---\n',
    "no tag in a property": "---\ntags: [42, two words, a.b]\n---\n",
    "trailing blank": "---\ntags: a \n      ^ tag a\n---\n",
}

HEADINGS = {
    "levels": "# A\n  ^ h1\n### B\n    ^ h3 empty\n## C ##\n   ^ h2 empty\n",
    "no blank": "#book\n####### seven\n### 1.Military\n    ^^^^^^^^^^ h3 empty\n",
    "setext": "A\n^ h1\n===\nB\n^ h2 empty\n---\n",
    "setext over lines": "A\n^ h1 empty[\nb\n ^ h1 empty]\n===\n",
    "nested": "> # A\n    ^ h1\n> x\n\n- ## B\n     ^ h2\n  x\n",
    "white space is empty": "# A\n  ^ h1 empty\n\n \t \n",
    "a comment fills": "# A\n  ^ h1\n%% later %%\n# B\n  ^ h1\n<!-- x -->\n",
    "an ignore line doesn't fill": "# A\n  ^ h1 empty\n%% vaultls-ignore empty-section %%\n",
    "a rule fills": "# A\n  ^ h1\n---\n",
    "text": "#   A *b* `c`  #\n    ^^^^^^^^^ h1 empty\n",
    "no text": "#\n ^ h1 empty[]\n## ##\n  ^ h2 empty[]\n".replace("# \n", "#\n").replace("^ h1 empty[]", "^ h1[]"),
    "crowded": "# A\n  ^ h1\ntext\n## B\n   ^ h2\n### C\n    ^ h3 empty\n## D\n   ^ h2 empty\n",
}

BLOCKS = {
    "paragraph": "one\n^ block x[\ntwo ^x\n      ^ block x]\n",
    "paragraph, own line": "one\n^ block x[\n^x\n  ^ block x]\n",
    "item": "- one\n- two ^x\n^^^^^^^^ block x\n- three\n",
    "item with children": "- one ^x\n^ block x[\n  - child\n         ^ block x]\n- two\n",
    "heading": "# A ^x\n^^^^^^ block x\n",
    "quote": "> one\n^ block x[\n> two\n     ^ block x]\n\n^x\n",
    "quote without a blank": "> one\n^^^^^ block x\n^x\n",
    "list": "- one\n^ block x[\n- two\n     ^ block x]\n\n^x\n",
    "list without a blank": "- one\n^ block x[\n- two\n     ^ block x]\n^x\n",
    "the last of two lists": "- one\n\n* two\n^ block x[\n  - in it\n\n* three\n       ^ block x]\n\n^x\n",
    "the last of two lists without a blank": "- one\n\n1. two\n^^^^^^ block x\n^x\n",
    "in an item": "- one\n\n- two\n^^^^^ block x\n\n  ^x\n- three\n",
    "in an item, after a list": "- one\n\n  - two\n  ^ block x[\n\n    more\n\n  - three\n         ^ block x]\n\n  ^x\n",
    "in an item, after a paragraph": "- one\n\n  two\n\n  three\n  ^^^^^ block x\n\n  ^x\n",
    "in an item, after a quote": "- one\n  > two\n  ^ block x[\n  >\n  > three\n         ^ block x]\n\n  ^x\n",
    "in a quote": "> one\n>\n> two\n^^^^^ block x\n>\n> ^x\n",
    "behind the frontmatter": "---\na: b\n---\n^x\n^^ block x\n",
    "table": "| a |\n^ block x[\n| - |\n| b |\n     ^ block x]\n\n^x\n",
    "fence": "```\n^ block x[\ncode ^y\n```\n   ^ block x]\n\n^x\n",
    "not inside a line": "one ^x two\n`^y`\n",
    "case kept": "one ^Ab-1\n^^^^^^^^^ block Ab-1\n",
}

ZONES = {
    "fence": "```py\n^ code[\n# x [[B]] #t\n```\n   ^ code]\n",
    "fence in a quote": "> ```\n^ code[\n> [[B]]\n> ```\n     ^ code]\n",
    "fence never closed": "~~~\n^ code[\n[[B]]\n      ^ code]\n",
    "indented": "x\n\n    [[B]]\n^^^^^^^^^ code\n",
    "code span": "a `[[B]]` b ``c ` d``\n  ^^^^^^^ code\n            ^^^^^^^^^ code\n",
    "code span over lines": "a `b\n  ^ code[\nc` d\n  ^ code]\n",
    "code span not over paragraphs": "a `b\n\nc` d\n",
    "escaped backtick": "\\`[[B]]\\`\n",
    "comments": "a %%[[B]]%% b <!-- #t --> c\n  ^^^^^^^^^ comment\n              ^^^^^^^^^^^ comment\n",
    "comment closes on its line": "a %% b\nc %% d\n",
    "comment block": "%%\n^ comment[\n# x\n\n[[B]]\n%%\n  ^ comment]\n",
    "comment never closed": "%% [[B]]\n\n# A\n",
    "math": "$a$ and $$b$$\n^^^ math\n        ^^^^^ math\n",
    "math block": "$$\n^ math[\n# x\n\ny\n$$\n  ^ math]\n",
    "prices": "$5, see [[A]], not $6\n",
    "price and digit": "$5 and $x$5\n",
    "math never closed": "$$\nx\n",
    "html": "<div>\n^ html[\n[[B]]\n</div>\n      ^ html]\n\n[[C]]\n",
    "inline html": 'a <b title="[[B]]">c</b>\n  ^^^^^^^^^^^^^^^^^ html\n                    ^^^^ html\n',
    "urls": "https://x.org/[[a]]#t [[B]] (http://y.org)\n^^^^^^^^^^^^^^^^^^^^^ url\n                             ^^^^^^^^^^^^ url\n",
    "frontmatter": "---\n^ frontmatter[\na: b\n---\n    ^ frontmatter]\nx\n",
    "empty frontmatter": "---\n^ frontmatter[\n---  \n      ^ frontmatter]\n",
    "code binds first": "`%%` a `%%` [[B]]\n^^^^ code\n       ^^^^ code\n",
}

OTHERS = {
    "footnotes": "footnote|a[^1] b^[c [[D]]] [^x y]\n ^^^^ note 1\n       ^^^^^^^^^^ note\n\n[^1]: text\n^^^^^^^^^^ definition 1\n",
    "footnote continued": "footnote|[^1]: text\n^ definition 1[\n\n    more\n        ^ definition 1]\nno more\n",
    "footnotes in quotes and lists": "footnote|> a[^1]\n   ^^^^ note 1\n>\n> [^1]: two words\n  ^^^^^^^^^^^^^^^ definition 1\n> [^2]: word\n  ^^^^^^^^^^ definition 2\n\n- b[^3]\n   ^^^^ note 3\n\n  [^3]: more words\n  ^^^^^^^^^^^^^^^^ definition 3\n",
    "footnote definition with blanks before it": "footnote|  [^1]: word\n  ^^^^^^^^^^ definition 1\n",
    "no link definition": "definition|> [^1]: word\n\n- [^2]: word\n",
    "a footnote of a link": "link|> [^1]: [[A]]\n        ^^^^^ wikilink A\n",
    "definitions": "definition|[a]: B.md\n^^^^^^^^^ definition a B.md\n[c]:\n^ definition c <d e.md>[\n<d e.md>\n        ^ definition c <d e.md>]\n",
    "callouts": "callout|> [!note] Title\n  ^^^^^^^ callout note Title\n> > [!tip]-\n    ^^^^^^ callout tip\n> x [!no]\n",
    "tasks": "task|- [ ] a\n  ^^^ task\n- [x] b\n  ^^^ task x\n1. [/] c\n   ^^^ task /\n[ ] d\n",
    "fields": "field|`TAGS:`  #a\n         ^^ field TAGS\nLINKS: [[B]]\n       ^^^^^ field LINKS\nlinks: x\n`TAGS`: y\n",
    "nbsp": "problem|#\u00a0A\n^^ nbsp-heading\n##\u00a0B\n^^^ nbsp-heading\n",
    "bad frontmatter": "problem|---\na: b\nc: [\n---\nx\n".replace("c: [\n", "c: [\n^^^^ bad-frontmatter\n"),
    "not a mapping": "problem|---\njust text\n^^^^^^^^^ bad-frontmatter\n---\n".replace(
        "^^^^^^^^^ bad-frontmatter", "^^^^^^^^^ bad-frontmatter"
    ),
    "aliases": 'alias|---\naliases: ["A b", c]\n          ^^^^^ alias A b\n                 ^ alias c\nalias: D e\n       ^^^ alias D e\n---\n',
}


@pytest.mark.parametrize("source", WIKILINKS.values(), ids=WIKILINKS)
def test_wikilinks(source: str) -> None:
    check("link", source)


@pytest.mark.parametrize("source", MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_links(source: str) -> None:
    check("link", source)


@pytest.mark.parametrize(
    ("link", "display"),
    [
        ("[a [b] c](B.md)", "a [b] c"),
        ('[a](B.md "x \\" y")', "a"),
        ("[a [b] c][r]", "a [b] c"),
        ("[![a](i.png)][r]", "![a](i.png)"),
        ("[r][]", "r"),
        ("[r]", "r"),
        ("![r]", "r"),
        ("[[B|a [b] c]]", "a [b] c"),
    ],
)
def test_display(link: str, display: str) -> None:
    assert display_of(parse("a.md", f"{link}\n\n[r]: B.md\n").links[0]) == display


@pytest.mark.parametrize("source", PROPERTIES.values(), ids=PROPERTIES)
def test_property_links(source: str) -> None:
    check("link", source)


@pytest.mark.parametrize("source", TAGS.values(), ids=TAGS)
def test_tags(source: str) -> None:
    check("tag", source)


@pytest.mark.parametrize("source", HEADINGS.values(), ids=HEADINGS)
def test_headings(source: str) -> None:
    check("heading", source)


@pytest.mark.parametrize("source", BLOCKS.values(), ids=BLOCKS)
def test_blocks(source: str) -> None:
    check("block", source)


@pytest.mark.parametrize("source", ZONES.values(), ids=ZONES)
def test_zones(source: str) -> None:
    check("zone", source)


@pytest.mark.parametrize("source", OTHERS.values(), ids=OTHERS)
def test_others(source: str) -> None:
    kind, _, drawn = source.partition("|")
    check(kind, drawn)


@pytest.mark.parametrize("rest", ["", "b: &x [1]\n"], ids=["plain lines", "YAML parser"])
@pytest.mark.parametrize(
    ("value", "expected"), [("", None), (" # a", None), (" ''", ""), ("\n  -\n  - x", [None, "x"])]
)
def test_a_property_without_a_value_is_null(value: str, expected: object, rest: str) -> None:
    assert parse("a.md", f"---\na:{value}\n{rest}---\n").properties[0].value == expected


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize(
    "group", [WIKILINKS, PROPERTIES, TAGS, BLOCKS, HEADINGS], ids=["links", "properties", "tags", "blocks", "headings"]
)
def test_line_ends(group: dict[str, str], newline: str) -> None:
    """Every kind of line end says the same. (A block's or setext heading's text may span lines, so only places count.)"""
    for source in group.values():
        one, other = picture("-- a.md --\n" + source), picture("-- a.md --\n" + source, newline)
        places = [
            [
                (label, p.note.lines.position(span.start, "utf-32"), p.note.lines.position(span.end, "utf-32"))
                for _, label, span in facts(p.note)
                if label not in ("code", "url")
            ]
            for p in (one, other)
        ]
        assert places[0] == places[1]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_spans_in_frontmatter_that_needs_a_yaml_parser(newline: str) -> None:
    source = '---\n\n"x": {a: bee}\nb: |\n  text\nup: \'[[N]]\'\ntags:\n  - &t one\n  - "two"\nlast: |\n  end\n---\n'
    text = source.replace("\n", newline)
    note = parse("a.md", text)
    said = [text[s.start : s.end] for p in note.properties for s in p.scalars if s.quote != "|"]
    assert said == ["bee", "'[[N]]'", "&t one", '"two"']
    assert [text[p.key_start : p.key_end] for p in note.properties] == ['"x"', "b", "up", "tags", "last"]
    assert [text[tag.name_span.start : tag.name_span.end] for tag in note.tags][-1:] == ["two"]
    assert [link.raw for link in note.links] == [text[link.start : link.end] for link in note.links] == ["[[N]]"]
    assert [p.value for p in note.properties if p.key in ("b", "last")] == ["text\n", "end\n"]


@pytest.mark.parametrize("source", ["# A [[b]]\n#t\n", "---\ntags: [x]\n---\n# A\n", "[[b]]\n", "#t\n"])
def test_a_byte_order_mark_moves_everything_by_one(source: str) -> None:
    without, with_it = (parse("a.md", text) for text in (source, "\ufeff" + source))
    here = [(kind, label, span.start + 1) for kind, label, span in facts(without) if kind != "zone"]
    assert here == [(kind, label, span.start) for kind, label, span in facts(with_it) if kind != "zone"]
