"""Tables on wide and narrow terminals, what is cut, and the pager."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from rich.console import Console

from quotes.cli.layout import Column, show_table
from quotes.cli.output import TABLE_LIMIT, Output, table_listing
from tests.cli.conftest import Run, lines

ROWS = [
    {"id": number, "name": "Maren Okonedo-Brandvold", "post": "director of the Harbour Institute"}
    for number in range(60)
]
COLUMNS: tuple[Column[dict[str, object]], ...] = (
    Column("Id", lambda row: str(row["id"]), right=True),
    Column("Person", lambda row: str(row["name"])),
    Column("Posts and organisations", lambda row: str(row["post"]), spare=1),
)
LISTING = table_listing(dict, ("id", "name", "post"), *COLUMNS)


def shown(width: int) -> str:
    terminal = Console(file=io.StringIO(), width=width)
    show_table(ROWS[:2], COLUMNS, terminal)
    assert isinstance(terminal.file, io.StringIO)
    return terminal.file.getvalue()


@pytest.mark.parametrize("width", [24, 40, 60, 80, 200])
def test_no_word_is_broken_and_no_line_too_long(width: int) -> None:
    words = set(shown(width).split())
    assert {"Okonedo-Brandvold", "0", "1"} <= words
    assert words <= set(shown(200).split())
    assert all(len(line) <= width for line in shown(width).splitlines())


def test_on_a_narrow_terminal_what_can_be_spared_goes_first() -> None:
    assert "Harbour" in shown(80)
    assert "Harbour" not in shown(24)
    assert "Person: Maren" in shown(20)


@pytest.mark.parametrize("name", ["search", "people", "topics", "stats"])
@pytest.mark.usefixtures("filled")
def test_commands_fit_forty_columns(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    narrow = run(name).stdout
    monkeypatch.setenv("COLUMNS", "200")
    words = {word.strip(",:") for word in run(name).stdout.split()}
    assert all(len(line) <= 40 for line in narrow.splitlines())
    assert {word.strip(",:") for word in narrow.split()} <= words


def test_tables_say_what_they_leave_out(capsys: pytest.CaptureFixture[str]) -> None:
    def written(output: Output, limit: int | None) -> str:
        output.write_list(LISTING, lambda most: ROWS[:most], limit=limit, none="None.")
        return capsys.readouterr().out

    assert "50 of 60" in written(Output(), None)
    assert "2 of 60" in written(Output(), 2)
    assert " of 60" not in written(Output(), 0)
    assert len(written(Output("nl"), None).splitlines()) == 60 > TABLE_LIMIT
    assert len(written(Output("csv"), 7).splitlines()) == 8


@pytest.mark.usefixtures("filled")
def test_a_search_counts_what_it_leaves_out(run: Run) -> None:
    assert "1 of 3; --limit 0 shows all." in run("search", "--limit", "1").stdout
    assert " of 3" not in run("search", "--limit", "3").stdout


def test_a_table_on_a_terminal_goes_into_the_pager(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, pager = tmp_path / "seen", tmp_path / "pager.py"
    pager.write_text(
        f"import pathlib, sys; pathlib.Path({str(seen)!r}).write_text(sys.stdin.read())"
    )
    monkeypatch.setenv("PAGER", f"{sys.executable} {pager}")
    monkeypatch.setattr(sys, "stdout", Terminal())
    Output(pager=True).write(ROWS, LISTING)
    assert "Okonedo" in seen.read_text()
    assert sys.stdout.getvalue() == ""  # type: ignore[attr-defined]
    seen.unlink()
    Output(pager=False).write(ROWS, LISTING)
    monkeypatch.setenv("PAGER", "cat")
    Output(pager=True).write(ROWS, LISTING)
    assert not seen.exists()
    assert sys.stdout.getvalue().count("Person") == 2  # type: ignore[attr-defined]


def test_a_pipe_gets_no_pager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "no-such-pager")
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    Output(pager=True).write(ROWS, LISTING)
    assert "Okonedo" in sys.stdout.getvalue()  # type: ignore[attr-defined]


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.usefixtures("filled")
def test_a_rename_is_told_with_the_new_name_once(run: Run) -> None:
    run("people", "rename", "Brandvold", "Ilse Rask", "--user", "ida")
    (decision,) = lines(run("people", "decisions", "--nl"))
    number = decision["person"]["id"]
    told = " ".join(run("people", "decisions").stdout.split())
    assert told.count("Rask") == 1
    assert f"person {number} (Ilse Brandvold) is shown as" in told
    refused = run("organizations", "undo", "1", code=2).stderr
    assert refused == (
        "quotes: Decision 1 is on people; take it back with `quotes people undo 1`.\n"
    )
    assert run("people", "undo", "1").stdout.startswith("Undone is decision 1: ")
