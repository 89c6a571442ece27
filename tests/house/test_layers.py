"""The order of the rooms, as pyproject.toml tells it to import-linter."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from quotes import api

ROOT = Path(__file__).parents[2]


def test_a_room_knows_only_the_rooms_below_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_an_import_that_goes_up_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    config = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    turned = config.replace('    "cli",\n', "").replace(
        '    "errors",\n', '    "errors",\n    "cli",\n'
    )
    assert turned != config
    (tmp_path / "turned.toml").write_text(turned, encoding="utf-8")
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=str(tmp_path / "turned.toml"), no_cache=True)
    assert status != EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_door_hands_out_every_name_that_it_declares() -> None:
    tree = ast.parse((ROOT / "quotes/api.py").read_text(encoding="utf-8"))
    declared = {
        name.asname or name.name
        for statement in ast.walk(tree)
        if isinstance(statement, ast.ImportFrom) and (statement.module or "").startswith("quotes.")
        for name in statement.names
    }
    assert declared == set(dir(api))
    assert all(hasattr(api, name) for name in declared)


def test_an_import_of_the_command_line_past_the_door_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    config = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    closed = config.replace(
        '    "quotes.lexicon",\n]', '    "quotes.lexicon",\n    "quotes.api",\n]'
    )
    assert closed != config
    (tmp_path / "closed.toml").write_text(closed, encoding="utf-8")
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=str(tmp_path / "closed.toml"), no_cache=True)
    assert status != EXIT_STATUS_SUCCESS, capsys.readouterr().out
