from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from quotes.report.expert_data import ExpertReport
from quotes.store.store import Store
from tests.report.experts import isle, reported


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without articles, to be copied."""
    path = tmp_path_factory.mktemp("report") / "blank.db"
    Store(str(path)).close()
    return path


@pytest.fixture
def store(blank: Path, tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(copy(blank, tmp_path / "quotes.db"))) as store:
        yield store


@pytest.fixture(scope="session")
def isle_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with what the isle said."""
    path = tmp_path_factory.mktemp("isle") / "isle.db"
    with Store(str(path)) as store:
        for extraction in isle():
            store.add(extraction)
    return path


@pytest.fixture(scope="session")
def tolvik(isle_file: Path) -> ExpertReport:
    """The report on the Maren Tolvik who is quoted most."""
    return reported(isle_file)
