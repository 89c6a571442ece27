"""How a made-up package is measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.house.size import House, report

FILES = {
    "__init__.py": '"""The package."""\n',
    "a/__init__.py": '"""A room."""\nfrom quotes.a.one import One\n',
    "a/one.py": "from quotes.b import rows\n\n\nclass One:\n    pass\n",
    "a/rows.py": "import os\nfrom quotes.a import one\n",
    "a/alone.py": "from .rows import os\n",
    "b/__init__.py": "",
    "b/rows.py": "class One:\n    pass\n",
    "c/more.py": "import quotes.b.rows\n",
    "c/lists.py": (
        "ONE = 'a b c d e f g h'.split()\n"
        "TWO = frozenset({'a', 'b c', 'd', 'e', 'f', 'g', 'h i'})\n"
        "SHORT = ('a', 'b', 'c')\n"
        "MAP = {'a': ('b', 'c', 'd', 'e', 'f'), 'g': ('h', 1)}\n"
        "PROSE = 'this is a sentence that has more than eight words'\n"
    ),
}


@pytest.fixture
def house(tmp_path: Path) -> House:
    for path, text in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf8")
    return House.read(tmp_path)


def test_lines(house: House) -> None:
    assert house.lines()["a/one.py"] == 5
    assert house.lines()["b/__init__.py"] == 0


def test_importers(house: House) -> None:
    importers = house.importers()
    assert importers["a/one.py"] == {"a/__init__.py", "a/rows.py"}
    assert importers["b/rows.py"] == {"a/one.py", "c/more.py"}
    assert importers["a/alone.py"] == set()


def test_single_importers(house: House) -> None:
    assert house.single() == {"a/rows.py": "a/alone.py"}
    assert house.single_in_folder() == ["a/rows.py"]


def test_repeated_names(house: House) -> None:
    assert house.repeated_names() == {"rows": ["a", "b"]}
    assert house.repeated_classes() == {"One": ["a/one.py", "b/rows.py"]}


def test_packages_without_a_docstring(house: House) -> None:
    assert house.unexplained_packages() == ["b", "c"]


def test_words_in_lists(house: House) -> None:
    assert house.listed_words() == {"c/lists.py": 8 + 9 + 8}


def test_the_report_lists_what_it_counts(house: House) -> None:
    short = list(report(house, listed=False))
    assert "modules: 9 (target: at most 180)" in short
    assert "packages without a docstring: 2" in short
    assert not any(line.startswith(" ") for line in short)
    assert "    c/lists.py 25" in report(house, listed=True)
