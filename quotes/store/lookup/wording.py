"""Quotations that may hold the words of a claim, found in the indexes of words and trigrams."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import ColumnElement, Select, column, exists, func, literal_column, select, table
from sqlalchemy.orm import Session

from quotes.lexicon import STOP_WORDS
from quotes.store.chunks import chunks
from quotes.store.fulltext import SEARCH_TABLE, TRIGRAMS_TABLE, with_terms
from quotes.store.lookup import expressions
from quotes.store.lookup.frequencies import Frequencies
from quotes.store.lookup.likeness import best
from quotes.store.lookup.naming import spoken_by
from quotes.store.lookup.parts import parts
from quotes.store.lookup.rows import Candidate
from quotes.store.models import Address, Quotation

ENOUGH = 30
"""Quotations found for a part, after which no looser expression is tried."""
MOST = 200
"""Quotations found for a part at most."""
MISSPELLED = 4
"""Words of a claim, at most, that no quotation has and that are looked for by their trigrams."""
FEW = 400
"""Quotations of a person that are all compared; of more, those with one of the terms are."""
MOST_ANY = 16
"""Terms of which one is enough in the quotations of a person."""


@dataclass(frozen=True, slots=True)
class _Part:
    words: list[str]
    terms: list[str]


class _Claim:
    """A claim in parts, with the terms of each that are in the index, the rarest first."""

    def __init__(self, session: Session, text: str, frequencies: Frequencies) -> None:
        found = parts(text)
        content = {word for part in found for word in part if _is_term(word)}
        self.counts = frequencies.of(session, content)
        known = sorted((word for word in content if self.counts[word]), key=self._rarity)
        self.terms = known
        self.unknown = sorted(word for word in content if not self.counts[word])
        self.parts = [_Part(part, [one for one in known if one in part]) for part in found]

    def _rarity(self, word: str) -> tuple[int, str]:
        return self.counts[word], word


def candidates(
    session: Session,
    text: str,
    people: Collection[int] | None,
    limit: int,
    frequencies: Frequencies,
) -> list[Candidate]:
    """The quotations that resemble the text most, the best first.

    With ``people``, those of theirs that resemble it most are among them, up to half.
    """
    asked = [" ".join(part) for part in parts(text)]
    if not asked:
        return []
    if session.get_bind().dialect.name == "sqlite":
        claim = _Claim(session, text, frequencies)
        rows = _anybody(session, claim)
        theirs = None if people is None else _of_people(session, claim, people)
    else:
        found = with_terms(" ".join(asked), session.get_bind().dialect)
        rows = list(session.scalars(found.limit(MOST)))
        said = found.where(Quotation.id.in_(spoken_by(people or ()))).limit(MOST)
        theirs = None if people is None else list(session.scalars(said))
    everybody = best(asked, _read(session, rows), limit)
    if theirs is None:
        return everybody
    own = best(asked, _read(session, theirs), limit // 2)
    chosen = {one.row: one for one in (*own, *everybody)}
    return best(asked, list(islice(chosen.values(), limit)), limit)


def _anybody(session: Session, claim: _Claim) -> list[int]:
    found = dict.fromkeys(_first(session, expressions.of_all(claim.terms)))
    for part in claim.parts:
        tried = expressions.of_part(part.words, part.terms, claim.counts)
        found.update(dict.fromkeys(_first(session, tried)))
    stretches = filter(None, map(expressions.misspelled, claim.unknown))
    for stretch in islice(stretches, MISSPELLED):
        similar = _matching(TRIGRAMS_TABLE, stretch).limit(MOST)
        found.update(dict.fromkeys(session.scalars(similar)))
    return list(found)


def _first(session: Session, tried: Iterable[str]) -> list[int]:
    """Row ids of what the first expressions find, until they are enough."""
    found: dict[int, None] = {}
    for expression in tried:
        left = _matching(SEARCH_TABLE, f"text : ({expression})").limit(MOST)
        found.update(dict.fromkeys(session.scalars(left)))
        if len(found) >= ENOUGH:
            break
    return list(found)


def _of_people(session: Session, claim: _Claim, people: Collection[int]) -> list[int]:
    said = spoken_by(people)
    few = session.scalars(said.limit(FEW + 1)).all()
    if len(few) <= FEW:
        return list(few)
    terms = claim.terms[:MOST_ANY]
    tried = (
        [expressions.at_least(1, terms)]
        if terms
        else [expressions.phrase(part.words) for part in claim.parts]
    )
    theirs = literal_column("+rowid").in_(said)
    found: list[int] = []
    for expression in tried:
        wanted = _matching(SEARCH_TABLE, f"text : ({expression})").where(theirs)
        found += session.scalars(wanted.order_by(_BM25).limit(MOST))
    return found


_BM25 = func.bm25(literal_column(SEARCH_TABLE))


def _matching(index: str, expression: str) -> Select[int]:
    rows = table(index, column("rowid"))
    matches: ColumnElement[bool] = literal_column(index).op("MATCH")(expression)
    return select(rows.c.rowid).where(matches)


def _read(session: Session, rows: Sequence[int]) -> list[Candidate]:
    """The quotations with these row ids that stand in current articles."""
    current = exists().where(Address.article_id == Quotation.article_id)
    columns = select(Quotation.id, Quotation.article_id, Quotation.text)
    return [
        Candidate(row, article, text)
        for part in chunks(rows)
        for row, article, text in session.connection().execute(
            columns.where(Quotation.id.in_(part), current)
        )
    ]


def _is_term(word: str) -> bool:
    return (len(word) > 1 or word.isdigit()) and word not in STOP_WORDS
