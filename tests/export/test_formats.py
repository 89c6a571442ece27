from __future__ import annotations

import io
import json
import os
import re
import stat
from pathlib import Path
from typing import get_args

import pytest

from quotes.errors import QuotesError, UsageError
from quotes.export.formats import (
    MANIFEST,
    FolderFormat,
    FormatName,
    format_of,
    whole_file,
    write_folder,
    write_stream,
)
from quotes.export.tabular import COLUMNS
from quotes.search.selection import Selection

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
FORMATS = get_args(FormatName)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_by_something_of_its_own(name: FormatName) -> None:
    assert [other for other in FORMATS if format_of(other) == format_of(name)] == [name]


def test_the_page_tells_of_every_format_and_column() -> None:
    assert re.findall(r"^## (.+)$", PAGE, re.MULTILINE) == list(FORMATS)
    told = set(re.findall(r"`([a-z_]+)`", PAGE.partition("## csv")[2].partition("## jsonl")[0]))
    assert set(COLUMNS) <= told


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_database_gives_the_same_bytes(selection: Selection, name: FormatName) -> None:
    form = format_of(name)
    if isinstance(form, FolderFormat):
        assert list(form.files(selection)) == list(form.files(selection))
        return
    first, second = io.BytesIO(), io.BytesIO()
    write_stream(selection, form, first)
    write_stream(selection, form, second)
    assert first.getvalue() == second.getvalue()


def fill(path: Path, words: bytes = b"new") -> None:
    with whole_file(path) as out:
        out.write(words)


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"old")
    file.chmod(0o640)
    fill(file)
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names(tmp_path) == {"a.csv"}


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"old")

    def fail() -> None:
        with whole_file(file) as out:
            out.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == {"a.csv"}


def test_a_link_keeps_pointing_to_its_file(tmp_path: Path) -> None:
    file, link = tmp_path / "a.csv", tmp_path / "link.csv"
    file.write_bytes(b"old")
    link.symlink_to(file)
    fill(link)
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_a_device_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    fill(pipe)
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("where", ["", "missing/a.csv"])
def test_no_file_can_be_there(tmp_path: Path, where: str) -> None:
    with pytest.raises(UsageError):
        fill(tmp_path / where)
    assert not names(tmp_path)


def test_a_database_is_never_replaced(tmp_path: Path) -> None:
    file = tmp_path / "quotes.db"
    file.write_bytes(b"SQLite format 3\0 and more")
    with pytest.raises(UsageError, match="database"):
        fill(file)
    assert file.read_bytes().startswith(b"SQLite")


def test_a_folder_is_made_and_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    assert write_folder(folder, [("a.md", "1"), ("b.md", "2")]) == 2
    (folder / "mine.md").write_text("mine")
    assert write_folder(folder, [("a.md", "3"), ("c.md", "4")]) == 2
    assert names(folder) == {"a.md", "c.md", "mine.md", MANIFEST}
    assert (folder / "a.md").read_text() == "3"
    assert names(tmp_path) == {"notes"}


def test_an_empty_folder_is_as_good_as_none(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    write_folder(folder, [("a.md", "1")])
    assert names(folder) == {"a.md", MANIFEST}


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "mine.md").write_text("mine")
    with pytest.raises(UsageError, match="--force"):
        write_folder(folder, [("a.md", "1")])
    assert names(folder) == {"mine.md"}
    write_folder(folder, [("a.md", "1")], force=True)
    assert names(folder) == {"mine.md", "a.md", MANIFEST}


def test_a_note_that_was_changed_is_not_lost(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    write_folder(folder, [("a.md", "1"), ("b.md", "1")])
    (folder / "a.md").write_text("my own words")
    with pytest.raises(UsageError, match=r"a\.md in .* changed"):
        write_folder(folder, [("a.md", "2"), ("b.md", "2")])
    assert (folder / "a.md").read_text() == "my own words"
    assert (folder / "b.md").read_text() == "1"
    write_folder(folder, [("a.md", "2")], force=True)
    assert names(folder) == {"a.md", MANIFEST}


def test_a_failure_on_the_way_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    write_folder(folder, [("a.md", "1")])

    def files() -> object:
        yield "a.md", "2"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_folder(folder, files())  # type: ignore[arg-type]
    assert (folder / "a.md").read_text() == "1"
    assert names(tmp_path) == {"notes"}


def test_the_list_of_files_leads_nowhere_else(tmp_path: Path) -> None:
    folder, other = tmp_path / "notes", tmp_path / "other.md"
    other.write_text("other")
    write_folder(folder, [("a.md", "1")])
    listed = json.loads((folder / MANIFEST).read_text())
    listed["files"]["../other.md"] = "0"
    (folder / MANIFEST).write_text(json.dumps(listed))
    write_folder(folder, [("a.md", "2")])
    assert other.read_text() == "other"


def test_a_damaged_list_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    write_folder(folder, [("a.md", "1")])
    (folder / MANIFEST).write_text("{")
    with pytest.raises(QuotesError, match="damaged"):
        write_folder(folder, [("a.md", "1")])


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "notes"
    file.write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        write_folder(file, [])
