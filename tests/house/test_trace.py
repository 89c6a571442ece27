"""What the recorder notes of a made-up package, and how a walk is counted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.house.trace import RECORDER, walk

PACKAGE = {
    "__init__.py": "",
    "__main__.py": """
        from quotes.cli import main
        if __name__ == "__main__":
            main()
        """,
    "cli.py": """
        from quotes.types import Extraction
        def main():
            class Local:
                size = 1
            from quotes.lazy import late
            from quotes.store.store import Store
            late()
            Store().add(Extraction("words", ("first part", "second part")))
        """,
    "types.py": """
        from dataclasses import dataclass
        @dataclass
        class Extraction:
            text: str
            parts: tuple
        """,
    "at_import.py": "def helper():\n    return 1",
    "lazy.py": """
        from quotes.at_import import helper
        VALUE = helper()
        def late():
            return VALUE
        """,
    "store/__init__.py": "",
    "store/store.py": """
        from quotes.store.fold import fold, other
        from quotes.store.write import write
        class Store:
            def add(self, extraction):
                write(extraction)
                other(1)
                return [fold(part) for part in extraction.parts]
        """,
    "store/write.py": """
        from quotes.store.fold import number
        def write(extraction):
            return number(len(extraction.parts))
        """,
    "store/fold.py": """
        def fold(name):
            return name.lower()
        def number(count):
            return count
        def other(count):
            return count
        """,
}


@pytest.fixture
def noted(tmp_path: Path) -> Any:
    for path, code in PACKAGE.items():
        file = tmp_path / "quotes" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(line.removeprefix(" " * 8) for line in code.split("\n")), "utf8")
    out = tmp_path / "noted.json"
    subprocess.run(
        [sys.executable, "-P", str(RECORDER), str(out)],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        check=True,
    )
    return json.loads(out.read_text("utf8"))


def test_files_are_those_of_functions_entered_but_not_at_import(noted: Any) -> None:
    files = {file for file, _ in noted["entered"]}
    assert files == {"cli.py", "lazy.py", "store/store.py", "store/write.py", "store/fold.py"}
    assert ["cli.py", "main.<locals>.Local"] not in noted["entered"]


def test_the_way_begins_where_the_store_is_handed_the_extraction(noted: Any) -> None:
    assert noted["walked"] == [
        ["store/store.py", "Store.add", True],
        ["store/write.py", "write", True],
        ["store/fold.py", "number", False],
        ["store/fold.py", "other", False],
        ["store/fold.py", "fold", True],
    ]


def test_a_return_is_a_step_to_a_module_left_before() -> None:
    found = walk(["a", "a", "b", "a", "c", "b", "b", "a"])
    assert found.modules == ("a", "b", "c")
    assert found.returns == {"a": 2, "b": 1}
    assert found.functions == 8
