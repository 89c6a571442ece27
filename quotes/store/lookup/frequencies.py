"""In how many quotations a word stands, as the word index has it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing

from sqlalchemy import column, select, table
from sqlalchemy.orm import Session

TERMS_TABLE = "quotation_search_terms"
MOST = 50_000
"""Words whose frequencies are remembered."""

_TERMS = table(TERMS_TABLE, column("term"), column("doc"))
_TOKENS = (
    "CREATE VIRTUAL TABLE words USING fts5(word, content = '', "
    "tokenize = 'porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE tokens USING fts5vocab(words, instance)",
)


class Frequencies:
    """Document frequencies, read when they are first needed.

    They only choose which words are looked for, so that it does no harm if the database has grown
    since.
    """

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, session: Session, words: Collection[str]) -> dict[str, int]:
        """In how many quotations, or their paragraphs, each of the words stands in any form."""
        unknown = [word for word in words if word not in self._known]
        if unknown:
            if len(self._known) > MOST:
                self._known.clear()
            self._known |= _read(session, unknown)
            return {word: self._known.get(word, 0) for word in words}
        return {word: self._known[word] for word in words}


def _read(session: Session, words: Collection[str]) -> dict[str, int]:
    stems = _stems(words)
    wanted = select(_TERMS.c.term, _TERMS.c.doc).where(_TERMS.c.term.in_(set(stems.values())))
    found = dict(session.connection().execute(wanted).all())
    return {word: found.get(stems.get(word), 0) for word in words}


def _stems(words: Collection[str]) -> dict[str, str]:
    """What the tokenizer of the word index makes of each word, by an index of their own."""
    listed = list(words)
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in _TOKENS:
            connection.execute(statement)
        connection.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", enumerate(listed))
        found = connection.execute("SELECT doc, term FROM tokens ORDER BY doc, offset DESC")
        return {listed[place]: term for place, term in found}
