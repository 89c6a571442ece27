"""Quotations that may hold the words of a claim, found in the indexes of words and trigrams."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations, islice, pairwise, zip_longest
from math import ceil

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils
from sqlalchemy import (
    ColumnElement,
    Engine,
    Select,
    column,
    distinct,
    exists,
    func,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.orm import Session

from quotes.db.engine import chunks, plain_errors
from quotes.db.matching import (
    CURRENT,
    SEARCH_TABLE,
    TRIGRAMS_TABLE,
    as_id,
    has_words,
    people_called,
    people_named,
    with_terms,
)
from quotes.db.rows import QuotationRow
from quotes.db.tables import (
    AddressTable,
    ArticlePersonTable,
    ArticleTable,
    ContactTable,
    OutletTable,
    PersonTable,
    PostTable,
    QuotationTable,
    SpeakerTable,
)
from quotes.db.vectors import likely_nearest, nearest
from quotes.entities.apply import standing_decisions
from quotes.errors import QuotesError
from quotes.lexicon import STOP_WORDS
from quotes.meaning.vectors import Encoder, similarities
from quotes.names.person import fold_person
from quotes.search.query import rows_of
from quotes.text.normalize import fold

# What a look-up gives: frozen, detached from any session.


@dataclass(frozen=True, slots=True)
class SearchedQuotations:
    """What was searched: counts over the current articles, and their first and last day.

    ``by_person`` counts the quotations of whom a claim names, None where it names nobody.
    """

    articles: int
    outlets: int
    quotations: int
    by_person: int | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class ClaimCandidate:
    """A quotation that may be what a claim comes from: its row id, its text, its article's row id.

    ``cosine`` in [-1, 1] compares the meaning, None where it was found by its words.
    """

    row: int
    article: int
    text: str
    cosine: float | None = None


@dataclass(frozen=True, slots=True)
class PersonCandidate:
    """A person whom a name may mean, with how many quotations of current articles are theirs."""

    id: int
    name: str
    quotations: int


# Whom a name may mean, and what they said: light, for a claim that names its speaker.


_QID = re.compile("Q[1-9][0-9]*", re.ASCII | re.IGNORECASE)


def spoken_by(people: Collection[int]) -> Select[int]:
    """Row ids of the quotations of current articles that these people say, each once."""
    appearing = select(ArticlePersonTable.id).where(
        ArticlePersonTable.person_id.in_(people), ArticlePersonTable.article_id.in_(CURRENT)
    )
    said = select(SpeakerTable.quotation_id).where(SpeakerTable.article_person_id.in_(appearing))
    return said.distinct()


def called(session: Session, name: str) -> list[PersonCandidate]:
    """The people whom a name may mean, the most quoted first, by the rules of ``find_person``.

    A number is the id of a person, a QID that of one person at most; else the whole name counts,
    else the surname, else the words of it.
    """
    number = as_id(name)
    if number is not None:
        person = standing_decisions(session.connection()).whom(number)
        return _known(session, select(PersonTable.id).where(PersonTable.id == person))
    if _QID.fullmatch(name.strip()):
        qid = name.strip().upper()
        if found := _known(session, select(ContactTable.person_id).where(ContactTable.qid == qid)):
            return found
    folded = fold_person(name)
    if not folded:
        return []
    for named in (
        people_named(lambda names: names.folded == folded),
        people_called(name),
        people_named(lambda names: has_words(names.folded, folded)),
    ):
        if found := _known(session, named):
            return found
    return []


def _known(session: Session, wanted: Select[int]) -> list[PersonCandidate]:
    """Those who say something or have a post in a current article, or stand in a contact list."""
    ids = session.scalars(wanted.distinct()).all()
    if not ids:
        return []
    counted = (
        select(
            ArticlePersonTable.person_id,
            func.count(distinct(SpeakerTable.quotation_id)).label("said"),
        )
        .join(SpeakerTable, SpeakerTable.article_person_id == ArticlePersonTable.id)
        .where(ArticlePersonTable.person_id.in_(ids), ArticlePersonTable.article_id.in_(CURRENT))
        .group_by(ArticlePersonTable.person_id)
        .subquery()
    )
    posted = (
        select(ArticlePersonTable.person_id)
        .join(PostTable, PostTable.article_person_id == ArticlePersonTable.id)
        .where(ArticlePersonTable.person_id.in_(ids), ArticlePersonTable.article_id.in_(CURRENT))
    )
    listed = select(ContactTable.person_id).where(ContactTable.person_id.in_(ids))
    said = func.coalesce(counted.c.said, 0)
    people = (
        select(PersonTable.id, PersonTable.name, said)
        .outerjoin(counted, counted.c.person_id == PersonTable.id)
        .where(
            PersonTable.id.in_(ids),
            or_(
                counted.c.said.is_not(None), PersonTable.id.in_(posted), PersonTable.id.in_(listed)
            ),
        )
        .order_by(said.desc(), PersonTable.name, PersonTable.id)
    )
    return [
        PersonCandidate(row, name, quotations) for row, name, quotations in session.execute(people)
    ]


def in_post(
    session: Session, people: Collection[int], words: Collection[str] | None
) -> frozenset[int]:
    """Those of the people who have a post whose role has one of the folded words, or any post."""
    posts = (
        select(ArticlePersonTable.person_id, PostTable.role)
        .join(PostTable, PostTable.article_person_id == ArticlePersonTable.id)
        .where(ArticlePersonTable.person_id.in_(people), PostTable.role.is_not(None))
    )
    return frozenset(
        person
        for person, role in session.execute(posts)
        if words is None or set(words) & set(fold(role or "").split())
    )


# How much a look-up goes through: exact counts over the current articles.


_STANDS = exists().where(AddressTable.article_id == ArticleTable.id)


def searched(session: Session, people: Collection[int] | None) -> SearchedQuotations:
    """What there is to be searched; ``people`` are those whose quotations are counted apart.

    Every count goes through as little of an index as it can: quotations are all less those of
    older versions, and the first and last day are looked for from either end of all days.
    """
    articles = session.scalar(select(func.count(distinct(AddressTable.article_id))))
    printed = exists().where(ArticleTable.outlet_id == OutletTable.id, _STANDS)
    outlets = session.scalar(select(func.count(OutletTable.id)).where(printed))
    older = select(func.count(QuotationTable.id)).where(
        QuotationTable.article_id.in_(select(ArticleTable.id).where(~_STANDS))
    )
    every = session.scalar(select(func.count()).select_from(QuotationTable)) or 0
    days = (
        select(ArticleTable.published).where(ArticleTable.published.is_not(None), _STANDS).limit(1)
    )
    by_person = None
    if people is not None:
        said = spoken_by(people).subquery()
        by_person = session.scalar(select(func.count()).select_from(said)) or 0
    return SearchedQuotations(
        articles=articles or 0,
        outlets=outlets or 0,
        quotations=every - (session.scalar(older) or 0),
        by_person=by_person,
        first=session.scalar(days.order_by(ArticleTable.published)),
        last=session.scalar(days.order_by(ArticleTable.published.desc())),
    )


# Expressions of FTS5 for a part of a claim, the strictest first.


MOST_TERMS = 5
"""Terms of a part that are looked for together, the rarest."""
MOST_OF_ALL = 7
"""Terms of the whole claim that are looked for together, and ..."""
MISSING = 1
"""... how many of them a quotation may lack."""
RARE = 1000
"""Quotations of a term that is looked for alone, at most."""
HARDLY_ANY = 2
"""Terms of a part, at most, whose words are looked for one after the other, and ..."""
WINDOW = 3
"""... so many of them at a time if all of them are not found so."""
EXPRESSIONS_SHORTEST = 5
"""Letters of a word that no quotation has, and that is looked for by its beginning and end."""
STRETCH = 0.6
"""The part of such a word that is looked for."""


def of_part(part: Sequence[str], terms: Sequence[str], counts: Mapping[str, int]) -> Iterator[str]:
    """All terms together, then all but one, down to any two, and to single ones if they are rare.

    Where there are hardly any, as most words are function words, the words one after the other.

    :param terms: words of the part that are in the index, the rarest first.
    :param counts: in how many quotations each of them stands.
    """
    rarest = terms[:MOST_TERMS]
    if len(rarest) <= HARDLY_ANY:
        yield phrase(part)
    for number in range(len(rarest), 1, -1):
        yield at_least(number, rarest)
    alone = [term for term in rarest if counts[term] <= RARE]
    if alone:
        yield at_least(1, alone)
    windows = [part[begin : begin + WINDOW] for begin in range(len(part) - WINDOW + 1)]
    if len(rarest) <= HARDLY_ANY and len(windows) > 1:
        yield " OR ".join(map(phrase, windows))


def of_all(terms: Sequence[str]) -> Iterator[str]:
    """The rarest terms of a claim together, then all but one or two of them.

    :param terms: the words of the claim that are in the index, the rarest first.
    """
    rarest = terms[:MOST_OF_ALL]
    for number in range(len(rarest), max(len(rarest) - MISSING, 2) - 1, -1):
        yield at_least(number, rarest)


def at_least(number: int, terms: Sequence[str]) -> str:
    """So many of the terms, whichever."""
    together = combinations(map(_quoted, terms), number)
    return " OR ".join(f"({' AND '.join(chosen)})" for chosen in together)


def phrase(words: Sequence[str]) -> str:
    """The words one after the other."""
    return _quoted(" ".join(words))


def misspelled(word: str) -> str | None:
    """Quotations with the beginning or the end of a word, for an index of trigrams.

    None for a word too short.
    """
    if len(word) < EXPRESSIONS_SHORTEST:
        return None
    size = max(4, ceil(STRETCH * len(word)))
    stretches = dict.fromkeys((word[:size], word[-size:]))
    return " OR ".join(f"({_trigrams(stretch)})" for stretch in stretches)


def _trigrams(stretch: str) -> str:
    return " AND ".join(_quoted(stretch[at : at + 3]) for at in range(len(stretch) - 2))


def _quoted(text: str) -> str:
    return f'"{text}"'


# In how many quotations a word stands, as the word index has it.


TERMS_TABLE = "quotation_search_terms"
FREQUENCIES_MOST = 50_000
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
            if len(self._known) > FREQUENCIES_MOST:
                self._known.clear()
            self._known |= _frequencies_read(session, unknown)
            return {word: self._known.get(word, 0) for word in words}
        return {word: self._known[word] for word in words}


def _frequencies_read(session: Session, words: Collection[str]) -> dict[str, int]:
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


# Which of many quotations resemble a claim most, or a part of it.


Scores = NDArray[np.float32]
Scorer = Callable[..., float]

CLOSER = 3
"""How many times as many as wanted are compared letter by letter."""


def best(parts: Sequence[str], found: Sequence[ClaimCandidate], limit: int) -> list[ClaimCandidate]:
    """At most so many of those found, the best first.

    Half of them resemble the whole claim most; the others are for each part those that resemble it
    most, in turn, because a claim may be put together from several quotations. Where there are very
    many, most are ruled out by their words; the rest is compared letter by letter.

    :param parts: the parts of the claim, each its words in lower case with one blank between them.
    """
    left = list(found)
    for scorer, most in ((fuzz.token_set_ratio, CLOSER * limit), (fuzz.partial_ratio, limit)):
        if scorer is fuzz.partial_ratio or len(left) > most:
            left = _highest(parts, left, most, scorer)
    return left


def _highest(
    parts: Sequence[str], found: Sequence[ClaimCandidate], most: int, scorer: Scorer
) -> list[ClaimCandidate]:
    if not found:
        return []
    scores = _scores(parts, [one.text for one in found], scorer)
    lengths = np.array([len(part) for part in parts], np.float32)
    order = np.argsort(-(lengths @ scores), kind="stable").tolist()
    if len(found) > most:
        of_parts = np.argsort(-scores, axis=1, kind="stable").tolist()
        first = order[: most - most // 2]
        in_turn = chain.from_iterable(zip_longest(*of_parts))
        chosen = set(islice(dict.fromkeys(chain(first, in_turn)), most))
        order = [place for place in order if place in chosen]
    return [found[place] for place in order]


def _scores(parts: Sequence[str], texts: Sequence[str], scorer: Scorer) -> Scores:
    """How much of each part is in each text, in [0, 100] (parts, texts).

    A text shorter than the part scores as much less.
    """
    folded = [utils.default_process(text) for text in texts]
    scores = process.cdist(parts, folded, scorer=scorer, dtype=np.float32)
    sizes = np.array([[len(text) for text in folded]], np.float32)
    wanted = np.array([[len(part)] for part in parts], np.float32)
    covered: Scores = scores * np.minimum(1, sizes / wanted)
    return covered


# The quotations closest in meaning to a claim.


SHORTLIST = 300
"""Quotations whose vectors are compared where those of everybody are asked for."""


def near(
    session: Session,
    text: str,
    people: Collection[int] | None,
    limit: int,
    encoder: Encoder,
) -> list[ClaimCandidate]:
    """The closest first; of these people's quotations all are compared, else the likeliest."""
    (asked,) = encoder.encode([text])
    if people is None:
        most = max(SHORTLIST, limit)
        found = likely_nearest(session, asked, encoder.sha256, CURRENT, most)
    else:
        said = spoken_by(people)
        theirs = select(QuotationTable.article_id).where(QuotationTable.id.in_(said))
        among = np.fromiter(session.scalars(said), np.int64)
        found = nearest(session, asked, encoder.sha256, theirs, least=-1.0, among=among)
    cosines = dict(zip(found.ids.tolist(), found.cosines.tolist(), strict=True))
    best = found.best(limit)
    rows = {
        row: (article, words)
        for part in chunks(best)
        for row, article, words in session.execute(
            select(QuotationTable.id, QuotationTable.article_id, QuotationTable.text).where(
                QuotationTable.id.in_(part)
            )
        )
    }
    return [ClaimCandidate(row, *rows[row], cosine=cosines[row]) for row in best if row in rows]


