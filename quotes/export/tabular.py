"""Quotations as rows: CSV after RFC 4180, Apache Parquet, and JSON written as it comes.

The columns of Parquet are those of the CSV and some more; there lists are lists and days are days.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from quotes.answer import Json
from quotes.attribution.confidence import is_sure
from quotes.db.rows import QuotationRow
from quotes.errors import QuotesError
from quotes.report.records import cue_text, quotation_record
from quotes.report.wording import iso
from quotes.types import Extraction, Stance, TopicLink

if TYPE_CHECKING:
    import pyarrow as pa

    from quotes.search.selection import Selection


Cell = str | int | float | None

BETWEEN = "; "

# What a spreadsheet takes for the start of a formula, the full-width forms included.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: Cell) -> Cell:
    """A CSV cell that no spreadsheet runs as a formula: such text gets an apostrophe in front."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def joined(values: Iterable[str | None]) -> str:
    """The values that are there, each once, in one cell."""
    return BETWEEN.join(dict.fromkeys(value for value in values if value))


@dataclass(frozen=True, slots=True)
class FlatQuotation:
    """The columns of a quotation, just read or stored, in order; semicolons part several values."""

    id: str
    kind: str
    act: str
    status: str
    text: str
    cue: str | None
    speakers: str
    roles: str
    organizations: str
    topics: str
    stances: str
    confidence: float
    sure: bool
    nested_in: str | None
    outlet: str | None
    published: str | None
    title: str | None
    authors: str
    url: str | None
    source: str
    article_id: str

    def cells(self) -> tuple[Cell, ...]:
        """The row."""
        return astuple(self)


COLUMNS = tuple(column.name for column in fields(FlatQuotation))


def flat_row(row: QuotationRow) -> FlatQuotation:
    """A stored quotation."""
    article = row.article
    return FlatQuotation(
        id=row.id,
        kind=row.kind,
        act=row.act,
        status=row.status,
        text=row.text,
        cue=cue_text(row),
        speakers=joined(speaker.name for speaker in row.speakers),
        roles=joined(speaker.role for speaker in row.speakers),
        organizations=joined(speaker.organization for speaker in row.speakers),
        topics=_topics(row.topics),
        stances=_stances(row.stances),
        confidence=round(row.confidence, 3),
        sure=is_sure(row.confidence),
        nested_in=row.nested_in,
        outlet=article.outlet,
        published=iso(article.published),
        title=article.title,
        authors=joined(article.authors),
        url=article.url,
        source=article.source,
        article_id=article.id,
    )


def flat_extraction(extraction: Extraction) -> Iterable[FlatQuotation]:
    """The quotations of an article that was just read."""
    article = extraction.article
    for quotation in extraction.quotations:
        posts = [speaker.affiliation for speaker in quotation.speakers if speaker.affiliation]
        yield FlatQuotation(
            id=quotation.id,
            kind=quotation.kind,
            act=quotation.act,
            status=quotation.status,
            text=quotation.text(article.text),
            cue=quotation.cue.of(article.text) if quotation.cue else None,
            speakers=joined(speaker.name for speaker in quotation.speakers),
            roles=joined(post.role for post in posts),
            organizations=joined(post.organization for post in posts),
            topics=_topics(quotation.topics),
            stances=_stances(quotation.stances),
            confidence=round(quotation.confidence, 3),
            sure=quotation.sure,
            nested_in=quotation.nested_in,
            outlet=article.outlet,
            published=iso(article.published),
            title=article.title,
            authors=joined(article.authors),
            url=article.url,
            source=article.source,
            article_id=article.id,
        )


def _topics(topics: Iterable[TopicLink]) -> str:
    return joined(link.topic for link in topics)


def _stances(stances: Iterable[Stance]) -> str:
    """The stances in one cell: ``support the dam; oppose the levy``."""
    return joined(f"{stance.polarity} {stance.target}" for stance in stances)


def json_lines(selection: Selection) -> Iterator[str]:
    """Each quotation with the keys of the answer format, its paragraph and its article."""
    return lines(map(quotation_record, selection.quotations()))


def lines(objects: Iterable[Json]) -> Iterator[str]:
    """One object a line."""
    return (f"{dumped(record)}\n" for record in objects)


def array(objects: Iterable[Json], before: str = "[", after: str = "]") -> Iterator[str]:
    """One array over several lines, between the text before and the text after it."""
    yield before
    joint = "\n"
    for record in objects:
        yield joint + dumped(record)
        joint = ",\n"
    yield f"\n{after}\n"


def dumped(record: Json) -> str:
    """The object on one line, in characters rather than in escapes."""
    return json.dumps(record, ensure_ascii=False)


GROUP = 10_000
"""Rows a row group."""
_SPEAKER = ("type", "name", "mention", "role", "organization", "unit", "status", "person_id")


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
    speaker = pa.struct([(name, pa.int64() if name == "person_id" else text) for name in _SPEAKER])
    return pa.schema(
        [
            pa.field("id", text, nullable=False),
            pa.field("kind", text, nullable=False),
            pa.field("act", text, nullable=False),
            pa.field("status", text, nullable=False),
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
            pa.field("sure", pa.bool_(), nullable=False),
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
        "status": row.status,
        "text": row.text,
        "pieces": [{"start": piece.start, "end": piece.end} for piece in row.pieces],
        "cue": cue_text(row),
        "speakers": [
            {name: getattr(speaker, name) for name in _SPEAKER} for speaker in row.speakers
        ],
        "topics": [link.topic for link in row.topics],
        "stances": [
            {"target": stance.target, "polarity": stance.polarity, "score": stance.score}
            for stance in row.stances
        ],
        "confidence": row.confidence,
        "sure": is_sure(row.confidence),
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


def csv_rows(selection: Selection) -> Iterator[str]:
    """The header, then each quotation; cells that a spreadsheet would run are made harmless."""
    yield csv_line(COLUMNS)
    for row in selection.quotations():
        yield csv_line(map(harmless, flat_row(row).cells()))


def csv_line(cells: Iterable[Cell]) -> str:
    """One row with the end of its line."""
    written = io.StringIO(newline="")
    csv.writer(written).writerow(cells)
    return written.getvalue()
