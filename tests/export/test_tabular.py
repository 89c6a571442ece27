from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import QuotesError
from quotes.export import tabular as parquet
from quotes.export.tabular import COLUMNS, array, csv_line, csv_rows, flat_row, harmless, json_lines
from quotes.report.records import quotation_record
from quotes.search.selection import Selection


def test_an_object_a_line_with_the_keys_of_the_answer_format(selection: Selection) -> None:
    text = "".join(json_lines(selection))
    found = [json.loads(line) for line in text.split("\n")[:-1]]
    assert found == [quotation_record(row) for row in selection.quotations()]
    assert found[0]["article"]["id"]
    assert "“" in text


def test_arrays_are_json_however_many_there_are() -> None:
    for number in range(4):
        objects = [{"n": one} for one in range(number)]
        assert json.loads("".join(array(objects))) == objects


def written(selection: Selection) -> pq.ParquetFile:
    out = io.BytesIO()
    parquet.write_parquet(selection, out)
    return pq.ParquetFile(io.BytesIO(out.getvalue()))


def test_columns_are_typed(selection: Selection) -> None:
    schema = written(selection).schema_arrow
    assert schema.field("published").type == pa.date32()
    assert schema.field("confidence").type == pa.float64()
    assert schema.field("topics").type == pa.list_(pa.field("element", pa.string()))
    assert pa.types.is_list(schema.field("speakers").type)
    assert not schema.field("id").nullable


def test_what_is_written_is_what_is_stored(selection: Selection) -> None:
    rows = written(selection).read().to_pylist()
    stored = list(selection.quotations())
    assert [row["id"] for row in rows] == [row.id for row in stored]
    assert [row["text"] for row in rows] == [row.text for row in stored]
    assert [row["published"] for row in rows] == [row.article.published for row in stored]
    first = rows[0]
    assert first["published"] == date(2026, 3, 2)
    assert first["authors"] == ["Jon Petrel"]
    assert [one["name"] for one in first["speakers"]] == ["Maren Okonedo"]
    assert first["stances"] == [{"target": "water price", "polarity": "oppose", "score": 0.7}]
    assert first["pieces"][0].keys() == {"start", "end"}


def test_in_row_groups(selection: Selection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", 2)
    file = written(selection)
    assert file.num_row_groups == -(-len(selection) // 2)
    assert file.metadata.num_rows == len(selection)


def test_the_library_may_be_missing(selection: Selection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(QuotesError, match="pip install pyarrow"):
        parquet.write_parquet(selection, io.BytesIO())


def parsed(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_read_again_it_is_what_was_written(selection: Selection) -> None:
    header, *rows = parsed("".join(csv_rows(selection)))
    assert tuple(header) == COLUMNS
    wanted = [
        ["" if cell is None else str(harmless(cell)) for cell in flat_row(row).cells()]
        for row in selection.quotations()
    ]
    assert rows == wanted


def test_no_cell_is_a_formula(selection: Selection) -> None:
    cells = [cell for row in parsed("".join(csv_rows(selection))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n")[:-1] and cell]
    assert "'=1+1" in cells
    assert "'@Odd" in cells


def test_lines_end_as_rfc_4180_says(selection: Selection) -> None:
    assert all(line.endswith("\r\n") for line in csv_rows(selection))


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1"])
def test_formulas_get_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=5))
def test_any_cells_survive(cells: list[str]) -> None:
    assert parsed(csv_line(cells)) == [cells]
