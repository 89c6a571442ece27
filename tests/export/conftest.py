"""Selections of a database of hand-made articles, odd ones among them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quotes.db.rows import Query
from quotes.search.selection import Selection
from quotes.store.store import Store
from tests.export.samples import fill


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made: Path = tmp_path_factory.mktemp("export") / "quotes.db"
    with Store(str(made)) as store:
        fill(store)
        yield store


@pytest.fixture
def selection(store: Store) -> Iterator[Selection]:
    with store.selection(Query()) as selection:
        yield selection
