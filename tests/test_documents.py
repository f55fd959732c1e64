"""The documents say what is there: every code, command, setting, request, dependency and folder has its words; links lead somewhere."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
import yaml

from vaultls import DOCUMENTATION
from vaultls.cli.main import main
from vaultls.config import SEVERITIES
from vaultls.host.settings import tomllib
from vaultls.lsp.requests.commands import COMMANDS
from vaultls.lsp.routes import ROUTES
from vaultls.schema import DIAGNOSTICS, SETTINGS
from vaultls.syntax.parse import parse
from vaultls.vault.names import slug

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
ACTIONS = {
    "add_heading": "append the heading",
    "add_to_frontmatter": "add the tag, an alias or a frontmatter",
    "choose_file": "choose the file",
    "convert_links": "convert it between wikilink and Markdown",
    "create_note": "create the note",
    "define": "append the definition",
    "did_you_mean": "take the name that was meant",
    "empty_section": "mark it as empty on purpose, begin it with a task, or remove it",
    "extract_section": "make it a note of its own",
    "extract_selection": "make it a note of its own",
    "fix_all": "fix all that is safe",
    "fresh_block_id": "another id",
    "give_block_id": "give the block an id",
    "inline_embed": "put what it shows in its place",
    "name_the_note": "name the note",
    "nbsp_heading": "make it a plain blank",
    "remove_definition": "remove it",
    "silence": "ignore its code",
    "table_of_contents": "table of contents",
}
"""What the README says of each code action, by its file."""

COMPLETIONS = {
    "anchors": "headings and blocks of the note",
    "callouts": "types of callouts",
    "days": "days",
    "everywhere": "headings and blocks of the whole vault",
    "footnotes": "footnotes",
    "labels": "labels of references",
    "markdown_links": "paths of notes and attachments",
    "notes": "notes, aliases",
    "properties": "names of properties, and values",
    "tags": "tags, with counts",
}
"""What the README says of each source of completion, by its file."""

DOCUMENTS = [
    p
    for p in (*ROOT.glob("*.md"), *ROOT.joinpath("docs").rglob("*.md"), *ROOT.joinpath("editors").rglob("*.md"))
    if "node_modules" not in p.parts
]

REQUESTS = {
    "workspace/willRenameFiles": "file operations",
    "textDocument/definition": "definition",
    "textDocument/declaration": "declaration",
    "textDocument/references": "references",
    "textDocument/hover": "hover",
    "textDocument/completion": "completion",
    "completionItem/resolve": "preview",
    "textDocument/prepareRename": "rename",
    "textDocument/rename": "rename",
    "textDocument/codeAction": "code actions",
    "codeAction/resolve": "code actions",
    "textDocument/documentSymbol": "document symbols",
    "workspace/symbol": "workspace symbols",
    "textDocument/codeLens": "code lens",
    "codeLens/resolve": "code lens",
    "textDocument/documentLink": "document links",
    "textDocument/selectionRange": "selection",
    "textDocument/inlayHint": "inlay hints",
    "textDocument/prepareCallHierarchy": "call hierarchy",
    "callHierarchy/incomingCalls": "call hierarchy",
    "callHierarchy/outgoingCalls": "call hierarchy",
    "textDocument/semanticTokens/full": "semantic tokens",
    "textDocument/semanticTokens/range": "semantic tokens",
    "textDocument/foldingRange": "folding",
    "textDocument/documentHighlight": "document highlight",
    "textDocument/diagnostic": "diagnostics",
    "workspace/diagnostic": "diagnostics",
    "workspace/executeCommand": "command",
}
"""What the README calls a request."""


@pytest.mark.parametrize("code", SEVERITIES)
def test_every_diagnostic_is_explained(code: str) -> None:
    assert f"\n| [`{code}`](docs/diagnostics.md#{code}) | {SEVERITIES[code]} | {DIAGNOSTICS[code]} |\n" in README
    section = re.search(rf"^## {code}\n\n\*\*{SEVERITIES[code]}\.\*\*.*?(?=^## |\Z)", PAGE, re.M | re.S)
    assert section is not None
    assert "\nFix: " in section[0]
    assert f"%% vaultls-ignore {code} %%" in section[0]


def test_no_other_diagnostic_is_explained() -> None:
    assert re.findall(r"^## (.*)", PAGE, re.M) == list(SEVERITIES)


def test_every_command_is_in_the_readme() -> None:
    commands = main.list_commands(None)  # type: ignore[attr-defined,arg-type]
    assert set(re.findall(r"^\| `vaultls (\w+)", README, re.M)) == set(commands)
    for command in COMMANDS:
        assert f"`{command}`" in README


def test_every_setting_is_in_the_readme() -> None:
    table = README.partition("\n## Settings\n")[2].partition("\n## ")[0]
    said = [row for row in table.splitlines() if row.startswith("| `")]
    rows = [f"| `{s.key}` | `{json.dumps(s.default)}` | {s.description} |" for s in SETTINGS if s.kind != "level"]
    assert [row for row in said if "`diagnostics.CODE`" not in row] == rows
    assert len(said) == len(rows) + 1


def test_every_request_is_in_the_readme() -> None:
    plumbing = re.compile(r"initialized?|shutdown|exit|\$/.*|window/.*|workspace/did.*|textDocument/did.*")
    assert {method for method in ROUTES if not plumbing.fullmatch(method)} == REQUESTS.keys()
    table = README.partition("## What it does today")[2].partition("\n## ")[0]
    missing = [word for word in REQUESTS.values() if not re.search(rf"^\|.*\b{word}\b", table, re.M)]
    assert missing == []


@pytest.mark.parametrize(
    ("folder", "said", "others"),
    [("actions", ACTIONS, set()), ("completion", COMPLETIONS, {"as_markdown", "candidates", "context"})],
)
def test_every_action_and_completion_is_in_the_readme(folder: str, said: dict[str, str], others: set[str]) -> None:
    files = ROOT.joinpath("server/vaultls/features", folder).glob("[a-z]*.py")
    assert {file.stem for file in files} - others == said.keys()
    table = README.partition("## What it does today")[2].partition("\n## ")[0]
    assert [phrase for phrase in said.values() if not re.search(rf"^\|.*\|.*{phrase}", table, re.M)] == []


def test_every_dependency_says_why_it_is_there() -> None:
    project = (
        (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("\ndependencies = [\n")[2].partition("\n]")[0]
    )
    assert len(project.splitlines()) >= 8
    assert [row for row in project.splitlines() if not re.fullmatch(r'    ".*", +# \S.*', row)] == []


def test_the_address_of_the_documents_is_the_project_s() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project.get("urls", {}).get("Documentation", "") == DOCUMENTATION


def test_the_architecture_names_every_folder() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    package = ROOT / "server" / "vaultls"
    folders = [p.parent.relative_to(package).as_posix() for p in package.rglob("__init__.py") if p.parent != package]
    assert [folder for folder in folders if f"| `{folder}/` |" not in text] == []
    named = re.findall(r"`((?:text|syntax|vault|features|host|lsp|cli)/[\w./]*\w\.py)`", text)
    assert [file for file in named if not (package / file).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    broken = []
    for link in parse(document.name, document.read_text(encoding="utf-8")).links:
        if link.kind not in ("markdown", "embed"):
            continue
        target = (document.parent / link.path).resolve() if link.path else document
        if not target.exists():
            broken.append(link.raw)
        elif link.subpath:
            headings = parse(target.name, target.read_text(encoding="utf-8")).headings
            if link.subpath not in [slug(h.text) for h in headings]:
                broken.append(link.raw)
    assert broken == []


def test_the_export_document_names_every_field() -> None:
    source = ROOT.joinpath("server/vaultls/features/export.py").read_text(encoding="utf-8")
    keys = {
        key.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    }
    text = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    assert len(keys) > 15
    assert [key for key in keys if not re.search(rf"^\|.*`{key}`.*\|.*\|", text, re.M)] == []


def test_the_hook_for_commits_runs_a_command_that_there_is() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, command = hook["entry"].split()
    assert program == "vaultls"
    assert command in main.list_commands(None)  # type: ignore[attr-defined,arg-type]
    assert f"id: {hook['id']}" in (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    assert [bool(re.search(hook["files"], name)) for name in ("a.md", "b/C.markdown", "a.mdx", "a.txt")] == [
        True,
        True,
        False,
        False,
    ]
    assert [bool(re.search(hook["exclude"], name)) for name in ("a.md", ".github/a.md", "b/.x/a.md")] == [
        False,
        True,
        True,
    ]


def test_bench_asks_every_request() -> None:
    asked = (ROOT / "bench" / "asked.py").read_text(encoding="utf-8")
    told = ("initialize", "initialized", "shutdown", "exit", "window/workDoneProgress/cancel")
    requests = [m for m in ROUTES if m not in told and "$/" not in m and "/did" not in m]
    assert [method for method in requests if f'"{method}"' not in asked] == []
    assert [c for c in COMMANDS if c != "vaultls.applyAction" and f'"{c.split(".")[1]}"' not in asked] == []
