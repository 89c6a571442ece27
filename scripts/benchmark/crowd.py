"""A database of very many quotations, to search in: template sentences with real vectors.

A quotation is a statement and a remark, both put together from short lists of words, so that each
is said once and every word of the lists many times. Its vector is the mean of the vectors of the
two: some thousand statements and remarks are encoded, not every pair. The rows are written
straight into the tables; nobody has read these articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, insert

from quotes.db.engine import database_url, for_writing, make_engine
from quotes.db.nearest import write_vectors
from quotes.db.tables import (
    AddressTable,
    ArticlePersonNameTable,
    ArticlePersonTable,
    ArticleTable,
    Base,
    ExtractionRunTable,
    PersonTable,
    PieceTable,
    QuotationTable,
    SpeakerTable,
)
from quotes.meaning.vectors import Encoder, as_bytes, directions
from quotes.names.person import fold_person, surname
from quotes.store.store import Store
from quotes.types import digest

AN_ARTICLE = 28
"""Quotations of an article."""
SPEAKERS = 4
"""People of an article, who speak in turn."""
FIRST_DAY = date(2019, 1, 1)
DAYS = 2500
SEED = 5

_WHO = (
    "the council|the ministry|our union|the harbour board|the water company|the school board|the "
    "hospital|the fishing fleet|the railway|the parish|the housing office|the port authority|the "
    "opposition|the committee|the regulator|the farmers' league|the university|the bus company|the "
    "court|the police|the unions|the mayor|our government|the charity|the mine"
).split("|")
_DOES = (
    "will raise|cannot pay for|has to close|must repair|wants to sell|should never have "
    "bought|refuses to discuss|is going to open|promised us|has finally approved|needs to "
    "rethink|postponed|is proud of|has lost control of|voted against|will defend"
).split("|")
_WHAT = (
    "the bridge over the estuary|the price of drinking water|the new power line|the ferry "
    "timetable|the pension scheme|the wind farm|the flood wall|the refugee shelter|the vaccination "
    "centre|the tram line|the levy on diesel|the public library|the drone licence|the maternity "
    "ward|the fish quota|the emergency budget|the teachers' contract|the asylum rules|the rent "
    "cap|the nuclear licence"
).split("|")
_REMARK = (
    "nobody asked the residents|we have the figures to prove it|the money was never there|it will "
    "take at least two winters|the climate leaves us no choice|the experts warned them in "
    "spring|there is no plan for the wages|our children will pay the bill|the minister knew about "
    "it|that is what the voters wanted|the contract was signed in secret|we will go to court over "
    "it|the engineers disagree|it would cost four hundred jobs|the neighbours are already doing "
    "it|the report has been ready since May|insurance will not cover the damage|the patients come "
    "first|the storms are getting worse|not one tender was published|the island depends on it|it "
    "is the only fair solution|the auditors found nothing wrong|prices have doubled in a year|the "
    "vote was closer than it looked"
).split("|")
_FIRST = "Ada|Bren|Cato|Dilys|Emre|Fenna|Goran|Hana|Ivo|Jorun|Kato|Lena|Milo|Nadia".split("|")
_LAST = "Aldergate|Brandvold|Carrow|Dunmore|Ekwall|Fairholt|Grantley|Holm|Ingram|Jessop".split("|")
_ENDING = "|son|by|ton|well".split("|")


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation's words and its vector."""

    text: str
    vector: bytes


