"""What depends on a closed set is a function that ends in ``assert_never``, not a table."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.house.size import House

LEFT_OUT = ("cli/", "entities/", "ingest/")
"""Rooms that still have such tables: weights, which are figures, and words of listings."""
TABLES = {"dict", "Mapping"}
SETS = {"set", "frozenset"}


@pytest.fixture(scope="module")
def package() -> House:
    return House.read(Path(__file__).parents[2] / "quotes")


def closed_sets(package: House) -> set[str]:
    """The names of the types that list their members."""
    return {
        target.id
        for tree in package.trees.values()
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("Literal[")
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def tables(tree: ast.Module, closed: set[str]) -> Iterator[str]:
    """The tables and sets of a module that list members of a closed set."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and isinstance(node.annotation, ast.Subscript):
            kind, key = ast.unparse(node.annotation.value), node.annotation.slice
            key = key.elts[0] if isinstance(key, ast.Tuple) else key
            written = isinstance(node.value, ast.Dict) and bool(node.value.keys)
            listed = kind in TABLES and written
            if ast.unparse(key) in closed and (listed or (kind in SETS and node.value)):
                yield ast.unparse(node.target)


def test_the_sets_are_found(package: House) -> None:
    assert {"Verdict", "DifferenceKind", "Kind", "FormatName", "Standing"} <= closed_sets(package)


def test_a_table_is_found() -> None:
    tree = ast.parse(
        "WORDS: dict[Verdict, str] = {'altered': 'changed'}\nCOUNTS: dict[Verdict, int] = {}"
    )
    assert list(tables(tree, {"Verdict"})) == ["WORDS"]


def test_no_table_lists_the_members_of_a_closed_set(package: House) -> None:
    closed = closed_sets(package)
    found = {path: list(tables(tree, closed)) for path, tree in package.trees.items()}
    assert {p: names for p, names in found.items() if names and not p.startswith(LEFT_OUT)} == {}
