from support.steps import check_linear
from vaultls.syntax.tables import tables


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in tables(text)]


def test_tables() -> None:
    assert found("text\n\n| a |\n|---|\n| b |\n\nend | x\n") == ["| a |\n|---|\n| b |"]
    assert found("a | b\r\n:-- | --:\r\nc | d\r\n") == ["a | b\r\n:-- | --:\r\nc | d"]
    assert found("> | a |\n> |---|\n> | b |\n") == ["> | a |\n> |---|\n> | b |"]
    assert found("| a |\n|---|") == ["| a |\n|---|"]


def test_what_is_none() -> None:
    for text in ("", "|---|\n", "a\n---\nb | c\n", "---\na: b | c\n---\n", "- a | b\n- c\n", "text\n|---|\n"):
        assert found(text) == [], text


def test_linear() -> None:
    check_linear(lambda n: lambda: tables("| a |\n|---|\n" * n), 500)
    check_linear(lambda n: lambda: tables("| a |\n|---|\n| b |\n\n" * n), 500)
