from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from quotes.store import Store


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without articles, to be copied."""
    path = tmp_path_factory.mktemp("report") / "blank.db"
    Store.create(str(path)).close()
    return path


@pytest.fixture
def store(blank: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(copy(blank, tmp_path / "quotes.db"))) as store:
        yield store
