"""What a claim may come from: quotations with its words, looked up in the indexes without a scan.

A claim is cut into parts, each so short that it comes from one quotation. The words of a part that
are in the index are looked for together, the rarest first, then in looser expressions until enough
is found; what is found is compared letter by letter, and the most similar are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, combinations, islice, pairwise, zip_longest
from math import ceil

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils
from sqlalchemy import (
    Connection,
    Engine,
    Select,
    distinct,
    exists,
    func,
    or_,
    select,
)

from quotes.db.engine import chunks, plain_errors
from quotes.db.matching import (
    CURRENT,
    best_among,
    has_term_index,
    with_expression,
    with_terms,
    with_trigrams,
    word_counts,
)
from quotes.db.rows import QuotationRow
from quotes.db.tables import (
    AddressTable,
    ArticlePersonTable,
    ArticleTable,
    ContactTable,
    PersonTable,
    PostTable,
    QuotationTable,
    SpeakerTable,
)
from quotes.entities.naming import ways
from quotes.errors import QuotesError
from quotes.lexicon import STOP_WORDS
from quotes.meaning.vectors import Encoder, similarities
from quotes.search.limits import (
    CLOSER,
    ENOUGH,
    FEW_OF_PERSON,
    HARDLY_ANY,
    LONGEST_PART,
    MISSING,
    MISSPELLED,
    MISSPELLED_SHARE,
    MOST_ANY,
    MOST_FOUND,
    MOST_OF_ALL,
    MOST_PARTS,
    MOST_TERMS,
    RARE,
    SHORTEST_MISSPELLED,
    SHORTEST_PART,
    WINDOW,
)
from quotes.search.query import (
    ClaimCandidate,
    SearchedQuotations,
    closest_in_meaning,
    rows_of,
    searched,
    spoken_by,
)
from quotes.text.normalize import fold

MOST_FREQUENCIES = 50_000
"""Words whose frequencies are remembered."""

_BREAK = re.compile(r"[.!?;:…—–\n]+|\s-+\s")
_WORD = re.compile(r"[^\W_]+")

Scores = NDArray[np.float32]
Scorer = Callable[..., float]


@dataclass(frozen=True, slots=True)
class PersonCandidate:
    """A person whom a name may mean, with how many quotations of current articles are theirs."""

    id: int
    name: str
    quotations: int


def people_for_name(connection: Connection, name: str) -> list[PersonCandidate]:
    """The people whom a name may mean, the most quoted first, by the rules of
    :mod:`quotes.entities.naming`; what a title before the name tells is left to the caller.
    """
    for wanted in ways(connection, name, titled=False):
        if found := _in_use(connection, wanted):
            return found
    return []


def _in_use(connection: Connection, wanted: Select[int]) -> list[PersonCandidate]:
    """Those who say something or have a post in a current article, or stand in a contact list."""
    ids = connection.scalars(wanted.distinct()).all()
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
        PersonCandidate(row, name, quotations)
        for row, name, quotations in connection.execute(people)
    ]


def in_post(
    connection: Connection, people: Collection[int], words: Collection[str] | None
) -> frozenset[int]:
    """Those of the people who have a post whose role has one of the folded words, or any post."""
    posts = (
        select(ArticlePersonTable.person_id, PostTable.role)
        .join(PostTable, PostTable.article_person_id == ArticlePersonTable.id)
        .where(ArticlePersonTable.person_id.in_(people), PostTable.role.is_not(None))
    )
    return frozenset(
        person
        for person, role in connection.execute(posts)
        if words is None or set(words) & set(fold(role or "").split())
    )


def part_expressions(
    part: Sequence[str], terms: Sequence[str], counts: Mapping[str, int]
) -> Iterator[str]:
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


def claim_expressions(terms: Sequence[str]) -> Iterator[str]:
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
    if len(word) < SHORTEST_MISSPELLED:
        return None
    size = max(4, ceil(MISSPELLED_SHARE * len(word)))
    fragments = dict.fromkeys((word[:size], word[-size:]))
    return " OR ".join(f"({_trigrams(fragment)})" for fragment in fragments)


def _trigrams(text: str) -> str:
    return " AND ".join(_quoted(text[start : start + 3]) for start in range(len(text) - 2))


def _quoted(text: str) -> str:
    return f'"{text}"'


class Frequencies:
    """Document frequencies, read when they are first needed.

    They only choose which words are looked for, so that it does no harm if the database has grown
    since.
    """

    def __init__(self) -> None:
        self._read: dict[str, int] = {}

    def of(self, connection: Connection, words: Collection[str]) -> dict[str, int]:
        """In how many quotations, or their paragraphs, each of the words stands in any form."""
        unknown = [word for word in words if word not in self._read]
        if unknown:
            if len(self._read) > MOST_FREQUENCIES:
                self._read.clear()
            self._read |= word_counts(connection, unknown)
            return {word: self._read.get(word, 0) for word in words}
        return {word: self._read[word] for word in words}


def most_similar(
    parts: Sequence[str], found: Sequence[ClaimCandidate], limit: int
) -> list[ClaimCandidate]:
    """At most so many of those found, the best first.

    Half of them resemble the whole claim most; the others are for each part those that resemble it
    most, in turn, because a claim may be put together from several quotations. Where there are very
    many, most are ruled out by their words; the rest is compared letter by letter.

    :param parts: the parts of the claim, each its words in lower case with one blank between them.
    """
    left = list(found)
    for scorer, most in ((fuzz.token_set_ratio, CLOSER * limit), (fuzz.partial_ratio, limit)):
        if scorer is fuzz.partial_ratio or len(left) > most:
            left = _top(parts, left, most, scorer)
    return left


def _top(
    parts: Sequence[str], found: Sequence[ClaimCandidate], most: int, scorer: Scorer
) -> list[ClaimCandidate]:
    if not found:
        return []
    scores = _scores(parts, [candidate.text for candidate in found], scorer)
    lengths = np.array([len(part) for part in parts], np.float32)
    order = np.argsort(-(lengths @ scores), kind="stable").tolist()
    if len(found) > most:
        of_parts = np.argsort(-scores, axis=1, kind="stable").tolist()
        first = order[: most - most // 2]
        in_turn = chain.from_iterable(zip_longest(*of_parts))
        chosen = set(islice(dict.fromkeys(chain(first, in_turn)), most))
        order = [index for index in order if index in chosen]
    return [found[index] for index in order]


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


def words(text: str) -> list[str]:
    """The words of a text in lower case: stretches of letters and digits, one after the other."""
    return [word.lower() for word in _WORD.findall(text)]


def parts(text: str) -> list[list[str]]:
    """The words of a claim, parted at its sentences and other breaks, and where they are many.

    All words are in one part each, in their order; there is no part without words.
    """
    sentences: list[list[str]] = []
    for found in map(words, _BREAK.split(text)):
        if sentences and (len(found) < SHORTEST_PART or len(sentences[-1]) < SHORTEST_PART):
            sentences[-1] += found
        elif found:
            sentences.append(found)
    total = sum(map(len, sentences))
    longest = max(LONGEST_PART, -(-total // MOST_PARTS))
    if len(sentences) > MOST_PARTS:
        sentences = [[word for sentence in sentences for word in sentence]]
    return [part for sentence in sentences for part in _even_parts(sentence, longest)]


def _even_parts(sentence: list[str], longest: int) -> Iterator[list[str]]:
    """The sentence in as few parts as can be, none longer than allowed, all about as long."""
    number = -(-len(sentence) // longest)
    cuts = [round(cut * len(sentence) / number) for cut in range(number + 1)]
    yield from (sentence[begin:end] for begin, end in pairwise(cuts))


@dataclass(frozen=True, slots=True)
class _ClaimPart:
    words: list[str]
    terms: list[str]


class _Claim:
    """A claim in parts, with the terms of each that are in the index, the rarest first."""

    def __init__(self, connection: Connection, text: str, frequencies: Frequencies) -> None:
        found = parts(text)
        content = {word for part in found for word in part if _is_term(word)}
        self.counts = frequencies.of(connection, content)
        known = sorted((word for word in content if self.counts[word]), key=self._rarity)
        self.terms = known
        self.unknown = sorted(word for word in content if not self.counts[word])
        self.parts = [_ClaimPart(part, [word for word in known if word in part]) for part in found]

    def _rarity(self, word: str) -> tuple[int, str]:
        return self.counts[word], word


def candidates(
    connection: Connection,
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
    if has_term_index(connection):
        claim = _Claim(connection, text, frequencies)
        rows = _by_anybody(connection, claim)
        theirs = None if people is None else _by_people(connection, claim, people)
    else:
        found = with_terms(" ".join(asked), connection.dialect)
        rows = list(connection.scalars(found.limit(MOST_FOUND)))
        said = found.where(QuotationTable.id.in_(spoken_by(people or ()))).limit(MOST_FOUND)
        theirs = None if people is None else list(connection.scalars(said))
    everybody = most_similar(asked, _read_candidates(connection, rows), limit)
    if theirs is None:
        return everybody
    own = most_similar(asked, _read_candidates(connection, theirs), limit // 2)
    chosen = {candidate.row: candidate for candidate in (*own, *everybody)}
    return most_similar(asked, list(islice(chosen.values(), limit)), limit)


def _by_anybody(connection: Connection, claim: _Claim) -> list[int]:
    found = dict.fromkeys(_until_enough(connection, claim_expressions(claim.terms)))
    for part in claim.parts:
        tried = part_expressions(part.words, part.terms, claim.counts)
        found.update(dict.fromkeys(_until_enough(connection, tried)))
    expressions = filter(None, map(misspelled, claim.unknown))
    for expression in islice(expressions, MISSPELLED):
        similar = with_trigrams(expression).limit(MOST_FOUND)
        found.update(dict.fromkeys(connection.scalars(similar)))
    return list(found)


def _until_enough(connection: Connection, tried: Iterable[str]) -> list[int]:
    """Row ids of what the first expressions find, until they are enough."""
    found: dict[int, None] = {}
    for expression in tried:
        matching = with_expression(expression).limit(MOST_FOUND)
        found.update(dict.fromkeys(connection.scalars(matching)))
        if len(found) >= ENOUGH:
            break
    return list(found)


def _by_people(connection: Connection, claim: _Claim, people: Collection[int]) -> list[int]:
    said = spoken_by(people)
    few = connection.scalars(said.limit(FEW_OF_PERSON + 1)).all()
    if len(few) <= FEW_OF_PERSON:
        return list(few)
    terms = claim.terms[:MOST_ANY]
    tried = [at_least(1, terms)] if terms else [phrase(part.words) for part in claim.parts]
    found: list[int] = []
    for expression in tried:
        found += connection.scalars(best_among(said, expression).limit(MOST_FOUND))
    return found


def _read_candidates(connection: Connection, rows: Sequence[int]) -> list[ClaimCandidate]:
    """The quotations with these row ids that stand in current articles."""
    current = exists().where(AddressTable.article_id == QuotationTable.article_id)
    columns = select(QuotationTable.id, QuotationTable.article_id, QuotationTable.text)
    return [
        ClaimCandidate(row, article, text)
        for part in chunks(rows)
        for row, article, text in connection.execute(
            columns.where(QuotationTable.id.in_(part), current)
        )
    ]


def _is_term(word: str) -> bool:
    return (len(word) > 1 or word.isdigit()) and word not in STOP_WORDS


class Lookup:
    """Looks into an open database; every method raises StoreError where the database fails.

    ``people`` are row ids, as :meth:`people` gives them. Only current articles are looked into.
    """

    def __init__(self, engine: Engine, encoder: Callable[[], Encoder]) -> None:
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
        with self._reading() as connection:
            return candidates(connection, text, people, limit, self._frequencies)

    def near(
        self, text: str, people: frozenset[int] | None = None, limit: int = 10
    ) -> list[ClaimCandidate]:
        """The quotations closest in meaning to the text, the closest first.

        With ``people``, of theirs only. Quotations without a vector are not found.
        """
        with self._reading() as connection:
            return closest_in_meaning(connection, text, people, limit, self._encoder())

    def cosines(self, text: str, others: Sequence[str]) -> list[float]:
        """The cosine in [-1, 1] of a text's meaning with that of each other text."""
        if not others:
            return []
        vector, *vectors = self._encoder().encode([text, *others])
        return [float(cosine) for cosine in similarities(vector, np.array(vectors))]

    def quotations(self, rows: Iterable[int]) -> dict[int, QuotationRow]:
        """Everything known about the quotations with these row ids, by them."""
        with self._reading() as connection:
            return rows_of(connection, rows)

    def of_article(self, article_id: str) -> list[QuotationRow]:
        """All quotations of the article with this public id, in order."""
        article = (
            select(ArticleTable.id).where(ArticleTable.public_id == article_id).scalar_subquery()
        )
        with self._reading() as connection:
            rows = connection.scalars(
                select(QuotationTable.id).where(QuotationTable.article_id == article)
            )
            found = rows_of(connection, rows).values()
        return sorted(found, key=lambda row: (row.pieces[0].start, row.pieces[-1].end))

    def text(self, article_id: str) -> str:
        """The stored text of the article with this public id.

        :raises QuotesError: there is no such article.
        """
        with self._reading() as connection:
            text = connection.scalar(
                select(ArticleTable.text).where(ArticleTable.public_id == article_id)
            )
        if text is None:
            raise QuotesError(f"There is no article with the id {article_id}.")
        return text

    def people(self, name: str) -> list[PersonCandidate]:
        """Whom the name may mean, the most quoted first, found as ``Store.person`` finds them."""
        with self._reading() as connection:
            return people_for_name(connection, name)

    def in_post(
        self, people: frozenset[int], words: frozenset[str] | None = None
    ) -> frozenset[int]:
        """Those of the people who have a post; with ``words``, whose role has one of them."""
        with self._reading() as connection:
            return in_post(connection, people, words)

    def searched(self, people: frozenset[int] | None = None) -> SearchedQuotations:
        """How much there is to be searched; with ``people``, how much of it is theirs."""
        with self._reading() as connection:
            return searched(connection, people)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plain_errors(self._engine.url), self._engine.connect() as connection:
            yield connection
