"""Search in the words of quotation and context: FTS5 in SQLite, text search in PostgreSQL."""

from __future__ import annotations

import re
from functools import reduce

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Float,
    Integer,
    Select,
    false,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from quotes.lexicon import STOP_WORDS
from quotes.store.models import Quotation

SEARCH_TABLE = "quotation_search"
TRIGRAMS_TABLE = "quotation_search_trigrams"

_PHRASE = re.compile(r'["“”]([^"“”]+)["“”]|([^\s"“”]+)')
_QUOTATION_WEIGHT, _CONTEXT_WEIGHT = 4.0, 1.0
_MOST_PHRASES = 64
_INDEX = sql_table(SEARCH_TABLE, sql_column("rowid", Integer))
_BM25 = func.bm25(literal_column(SEARCH_TABLE), _QUOTATION_WEIGHT, _CONTEXT_WEIGHT, type_=Float())
_SIGNS = "'’.,;:!?()"


def phrases(text: str) -> list[str]:
    """What a user typed as phrases that must all occur: words, and "words in double quotes".

    Only phrases with a letter or digit count, at most the first 64 of them.
    """
    found = ((quoted or word).replace("\0", " ") for quoted, word in _PHRASE.findall(text))
    return [phrase for phrase in found if any(map(str.isalnum, phrase))][:_MOST_PHRASES]


def terms(text: str) -> list[str]:
    """The phrases of a text without function words such as "the", unless it has no others."""
    found = phrases(text)
    return [one for one in found if one.strip(_SIGNS).lower() not in STOP_WORDS] or found


def matching(
    query: Select[Quotation], text: str, dialect: Dialect
) -> tuple[Select[Quotation], ColumnElement[float]]:
    """Narrow a query to the quotations that have all phrases; and the rank, lowest best."""
    wanted = phrases(text)
    if not wanted:
        return query.where(false()), literal(0.0)
    if dialect.name == "sqlite":
        found = query.join(_INDEX, _INDEX.c.rowid == Quotation.id)
        return found.where(_fts5(" ".join(map(_escaped, wanted)))), _BM25
    matches, rank = _tsvector(wanted, "&&")
    return query.where(matches), rank


def has_phrases(text: str, dialect: Dialect) -> ColumnElement[bool]:
    """Whether a quotation has all phrases."""
    found, _ = matching(select(Quotation), text, dialect)
    return Quotation.id.in_(found.with_only_columns(Quotation.id))


def with_terms(text: str, dialect: Dialect) -> Select[int]:
    """Row ids of all quotations that have one of the terms or more, the best first."""
    wanted = terms(text)
    if not wanted:
        return select(Quotation.id).where(false())
    if dialect.name == "sqlite":
        found = select(_INDEX.c.rowid).where(_fts5(" OR ".join(map(_escaped, wanted))))
        return found.order_by(_BM25, _INDEX.c.rowid)
    matches, rank = _tsvector(wanted, "||")
    return select(Quotation.id).where(matches).order_by(rank, Quotation.id)


def rebuild(connection: Connection) -> None:
    """Make the indexes of words and of trigrams anew from the quotations."""
    if connection.dialect.name == "sqlite":
        for index in (SEARCH_TABLE, TRIGRAMS_TABLE):
            connection.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    else:
        connection.exec_driver_sql(f"REINDEX INDEX {SEARCH_TABLE}")


def _fts5(expression: str) -> ColumnElement[bool]:
    return literal_column(SEARCH_TABLE).op("MATCH")(expression)


def _escaped(phrase: str) -> str:
    return '"' + phrase.replace('"', '""') + '"'


def _tsvector(wanted: list[str], joint: str) -> tuple[ColumnElement[bool], ColumnElement[float]]:
    english: ColumnElement[str] = literal_column("'english'")
    words = func.to_tsvector(english, Quotation.text + " " + Quotation.context)
    asked: ColumnElement[str] = reduce(
        lambda left, right: left.op(joint)(right),
        [func.phraseto_tsquery(english, phrase) for phrase in wanted],
    )
    return words.op("@@")(asked), -func.ts_rank(words, asked, type_=Float())
