from __future__ import annotations

from pathlib import Path

import pytest

from quotes.cli.app import DEFAULT_DATABASE, config_file, database_url
from quotes.errors import QuotesError
from tests.cli.conftest import Run


def configure(text: str) -> Path:
    file = config_file()
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_without_settings_the_database_lies_in_the_current_folder(run: Run, folder: Path) -> None:
    run("init")
    assert [path.name for path in folder.glob("*.db")] == [DEFAULT_DATABASE]


def test_flag_before_variable_before_file(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure('db = "from-file.db"\n')
    run("init")
    monkeypatch.setenv("QUOTES_DB", "from-variable.db")
    run("init")
    run("init", "--db", "sqlite:///from-flag.db")
    made = {path.name for path in folder.glob("*.db")}
    assert made == {"from-file.db", "from-variable.db", "from-flag.db"}


@pytest.mark.parametrize("text", ["db = ", "db = 3", 'db = ""'])
def test_a_broken_config_file_is_named(text: str) -> None:
    file = configure(text)
    with pytest.raises(QuotesError, match=r"config\.toml") as caught:
        database_url(None)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)
