"""Apache Parquet: one row a quotation, with typed columns.

The columns are those of the CSV and some more; lists are lists and days are days.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from quotes.errors import QuotesError
from quotes.report.records import cue_text
from quotes.store.rows import QuotationRow

if TYPE_CHECKING:
    import pyarrow as pa

    from quotes.store.selected.selection import Selection

GROUP = 10_000
"""Rows a row group."""


def write_parquet(selection: Selection, out: BinaryIO) -> None:
    """Write the quotations row group by row group.

    :raises QuotesError: the library is missing.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        raise QuotesError(
            "Parquet needs one more library; run `pip install pyarrow`, or install quotes with "
            "its extra parquet."
        ) from None
    schema = _schema()
    rows = selection.quotations()
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := [_row(row) for row in islice(rows, GROUP)]:
            writer.write_table(pa.Table.from_pylist(group, schema))


def _schema() -> pa.Schema:
    import pyarrow as pa

    text, strings = pa.string(), pa.list_(pa.string())
    named = ("type", "name", "mention", "role", "organization", "unit", "status")
    speaker = pa.struct([*((name, text) for name in named), ("person_id", pa.int64())])
    return pa.schema(
        [
            pa.field("id", text, nullable=False),
            pa.field("kind", text, nullable=False),
            pa.field("act", text, nullable=False),
            pa.field("text", text, nullable=False),
            ("pieces", pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))),
            ("cue", text),
            ("speakers", pa.list_(speaker)),
            ("topics", strings),
            (
                "stances",
                pa.list_(
                    pa.struct([("target", text), ("polarity", text), ("score", pa.float64())])
                ),
            ),
            pa.field("confidence", pa.float64(), nullable=False),
            ("nested_in", text),
            ("outlet", text),
            ("published", pa.date32()),
            ("title", text),
            ("authors", strings),
            ("language", text),
            ("url", text),
            ("source", text),
            pa.field("article_id", text, nullable=False),
            pa.field("article_sha256", text, nullable=False),
        ]
    )


def _row(row: QuotationRow) -> dict[str, Any]:
    article = row.article
    return {
        "id": row.id,
        "kind": row.kind,
        "act": row.act,
        "text": row.text,
        "pieces": [{"start": piece.start, "end": piece.end} for piece in row.pieces],
        "cue": cue_text(row),
        "speakers": [
            {
                "type": speaker.type,
                "name": speaker.name,
                "mention": speaker.mention,
                "role": speaker.role,
                "organization": speaker.organization,
                "unit": speaker.unit,
                "status": speaker.status,
                "person_id": speaker.person_id,
            }
            for speaker in row.speakers
        ],
        "topics": [link.topic for link in row.topics],
        "stances": [
            {"target": one.target, "polarity": one.polarity, "score": one.score}
            for one in row.stances
        ],
        "confidence": row.confidence,
        "nested_in": row.nested_in,
        "outlet": article.outlet,
        "published": article.published,
        "title": article.title,
        "authors": list(article.authors),
        "language": article.language,
        "url": article.url,
        "source": article.source,
        "article_id": article.id,
        "article_sha256": article.sha256,
    }
