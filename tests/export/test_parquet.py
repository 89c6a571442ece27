from __future__ import annotations

import io
import sys
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from quotes.errors import QuotesError
from quotes.export import parquet
from quotes.store.selected.selection import Selection


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
