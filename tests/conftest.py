"""What every test stands on: no settings of the user, no deadline on a busy machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from quotes.store.store import Store

settings.register_profile("quotes", deadline=None)
settings.load_profile("quotes")


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("QUOTES_DB", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without articles, to be copied."""
    from quotes.store.store import Store

    path = tmp_path_factory.mktemp("store") / "blank.db"
    Store(str(path)).close()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quotes.db"


@pytest.fixture
def store(blank: Path, path: Path) -> Iterator[Store]:
    from quotes.store.store import Store

    with Store.open(str(copy(blank, path))) as store:
        yield store
