from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from quotes.store.store import Store
from tests.stances.made import island


@pytest.fixture(scope="session")
def island_file(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of what people of an island said of its toll, to be copied."""
    path = Path(copy(blank, tmp_path_factory.mktemp("island") / "island.db"))
    with Store.open(str(path)) as store:
        for extraction in island():
            store.add(extraction)
    return path


@pytest.fixture
def isle(island_file: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(copy(island_file, tmp_path / "isle.db"))) as store:
        yield store
