"""Running commands in a folder of their own, on a database of hand-made extractions."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from quotes.cli.app import app
from quotes.store.store import Store
from tests.cli.samples import ferry, water

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


@pytest.fixture
def run() -> Run:
    """Runs a command in this process and checks its exit code."""

    def run(*arguments: str, code: int = 0, given: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(app, list(arguments), input=given)
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.fixture(scope="session")
def hand_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the two hand-made articles."""
    made = tmp_path_factory.mktemp("hand-made") / "quotes.db"
    with Store(str(made)) as store:
        store.add(water())
        store.add(ferry())
    return made


@pytest.fixture
def filled(hand_made: Path, folder: Path) -> Path:
    """The database quotes.db in the current folder, with the two hand-made articles."""
    return Path(shutil.copy(hand_made, folder))


def lines(result: Result) -> list[dict[str, Any]]:
    """The objects that ``--nl`` printed."""
    return [json.loads(line) for line in result.stdout.splitlines()]
