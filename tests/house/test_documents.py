"""The documents name files that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FOLDERS = (ROOT, ROOT / "quotes", ROOT / "docs", ROOT / "scripts", ROOT / "migrations")
_MODULE = re.compile(r"`((?:\w+/)+\w+\.py)`")
_COMMAND = re.compile(r"python -m (scripts(?:\.\w+)+)")


def named(text: str) -> Iterator[str]:
    """The modules that a text names by their path, and those that it runs."""
    yield from _MODULE.findall(text)
    for module in _COMMAND.findall(text):
        yield f"{module.replace('.', '/')}.py"


def test_paths_and_commands_are_found() -> None:
    text = "`check/verdict.py` and `python -m scripts.house.size --list`, not `verdict.py`"
    assert list(named(text)) == ["check/verdict.py", "scripts/house/size.py"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_modules_that_a_page_names_are_there(page: Path) -> None:
    missing = [
        path
        for path in named(page.read_text("utf8"))
        if not any((f / path).exists() or (f / path).with_suffix("").is_dir() for f in FOLDERS)
    ]
    assert missing == []