# A claim in parts, each so short that it comes from one quotation, and the words of them.


LONGEST = 10
"""Words of a part."""
PARTS_SHORTEST = 3
"""Words that a part should have; what is shorter is joined to what comes before."""
PARTS_MOST = 12
"""Parts of a claim; the parts of a very long one are longer."""

_BREAK = re.compile(r"[.!?;:…—–\n]+|\s-+\s")
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text in lower case: stretches of letters and digits, one after the other."""
    return [word.lower() for word in _WORD.findall(text)]


def parts(text: str) -> list[list[str]]:
    """The words of a claim, parted at its sentences and other breaks, and where they are many.

    All words are in one part each, in their order; there is no part without words.
    """
    sentences: list[list[str]] = []
    for found in map(words, _BREAK.split(text)):
        if sentences and (len(found) < PARTS_SHORTEST or len(sentences[-1]) < PARTS_SHORTEST):
            sentences[-1] += found
        elif found:
            sentences.append(found)
    total = sum(map(len, sentences))
    longest = max(LONGEST, -(-total // PARTS_MOST))
    if len(sentences) > PARTS_MOST:
        sentences = [[word for sentence in sentences for word in sentence]]
    return [part for sentence in sentences for part in _even(sentence, longest)]


def _even(sentence: list[str], longest: int) -> Iterator[list[str]]:
    """The sentence in as few parts as can be, none longer than allowed, all about as long."""
    number = -(-len(sentence) // longest)
    cuts = [round(place * len(sentence) / number) for place in range(number + 1)]
    yield from (sentence[begin:end] for begin, end in pairwise(cuts))


ENOUGH = 30
"""Quotations found for a part, after which no looser expression is tried."""
WORDING_MOST = 200
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
) -> list[ClaimCandidate]:
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
        rows = list(session.scalars(found.limit(WORDING_MOST)))
        said = found.where(QuotationTable.id.in_(spoken_by(people or ()))).limit(WORDING_MOST)
        theirs = None if people is None else list(session.scalars(said))
    everybody = best(asked, _wording_read(session, rows), limit)
    if theirs is None:
        return everybody
    own = best(asked, _wording_read(session, theirs), limit // 2)
    chosen = {one.row: one for one in (*own, *everybody)}
    return best(asked, list(islice(chosen.values(), limit)), limit)


def _anybody(session: Session, claim: _Claim) -> list[int]:
    found = dict.fromkeys(_first(session, of_all(claim.terms)))
    for part in claim.parts:
        tried = of_part(part.words, part.terms, claim.counts)
        found.update(dict.fromkeys(_first(session, tried)))
    stretches = filter(None, map(misspelled, claim.unknown))
    for stretch in islice(stretches, MISSPELLED):
        similar = _matching(TRIGRAMS_TABLE, stretch).limit(WORDING_MOST)
        found.update(dict.fromkeys(session.scalars(similar)))
    return list(found)


def _first(session: Session, tried: Iterable[str]) -> list[int]:
    """Row ids of what the first expressions find, until they are enough."""
    found: dict[int, None] = {}
    for expression in tried:
        left = _matching(SEARCH_TABLE, f"text : ({expression})").limit(WORDING_MOST)
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
    tried = [at_least(1, terms)] if terms else [phrase(part.words) for part in claim.parts]
    theirs = literal_column("+rowid").in_(said)
    found: list[int] = []
    for expression in tried:
        wanted = _matching(SEARCH_TABLE, f"text : ({expression})").where(theirs)
        found += session.scalars(wanted.order_by(_BM25).limit(WORDING_MOST))
    return found


_BM25 = func.bm25(literal_column(SEARCH_TABLE))


def _matching(index: str, expression: str) -> Select[int]:
    rows = table(index, column("rowid"))
    matches: ColumnElement[bool] = literal_column(index).op("MATCH")(expression)
    return select(rows.c.rowid).where(matches)


def _wording_read(session: Session, rows: Sequence[int]) -> list[ClaimCandidate]:
    """The quotations with these row ids that stand in current articles."""
    current = exists().where(AddressTable.article_id == QuotationTable.article_id)
    columns = select(QuotationTable.id, QuotationTable.article_id, QuotationTable.text)
    return [
        ClaimCandidate(row, article, text)
        for part in chunks(rows)
        for row, article, text in session.connection().execute(
            columns.where(QuotationTable.id.in_(part), current)
        )
    ]


def _is_term(word: str) -> bool:
    return (len(word) > 1 or word.isdigit()) and word not in STOP_WORDS


# What a claim may come from: looked up in the indexes of the database, without a scan.


class Lookup:
    """Looks into an open database; every method raises StoreError where the database fails.

    ``people`` are row ids, as :meth:`called` gives them. Only current articles are looked into.
    """

    def __init__(self, engine: Engine, encoder: Encoder) -> None:
        self._engine = engine
        self._encoder = encoder
        self._frequencies = Frequencies()

    def candidates(
        self, text: str, people: frozenset[int] | None = None, limit: int = 40
    ) -> list[ClaimCandidate]:
        """Quotations that may hold the text, or part of it, in these or altered words.

        The best come first, whoever said them. With ``people``, up to half of them are theirs,
        where they said anything that resembles the text.
        """
        with self._reading() as session:
            return candidates(session, text, people, limit, self._frequencies)

    def near(
        self, text: str, people: frozenset[int] | None = None, limit: int = 10
    ) -> list[ClaimCandidate]:
        """The quotations closest in meaning to the text, the closest first.

        With ``people``, of theirs only. Quotations without a vector are not found.
        """
        with self._reading() as session:
            return near(session, text, people, limit, self._encoder)

    def likeness(self, text: str, others: Sequence[str]) -> list[float]:
        """The cosine in [-1, 1] of a text's meaning with that of each other text."""
        asked, *there = self._encoder.encode([text, *others])
        return [float(one) for one in similarities(asked, np.array(there))] if there else []

    def quotations(self, rows: Iterable[int]) -> dict[int, QuotationRow]:
        """Everything known about the quotations with these row ids, by them."""
        with self._reading() as session:
            return rows_of(session, rows)

    def of_article(self, article_id: str) -> list[QuotationRow]:
        """All quotations of the article with this public id, in order."""
        article = (
            select(ArticleTable.id).where(ArticleTable.public_id == article_id).scalar_subquery()
        )
        with self._reading() as session:
            rows = session.scalars(
                select(QuotationTable.id).where(QuotationTable.article_id == article)
            )
            found = rows_of(session, rows).values()
        return sorted(found, key=lambda one: (one.pieces[0].start, one.pieces[-1].end))

    def text(self, article_id: str) -> str:
        """The stored text of the article with this public id.

        :raises QuotesError: there is no such article.
        """
        with self._reading() as session:
            text = session.scalar(
                select(ArticleTable.text).where(ArticleTable.public_id == article_id)
            )
        if text is None:
            raise QuotesError(f"There is no article with the id {article_id}.")
        return text

    def people(self, name: str) -> list[PersonCandidate]:
        """Whom the name may mean, the most quoted first, found as ``Store.person`` finds them."""
        with self._reading() as session:
            return called(session, name)

    def in_post(
        self, people: frozenset[int], words: frozenset[str] | None = None
    ) -> frozenset[int]:
        """Those of the people who have a post; with ``words``, whose role has one of them."""
        with self._reading() as session:
            return in_post(session, people, words)

    def searched(self, people: frozenset[int] | None = None) -> SearchedQuotations:
        """How much there is to be searched; with ``people``, how much of it is theirs."""
        with self._reading() as session:
            return searched(session, people)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with plain_errors(self._engine.url), Session(self._engine) as session:
            yield session
