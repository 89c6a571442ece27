"""Search in the words of quotation and context: FTS5 in SQLite, text search in PostgreSQL."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from functools import reduce
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Float,
    Integer,
    Row,
    Select,
    and_,
    exists,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    union,
)
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from quotes.db.tables import (
    AddressTable,
    ArticlePersonNameTable,
    ArticlePersonTable,
    ContactNameTable,
    ContactTable,
    PersonAliasTable,
    QuotationTable,
    SpeakerTable,
    StanceTable,
)
from quotes.errors import UsageError
from quotes.lexicon import STOP_WORDS, word_set
from quotes.names.person import fold_person, surname
from quotes.text.normalize import fold_target, forms_of
from quotes.types import Span
from quotes.types import Stance as FoundStance

SEARCH_TABLE = "quotation_search"
TRIGRAMS_TABLE = "quotation_search_trigrams"

_PHRASE = re.compile(r'["“”]([^"“”]+)["“”]|([^\s"“”]+)')
_QUOTATION_WEIGHT, _CONTEXT_WEIGHT = 4.0, 1.0
_MOST_PHRASES = 64
_INDEX = sql_table(SEARCH_TABLE, sql_column("rowid", Integer))
_TERMS = sql_table("quotation_search_terms", sql_column("term"), sql_column("doc"))
_STEMMING = (
    "CREATE VIRTUAL TABLE words USING fts5(word, content = '', "
    "tokenize = 'porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE tokens USING fts5vocab(words, instance)",
)
_BM25 = func.bm25(literal_column(SEARCH_TABLE), _QUOTATION_WEIGHT, _CONTEXT_WEIGHT, type_=Float())
_ENGLISH: ColumnElement[str] = literal_column("'english'")
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
    return [term for term in found if term.strip(_SIGNS).lower() not in STOP_WORDS] or found


def matching(
    query: Select[int], text: str, dialect: Dialect
) -> tuple[Select[int], ColumnElement[float]]:
    """Narrow a query to the quotations that have all phrases; and the rank, lowest best."""
    wanted = phrases(text)
    if not wanted:
        return query.where(false()), literal(0.0)
    if dialect.name == "sqlite":
        found = query.join(_INDEX, _INDEX.c.rowid == QuotationTable.id)
        return found.where(_fts5(" ".join(map(_escaped, wanted)))), _BM25
    matches, rank = _tsvector(wanted, "&&")
    return query.where(matches), rank


def has_phrases(text: str, dialect: Dialect) -> ColumnElement[bool]:
    """Whether a quotation has all phrases."""
    found, _ = matching(select(QuotationTable.id), text, dialect)
    return QuotationTable.id.in_(found)


def with_terms(text: str, dialect: Dialect) -> Select[int]:
    """Row ids of all quotations that have one of the terms or more, the best first."""
    wanted = terms(text)
    if not wanted:
        return select(QuotationTable.id).where(false())
    if dialect.name == "sqlite":
        found = select(_INDEX.c.rowid).where(_fts5(" OR ".join(map(_escaped, wanted))))
        return found.order_by(_BM25, _INDEX.c.rowid)
    matches, rank = _tsvector(wanted, "||")
    return select(QuotationTable.id).where(matches).order_by(rank, QuotationTable.id)


def rebuild(connection: Connection) -> None:
    """Make the indexes of words and of trigrams anew from the quotations."""
    if connection.dialect.name == "sqlite":
        for index in (SEARCH_TABLE, TRIGRAMS_TABLE):
            connection.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    else:
        connection.exec_driver_sql(f"REINDEX INDEX {SEARCH_TABLE}")


def has_term_index(connection: Connection) -> bool:
    """Whether the database tells its words and trigrams, as the look-up of a claim asks them."""
    return connection.dialect.name == "sqlite"


def with_expression(expression: str) -> Select[int]:
    """Row ids of the quotations whose words fit an expression of FTS5."""
    return select(_INDEX.c.rowid).where(_in_text(expression))


def best_among(rows: Select[int], expression: str) -> Select[int]:
    """The same of these quotations alone, the best first."""
    # The sign keeps SQLite from looking up each of the rows in the index.
    among = literal_column("+rowid").in_(rows)
    best = func.bm25(literal_column(SEARCH_TABLE))
    return select(_INDEX.c.rowid).where(_in_text(expression), among).order_by(best)


def with_trigrams(expression: str) -> Select[int]:
    """Row ids of the quotations whose trigrams fit an expression of FTS5."""
    trigrams = sql_table(TRIGRAMS_TABLE, sql_column("rowid", Integer))
    return select(trigrams.c.rowid).where(_fts5(expression, TRIGRAMS_TABLE))


def word_counts(connection: Connection, words: Collection[str]) -> dict[str, int]:
    """In how many quotations, or their paragraphs, each of the words stands in any form."""
    stems = _index_stems(words)
    wanted = select(_TERMS.c.term, _TERMS.c.doc).where(_TERMS.c.term.in_(set(stems.values())))
    found = dict(connection.execute(wanted).all())
    return {word: found.get(stems.get(word), 0) for word in words}


def _index_stems(words: Collection[str]) -> dict[str, str]:
    """What the tokenizer of the word index makes of each word, by an index of their own."""
    listed = list(words)
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in _STEMMING:
            connection.execute(statement)
        connection.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", enumerate(listed))
        found = connection.execute("SELECT doc, term FROM tokens ORDER BY doc, offset DESC")
        return {listed[row]: term for row, term in found}


def _in_text(expression: str) -> ColumnElement[bool]:
    return _fts5(f"text : ({expression})")


def _fts5(expression: str, index: str = SEARCH_TABLE) -> ColumnElement[bool]:
    return literal_column(index).op("MATCH")(expression)


def _escaped(phrase: str) -> str:
    return '"' + phrase.replace('"', '""') + '"'


def _tsvector(wanted: list[str], joint: str) -> tuple[ColumnElement[bool], ColumnElement[float]]:
    words = _document()
    asked: ColumnElement[str] = reduce(
        lambda left, right: left.op(joint)(right),
        [func.phraseto_tsquery(_ENGLISH, phrase) for phrase in wanted],
    )
    return words.op("@@")(asked), -func.ts_rank(words, asked, type_=Float())


def _document() -> ColumnElement[str]:
    """What the index of words of PostgreSQL has."""
    return func.to_tsvector(_ENGLISH, QuotationTable.text + " " + QuotationTable.context)


# Quotations that may have the words of some terms, by the full-text index.


WordTests = tuple[str, ...]
TERMS = 40
"""Terms that one query asks for."""

_COMMON = word_set("grammar", "unasked")
_ENDINGS = word_set("word_endings")
_DOUBLED = re.compile(r"([^aeiou])\1$")
_SHORT_WORD = 5


def candidates(connection: Connection, wanted: Iterable[WordTests]) -> set[int]:
    """Row ids of quotations in whose text or context all words of one of the terms stand.

    These are all that have the term, and some that have its words apart or in other forms.

    :param wanted: terms as sequences of word tests; see :mod:`quotes.meaning.vocabulary`.
    """
    found: set[int] = set()
    rest = list(dict.fromkeys(wanted))
    for begin in range(0, len(rest), TERMS):
        part = rest[begin : begin + TERMS]
        found |= set(connection.scalars(_with_words(part, connection.dialect)))
    return found


def _with_words(wanted: Iterable[WordTests], dialect: Dialect) -> Select[int]:
    if dialect.name == "sqlite":
        asked = _any_of(wanted, " OR ", " AND ", lambda form, opens: f'"{form}"{"*" * opens}')
        return select(_INDEX.c.rowid).where(_fts5(asked))
    asked = _any_of(wanted, " | ", " & ", lambda form, opens: f"{form}{':*' * opens}")
    found = _document().op("@@")(func.to_tsquery(_ENGLISH, asked))
    return select(QuotationTable.id).where(found)


def _any_of(
    wanted: Iterable[WordTests], either: str, both: str, written: Callable[[str, bool], str]
) -> str:
    """The terms in the language of an index: any of them, with any form of each of its words."""
    return either.join(
        f"({both.join(f'({either.join(written(*form) for form in forms)})' for forms in words)})"
        for words in map(_telling, wanted)
    )


def _telling(term: WordTests) -> list[list[tuple[str, bool]]]:
    """For each word that tells something, the forms it may have, and whether they go on."""
    words = [test for test in term if test.lstrip("=^").casefold() not in _COMMON] or list(term)
    return [_forms(test) for test in words]


def _forms(test: str) -> list[tuple[str, bool]]:
    if test.endswith("*"):
        return [(stem(test[:-1]), True)]
    word = test.lstrip("=^").casefold()
    return [(form, False) for form in sorted(forms_of(word))]


def stem(beginning: str) -> str:
    """A beginning so short that the index's stem of every word that begins so begins with it.

    The index keeps stems of words (Porter 1980): "immigration" as "immigr". All that may be the
    first part of an ending is taken off.
    """
    shortest = 2 if len(beginning) <= _SHORT_WORD else 3
    while len(beginning) > shortest:
        cut = next(
            (
                size
                for size in range(min(len(beginning) - shortest, 7), 0, -1)
                if any(ending.startswith(beginning[-size:]) for ending in _ENDINGS)
            ),
            0,
        )
        shorter = _DOUBLED.sub(r"\1", beginning[: len(beginning) - cut])
        if shorter == beginning:
            break
        beginning = shorter
    return beginning


# How names and labels that a user typed meet the folded ones of the store.


CURRENT: Select[int] = select(AddressTable.article_id)
APPEARING: Select[int] = select(ArticlePersonTable.id).where(
    ArticlePersonTable.article_id.in_(CURRENT)
)

COUNTED = QuotationTable.article_id.in_(CURRENT), QuotationTable.status == "said"
"""The quotations that count as evidence: those of current articles whose words were said."""

Names = type[ArticlePersonNameTable] | type[PersonAliasTable] | type[ContactNameTable]


def has_words(column: Column[str], folded: str) -> ColumnElement[bool]:
    """Whether every word of the folded text is a word of the column."""
    padded = " " + column + " "
    return and_(True, *(padded.contains(f" {word} ", autoescape=True) for word in folded.split()))


def as_id(text: str) -> int | None:
    """The id that was typed, None for anything else; ids have at most 18 digits."""
    typed = text.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 18 else None


def people_named(fits: Callable[[Names], ColumnElement[bool]]) -> Select[int]:
    """Ids of the people with a name that fits, whether an article or a human gave it."""
    found = select(ArticlePersonTable.person_id).join(
        ArticlePersonNameTable, ArticlePersonNameTable.article_person_id == ArticlePersonTable.id
    )
    given = select(PersonAliasTable.person_id).where(fits(PersonAliasTable))
    listed = select(ContactTable.person_id).join(
        ContactNameTable, ContactNameTable.contact_id == ContactTable.id
    )
    named = union(
        found.where(fits(ArticlePersonNameTable)), given, listed.where(fits(ContactNameTable))
    ).subquery()
    return select(named.c.person_id)


def people_called(name: str) -> Select[int]:
    """Ids of the people with this name, or with one that ends in it as in a surname."""
    folded = fold_person(name)

    def fits(names: Names) -> ColumnElement[bool]:
        ends = names.folded.endswith(f" {folded}", autoescape=True)
        return or_(names.folded == folded, and_(names.surname == surname(folded), ends))

    return people_named(fits)


def unnamed(min_grade: int = 0, max_grade: int = 3) -> ColumnElement[bool]:
    """Whether a row of ``speakers`` is an unnamed source of these grades, and no collective."""
    graded = SpeakerTable.unnamed_grade.between(min_grade, max_grade)
    return and_(graded, SpeakerTable.unnamed_collective.is_(False))


SHORTEST_PREFIX = 6
"""Digits that an id given short must have at least."""


def row_id(connection: Connection, quotation_id: str) -> int | None:
    """The row id of the quotation with this id, or of the only one whose id begins so.

    Of the versions of an article that have it, the current one counts, else the latest.

    :raises UsageError: several ids begin so.
    """
    prefix = quotation_id.lower()
    begins = QuotationTable.public_id >= prefix, QuotationTable.public_id < prefix + "g"
    conditions: list[tuple[ColumnElement[bool], ...]] = [
        (QuotationTable.public_id == quotation_id,)
    ]
    if _is_prefix(prefix):
        conditions.append(begins)
    for condition in conditions:
        ids = select(QuotationTable.public_id).distinct().where(*condition).limit(2)
        found = connection.scalars(ids).all()
        if len(found) > 1:
            raise UsageError(
                f"Several quotations have an id that begins with {prefix}; give more of it."
            )
        if found:
            return connection.scalar(
                select(QuotationTable.id)
                .where(QuotationTable.public_id == found[0])
                .order_by(QuotationTable.article_id.in_(CURRENT).desc(), QuotationTable.id.desc())
                .limit(1)
            )
    return None


def _is_prefix(text: str) -> bool:
    return len(text) >= SHORTEST_PREFIX and set(text) <= set("0123456789abcdef")


# Which of a quotation's stored stances count: a human's goes before the machine's.


def in_force(stances: Iterable[Row[Any]]) -> tuple[FoundStance, ...]:
    """One stance a target, the surest first; none where a human says that no side is taken."""
    ranked = sorted(stances, key=lambda stance: (stance.origin == "human", stance.score))
    chosen = {fold_target(stance.target): stance for stance in ranked}.values()
    ordered = sorted(chosen, key=lambda stance: (-stance.score, stance.target))
    return tuple(found for stance in ordered if (found := stance_of(stance)))


def stance_of(row: Row[Any]) -> FoundStance | None:
    """The stance of a row, None if it says that no side is taken."""
    if row.polarity is None:
        return None
    start, end = row.words_start, row.words_end
    words = None if start is None or end is None else Span(start, end)
    return FoundStance(row.target, row.polarity, row.score, words, row.origin)


def counts() -> ColumnElement[bool]:
    """Whether a row of ``stances`` is a human's, or one on whose target no human decided."""
    human = StanceTable.aliased()
    decided = exists().where(
        human.quotation_id == StanceTable.quotation_id,
        human.folded == StanceTable.folded,
        human.origin == "human",
    )
    return or_(StanceTable.origin == "human", ~decided)
