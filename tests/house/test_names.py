"""A name means one thing: that of a module, and that of a class."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.house.size import House

PAGE_AND_TEXT = {"layout": ["cli", "text"]}
"""The one on the terminal, and that of an article."""


@pytest.fixture(scope="module")
def package() -> House:
    return House.read(Path(__file__).parents[2] / "quotes")


def test_no_module_bears_the_name_of_another(package: House) -> None:
    assert package.repeated_names() == PAGE_AND_TEXT


def test_no_class_bears_the_name_of_another(package: House) -> None:
    assert package.repeated_classes() == {}
