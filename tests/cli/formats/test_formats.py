"""What `vaultls check` prints for programs: each format holds what the findings are, in its own shape."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from vaultls.cli.formats import FORMATS
from vaultls.cli.main import main
from vaultls.config import SEVERITIES

NOTE = "# A\n😀 [[#no, where: 100%]]\n\ntext[^1]\n"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "my notes"
    folder.mkdir()
    (folder / "a, b.md").write_text(NOTE, encoding="utf-8")
    (folder / "same.md").write_text("text\n# A\n# A\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["check", "--fail-on", "never", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_github(vault: Path) -> None:
    warning, notice = "::warning file=my notes/", "::notice file=my notes/same.md,"
    assert run("--format", "github", vault.name).splitlines() == [
        f"{warning}a%2C b.md,{place(2, 7, 22)},title=unresolved-heading::This note has no heading “no, where: 100%25”",
        f"{warning}a%2C b.md,{place(4, 5, 9)},title=undefined-footnote::No footnote “1” in this note",
        f"{notice}{place(2, 3, 4)},title=empty-section::“A” is still empty",
        f"{notice}{place(3, 3, 4)},title=duplicate-heading::There is a heading “A” here already",
        f"{notice}{place(3, 3, 4)},title=empty-section::“A” is still empty",
        "2 warnings, 2 information, 1 hint in 2 of 2 notes",
    ]


def place(line: int, column: int, end: int) -> str:
    return f"line={line},endLine={line},col={column},endColumn={end}"


def test_github_of_several_lines(vault: Path) -> None:
    (vault / "z.md").write_text("[a b\nc][x]\n\n[y]: b\n 'ti\n tle'\n", encoding="utf-8")
    [_, unused] = [row for row in run("--format", "github", str(vault / "z.md")).splitlines() if row.startswith("::")]
    assert ",line=4,endLine=6,title=unused-reference::" in unused


def test_sarif(vault: Path) -> None:
    log = json.loads(run("--format", "sarif", vault.name))
    check_sarif(log)
    [run_] = log["runs"]
    assert [rule["id"] for rule in run_["tool"]["driver"]["rules"]] == list(SEVERITIES)
    first, *_, hint, _ = run_["results"]
    assert first["ruleId"] == "unresolved-heading"
    assert first["level"] == "warning"
    assert first["message"] == {"text": "This note has no heading “no, where: 100%”"}
    [place] = first["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20notes/a%2C%20b.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 22},
    }
    assert (hint["ruleId"], hint["level"]) == ("duplicate-heading", "note")
    [related] = hint["relatedLocations"]
    assert related["physicalLocation"]["region"]["startLine"] == 2


def test_sarif_of_absolute_paths_and_of_files_that_are_no_notes(vault: Path) -> None:
    (vault / "x").mkdir()
    for name in ("pic.png", "x/pic.png"):
        (vault / name).write_bytes(b"")
    (vault / "z.md").write_text("![[pic.png]] [[x/../pic.png]]\n![[ic.png]]\n", encoding="utf-8")
    (vault / "y").mkdir()
    (vault / "y" / "pic.png").write_bytes(b"")
    (vault / "pic.png").unlink()
    log = json.loads(run("--format", "sarif", str(vault)))
    check_sarif(log)
    found = [r for r in log["runs"][0]["results"] if r["ruleId"] == "ambiguous-link"]
    assert len(found) == 1
    place = found[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": (vault / "z.md").as_uri()}
    pictures = [r["physicalLocation"] for r in found[0]["relatedLocations"]]
    assert [p["artifactLocation"]["uri"] for p in pictures] == [(vault / n / "pic.png").as_uri() for n in ("x", "y")]
    assert not any("region" in p for p in pictures)


def check_sarif(log: Any) -> None:
    """The shape that SARIF 2.1.0 asks for, as far as we write it."""
    assert log.keys() == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    for run_ in log["runs"]:
        assert run_.keys() == {"tool", "columnKind", "results"}
        assert run_["columnKind"] == "utf16CodeUnits"
        driver = run_["tool"]["driver"]
        assert (
            {"name", "semanticVersion", "rules"}
            <= driver.keys()
            <= {"name", "semanticVersion", "rules", "informationUri"}
        )
        for rule in driver["rules"]:
            assert rule["shortDescription"]["text"].endswith(".")
            assert rule["fullDescription"]["text"]
            assert rule["help"]["text"]
            assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        for result in run_["results"]:
            assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["level"] in ("error", "warning", "note")
            assert result["message"]["text"]
            assert len(result["locations"]) == 1
            places = [*result["locations"], *result.get("relatedLocations", [])]
            assert all(isinstance(place.get("id", 0), int) for place in places)
            for place in (place["physicalLocation"] for place in places):
                assert " " not in place["artifactLocation"]["uri"]
                region = place.get("region", {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1})
                assert region.keys() == {"startLine", "startColumn", "endLine", "endColumn"}
                assert all(isinstance(number, int) and number >= 1 for number in region.values())
                assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])


def test_json(vault: Path) -> None:
    found = json.loads(run("--format", "json", vault.name))
    assert found["summary"] == {"notes": 2, "error": 0, "warning": 2, "information": 2, "hint": 1}
    assert found["diagnostics"][0] == {
        "file": "my notes/a, b.md",
        "start": {"line": 1, "character": 6},
        "end": {"line": 1, "character": 21},
        "severity": "warning",
        "code": "unresolved-heading",
        "message": "This note has no heading “no, where: 100%”",
        "related": [],
    }


def test_text(vault: Path) -> None:
    assert run(vault.name).splitlines()[0] == (
        "my notes/a, b.md:2:6: warning: This note has no heading “no, where: 100%” [unresolved-heading]"
    )


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_to_report(format_: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\ntext\n")
    out = run("--format", format_, str(tmp_path))
    if format_ in ("text", "github"):
        assert out == "Nothing to report in 1 note\n"
    elif format_ == "sarif":
        assert json.loads(out)["runs"][0]["results"] == []
    else:
        assert json.loads(out)["diagnostics"] == []
