"""Selections of a database of hand-made articles, odd ones among them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quotes.store import Query, Store
from quotes.store.selected.selection import Selection
from tests.export.samples import fill


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made: Path = tmp_path_factory.mktemp("export") / "quotes.db"
    with Store.create(str(made)) as store:
        fill(store)
        yield store


@pytest.fixture
def selection(store: Store) -> Iterator[Selection]:
    with store.selection(Query()) as selection:
        yield selection
