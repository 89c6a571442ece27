"""Search in the words of quotation and context: FTS5 in SQLite, text search in PostgreSQL."""

from __future__ import annotations

import re
from functools import reduce

from sqlalchemy import ColumnElement, Dialect, Float, Select, false, func, literal, literal_column
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from quotes.store.models import Quotation

SEARCH_TABLE = "quotation_search"

_PHRASE = re.compile(r'["“”]([^"“”]+)["“”]|([^\s"“”]+)')
_QUOTATION_WEIGHT, _CONTEXT_WEIGHT = 4.0, 1.0
_MOST_PHRASES = 64


def phrases(text: str) -> list[str]:
    """What a user typed as phrases that must all occur: words, and "words in double quotes".

    Only phrases with a letter or digit count, at most the first 64 of them.
    """
    found = ((quoted or word).replace("\0", " ") for quoted, word in _PHRASE.findall(text))
    return [phrase for phrase in found if any(map(str.isalnum, phrase))][:_MOST_PHRASES]


def matching(
    query: Select[Quotation], text: str, dialect: Dialect
) -> tuple[Select[Quotation], ColumnElement[float]]:
    """Narrow a query to the quotations that have all phrases; and the rank, lowest best."""
    wanted = phrases(text)
    if not wanted:
        return query.where(false()), literal(0.0)
    if dialect.name == "sqlite":
        return _matching_fts5(query, wanted)
    return _matching_tsvector(query, wanted)


def _matching_fts5(
    query: Select[Quotation], wanted: list[str]
) -> tuple[Select[Quotation], ColumnElement[float]]:
    expression = " ".join('"' + phrase.replace('"', '""') + '"' for phrase in wanted)
    index = sql_table(SEARCH_TABLE, sql_column("rowid"))
    found = query.join(index, index.c.rowid == Quotation.id).where(
        literal_column(SEARCH_TABLE).op("MATCH")(expression)
    )
    rank = func.bm25(
        literal_column(SEARCH_TABLE), _QUOTATION_WEIGHT, _CONTEXT_WEIGHT, type_=Float()
    )
    return found, rank


def _matching_tsvector(
    query: Select[Quotation], wanted: list[str]
) -> tuple[Select[Quotation], ColumnElement[float]]:
    english: ColumnElement[str] = literal_column("'english'")
    words = func.to_tsvector(english, Quotation.text + " " + Quotation.context)
    asked: ColumnElement[str] = reduce(
        lambda left, right: left.op("&&")(right),
        [func.phraseto_tsquery(english, phrase) for phrase in wanted],
    )
    return query.where(words.op("@@")(asked)), -func.ts_rank(words, asked, type_=Float())
