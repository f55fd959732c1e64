"""The pictures themselves: what is drawn is what is read, and back."""

import pytest

from support.picture import check_drawn, check_edits, check_places, draw, picture
from vaultls.features.answer import Edit, Place
from vaultls.text.span import Span


def test_files_cursor_and_spans() -> None:
    p = picture("-- a.md --\nsee [[b#He<|>ading]]\n-- dir/b.md --\n## Heading\n   ^^^^^^^ def\ntext\n-- img.png --\n")
    assert p.files == {"a.md": "see [[b#Heading]]\n", "dir/b.md": "## Heading\ntext\n", "img.png": ""}
    assert p.cursor == ("a.md", 10)
    assert p.spans == {"def": [Place("dir/b.md", Span(3, 10))]}
    assert p.note.path == "a.md"
    assert sorted(p.vault.files) == ["a.md", "dir/b.md", "img.png"]
    assert sorted(p.vault.notes) == ["a.md", "dir/b.md"]


def test_several_on_a_line_and_names_with_blanks() -> None:
    p = picture("-- a.md --\none two three\n^^^ x   ^^^^^ no such: `y`\n    ^^^ x\n")
    assert p.spans == {
        "x": [Place("a.md", Span(0, 3)), Place("a.md", Span(4, 7))],
        "no such: `y`": [Place("a.md", Span(8, 13))],
    }


def test_columns_are_those_displayed() -> None:
    p = picture("-- a.md --\n[[no<|>te]] 🏳 x\n  ^^^^^^^ path\n              ^ x\n")
    text = p.files["a.md"]
    assert [text[slice(*place.span)] for name in ("path", "x") for place in p.spans[name]] == ["note", "x"]


def test_carets_beyond_the_line_are_refused() -> None:
    with pytest.raises(ValueError, match="beyond"):
        picture("-- a.md --\nab\n    ^^ x\n")


def test_a_block_id_is_no_caret_line() -> None:
    assert picture("-- a.md --\ntext\n\n^id\n").files["a.md"] == "text\n\n^id\n"


def test_no_final_newline_and_other_line_ends() -> None:
    assert picture("-- a.md --\na\nb").files["a.md"] == "a\nb"
    p = picture("-- a.md --\na\nbc\n^^ x\n ^ y[\n  ^ y]\n", newline="\r\n")
    assert p.files["a.md"] == "a\r\nbc\r\n"
    assert p.spans == {"x": [Place("a.md", Span(3, 5))], "y": [Place("a.md", Span(4, 5))]}


def test_stretches_over_lines_and_of_no_length() -> None:
    p = picture("-- a.md --\n^ top[]\n# A\n^ s[\ntext\n    ^ s]\n-- b.png --\n^ file[]\n")
    assert p.spans == {
        "top": [Place("a.md", Span(0, 0))],
        "s": [Place("a.md", Span(0, 8))],
        "file": [Place("b.png", Span(0, 0))],
    }


@pytest.mark.parametrize(
    "source",
    [
        "-- a.md --\nsee [[b#He<|>ading]]\n    ^^^^^^^^^^^^^^^^ link\n-- dir/b.md --\n## Heading\n   ^^^^^^^ def\ntext\n-- img.png --\n^ file[]\n",
        "-- a.md --\n# A\n^ s[\n  ^ n\ntext\n     ^ s]\n",
        "-- a.md --\nab<|>\n  ^ a[]\n^^ b\n\n^ c[]\nd\n",
        "-- a.md --\none two three\n^^^ a   ^^^^^ b\n    ^^^ c\n",
    ],
)
def test_drawing_gives_back_what_was_read(source: str) -> None:
    p = picture(source)
    drawn = draw(p, [(name, place) for name, places in p.spans.items() for place in places])
    again = picture(drawn)
    assert (again.files, again.cursor, again.spans) == (p.files, p.cursor, p.spans)
    check_drawn(source, [(name, place) for name, places in p.spans.items() for place in places])


def test_a_failure_shows_the_new_picture() -> None:
    source = "-- a.md --\none two\n^^^ x\n"
    with pytest.raises(AssertionError) as failure:
        check_places(source, [Place("a.md", Span(4, 7))], "x")
    assert "    ^^^ x" in str(failure.value)
    check_places(source, [Place("a.md", Span(0, 3))], "x")


def test_edits() -> None:
    edits = [Edit("a.md", Span(2, 3), "new"), Edit("b.md", Span(0, 0), "top ")]
    check_edits("-- a.md --\n[[<|>b]]\n-- b.md --\nx\n", "-- a.md --\n[[new]]\n-- b.md --\ntop x\n", edits)
