"""The examples of the CommonMark specification: from markdown-it-py's own source package, kept in the user's cache folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

import pytest

_NAME = "tests/test_cmark_spec/commonmark.json"


def cache() -> Path:
    """Where the tests keep what they download, between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "vaultls-tests"


def examples() -> list[str]:
    """The Markdown of every example. Skips the test where the package can't be had."""
    release = version("markdown-it-py")
    found = cache() / f"commonmark-{release}.json"
    if not found.exists():
        found.parent.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--no-binary",
            ":all:",
            "--dest",
            str(found.parent),
            f"markdown-it-py=={release}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        archive = next(found.parent.glob(f"markdown_it_py-{release}.tar.gz"), None)
        if archive is None:
            pytest.skip(f"the CommonMark examples can't be downloaded: {done.stderr.strip()[-200:]}")
        with tarfile.open(archive) as source:
            member = source.extractfile(f"markdown_it_py-{release}/{_NAME}")
            assert member is not None
            found.write_bytes(member.read())
    return [example["markdown"] for example in json.loads(found.read_text(encoding="utf-8"))]
