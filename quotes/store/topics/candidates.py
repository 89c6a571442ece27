"""Quotations that may have the words of some terms, by the full-text index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Connection, func, literal_column, select, text

from quotes.lexicon import word_set
from quotes.meaning.nouns import forms_of
from quotes.meaning.vocabulary.terms import Tests
from quotes.store.fulltext import SEARCH_TABLE
from quotes.store.models import Quotation

TERMS = 40
"""Terms that one query asks for."""

_COMMON = word_set("grammar", "unasked")
_ENDINGS = word_set("word_endings")
_DOUBLED = re.compile(r"([^aeiou])\1$")
_SHORT_WORD = 5


def candidates(connection: Connection, terms: Iterable[Tests]) -> set[int]:
    """Row ids of quotations in whose text or context all words of one of the terms stand.

    These are all that have the term, and some that have its words apart or in other forms.
    """
    found: set[int] = set()
    rest = list(dict.fromkeys(terms))
    sqlite = connection.dialect.name == "sqlite"
    for begin in range(0, len(rest), TERMS):
        part = rest[begin : begin + TERMS]
        found |= set(_by_fts5(connection, part) if sqlite else _by_tsvector(connection, part))
    return found


def _by_fts5(connection: Connection, terms: Iterable[Tests]) -> Iterator[int]:
    asked = " OR ".join(f"({_fts5(term)})" for term in terms)
    query = text(f"SELECT rowid FROM {SEARCH_TABLE} WHERE {SEARCH_TABLE} MATCH :asked")
    yield from connection.scalars(query, {"asked": asked})


def _fts5(term: Tests) -> str:
    return " AND ".join(
        "(" + " OR ".join(f'"{form}"{"*" if opens else ""}' for form, opens in forms) + ")"
        for forms in _telling(term)
    )


def _by_tsvector(connection: Connection, terms: Iterable[Tests]) -> Iterator[int]:
    english: ColumnElement[str] = literal_column("'english'")
    words = func.to_tsvector(english, Quotation.text + " " + Quotation.context)
    asked = " | ".join(f"({_tsquery(term)})" for term in terms)
    found = select(Quotation.id).where(words.op("@@")(func.to_tsquery(english, asked)))
    yield from connection.scalars(found)


def _tsquery(term: Tests) -> str:
    return " & ".join(
        "(" + " | ".join(f"{form}{':*' if opens else ''}" for form, opens in forms) + ")"
        for forms in _telling(term)
    )


def _telling(term: Tests) -> list[list[tuple[str, bool]]]:
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
