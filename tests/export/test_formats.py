from __future__ import annotations

import io
import re
from pathlib import Path
from typing import get_args

import pytest

from quotes.export.flat import COLUMNS
from quotes.export.formats import BINARIES, FOLDERS, TEXTS, FormatName, write_stream
from quotes.store.selected.selection import Selection

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
FORMATS = get_args(FormatName)


def test_every_format_is_in_the_table_once() -> None:
    assert sorted([*TEXTS, *BINARIES, *FOLDERS]) == sorted(FORMATS)


def test_the_page_tells_of_every_format_and_column() -> None:
    assert re.findall(r"^## (.+)$", PAGE, re.MULTILINE) == list(FORMATS)
    told = set(re.findall(r"`([a-z_]+)`", PAGE.partition("## csv")[2].partition("## jsonl")[0]))
    assert set(COLUMNS) <= told


@pytest.mark.parametrize("form", [*TEXTS, *BINARIES])
def test_the_same_database_gives_the_same_bytes(selection: Selection, form: FormatName) -> None:
    one, other = io.BytesIO(), io.BytesIO()
    write_stream(selection, form, one)
    write_stream(selection, form, other)
    assert one.getvalue() == other.getvalue()