def fill(path: Path, quotations: int) -> None:
    """Make a database with so many quotations at the path, which must be free."""
    Store(str(path)).close()
    encoder = Encoder.shipped()
    sayings = _sayings(encoder, quotations)
    engine = make_engine(database_url(str(path)))
    sample = Random(SEED)
    with for_writing(engine).begin() as connection:
        run = _run(connection)
        people = _people(connection)
        for number in range(-(-quotations // AN_ARTICLE)):
            said = list(islice(sayings, AN_ARTICLE))
            article = _article(connection, run, number, said)
            speakers = _article_people(connection, article, sample.sample(people, SPEAKERS))
            rows = _quotations(connection, run, article, said, speakers)
            made = {row: one.vector for row, one in zip(rows, said, strict=True)}
            write_vectors(connection, article, encoder.sha256, made)
    engine.dispose()


def _sayings(encoder: Encoder, number: int) -> Iterator[Saying]:
    statements = [" ".join(parts) for parts in product(_WHO, _DOES, _WHAT)]
    if number > len(statements) * len(_REMARK):
        raise ValueError(f"the lists give no {number} different sentences")
    Random(SEED).shuffle(statements)
    said, remarked = (directions(encoder.encode(texts)) for texts in (statements, _REMARK))
    for count in range(number):
        one, other = count % len(statements), (count + count // len(statements)) % len(_REMARK)
        (vector,) = as_bytes(said[one : one + 1] + remarked[other])
        text = f"\u201c{statements[one][0].upper()}{statements[one][1:]}: {_REMARK[other]}.\u201d"
        yield Saying(text, vector.tobytes())


def _run(connection: Connection) -> int:
    now = datetime.now(UTC)
    row = {"program": "bench", "model": "", "settings": {}, "started": now, "finished": now}
    return _made(connection, ExtractionRunTable, [row])[0]


def _people(connection: Connection) -> list[tuple[int, str]]:
    names = [f"{first} {last}{ending}" for first, last, ending in product(_FIRST, _LAST, _ENDING)]
    rows = _made(connection, PersonTable, [{"name": name} for name in names])
    return list(zip(rows, names, strict=True))


def _article(connection: Connection, run: int, number: int, said: Sequence[Saying]) -> int:
    text = "\n\n".join(one.text for one in said)
    public = digest("bench", str(number))
    row = {
        "public_id": public,
        "version": 1,
        "run_id": run,
        "source": f"bench-{number}",
        "authors": [],
        "published": FIRST_DAY + timedelta(days=number % DAYS),
        "language": "en",
        "sha256": public * 4,
        "text": text,
    }
    article = _made(connection, ArticleTable, [row])[0]
    address = {"address": f"bench-{number}", "article_id": article}
    connection.execute(insert(AddressTable).values(address))
    return article


def _article_people(
    connection: Connection, article: int, people: Sequence[tuple[int, str]]
) -> list[tuple[int, str]]:
    rows = [
        {
            "article_id": article,
            "person_id": person,
            "machine_person_id": person,
            "name": name,
            "folded": fold_person(name),
            "ordinal": 0,
        }
        for person, name in people
    ]
    made = _made(connection, ArticlePersonTable, rows)
    names = [
        {
            "article_person_id": appearance,
            "name": name,
            "folded": fold_person(name),
            "surname": surname(fold_person(name)),
            "kind": "full",
        }
        for appearance, (_, name) in zip(made, people, strict=True)
    ]
    connection.execute(insert(ArticlePersonNameTable), names)
    return [(appearance, name) for appearance, (_, name) in zip(made, people, strict=True)]


def _quotations(
    connection: Connection,
    run: int,
    article: int,
    said: Sequence[Saying],
    speakers: Sequence[tuple[int, str]],
) -> list[int]:
    """The quotations of an article, each in a paragraph of its own, with a speaker and a piece."""
    starts = [0]
    for one in said:
        starts.append(starts[-1] + len(one.text) + 2)
    rows = [
        {
            "public_id": digest("bench", str(article), str(number)),
            "article_id": article,
            "run_id": run,
            "kind": "direct",
            "act": "statement",
            "text": one.text,
            "context_start": start,
            "context": one.text,
            "confidence": 0.9,
            "origin": "machine",
        }
        for number, (one, start) in enumerate(zip(said, starts, strict=False))
    ]
    made = _made(connection, QuotationTable, rows)
    pieces = [
        {"quotation_id": row, "ordinal": 0, "start": start, "end": start + len(one.text)}
        for row, one, start in zip(made, said, starts, strict=False)
    ]
    spoken = [
        {
            "quotation_id": row,
            "ordinal": 0,
            "type": "person",
            "name": speakers[number % len(speakers)][1],
            "article_person_id": speakers[number % len(speakers)][0],
        }
        for number, row in enumerate(made)
    ]
    connection.execute(insert(PieceTable), pieces)
    connection.execute(insert(SpeakerTable), spoken)
    return made


def _made(connection: Connection, model: type[Base], rows: list[dict[str, Any]]) -> list[int]:
    """The ids of new rows."""
    columns = model.table.c.id
    made = connection.scalars(insert(model).returning(columns, sort_by_parameter_order=True), rows)
    return list(made)
