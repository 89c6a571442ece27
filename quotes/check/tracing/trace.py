"""Where a quotation comes from: its earliest appearance, every later one, and who copied whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from quotes.article import Span
from quotes.check.claimed import readings
from quotes.check.rows import Difference
from quotes.check.tracing.families import copied, families
from quotes.check.tracing.found import (
    Found,
    around,
    day_order,
    one_an_article,
    reports_of,
    rows_with,
    voices_of,
    words_of,
)
from quotes.check.tracing.overlap import may_have, overlap, place_in
from quotes.check.tracing.traced import Appearance, Family, Fold, Trace
from quotes.check.tracing.voices import are_named, said_by
from quotes.check.words.differences import compare
from quotes.check.words.sentences import sentences
from quotes.errors import UsageError
from quotes.store import Store
from quotes.store.republished.credit import key_of
from quotes.store.republished.rows import ArticleText
from quotes.store.rows import QuotationRow, SpeakerRow

SEARCHED_FOR_COPIES = 10
"""Families of whose first article copies are looked for in which no quotation was found."""

_AROUND = " \"'“”‘’…"


def trace(store: Store, asked: str) -> Trace:
    """Where the words come from that somebody gives, or the quotation with this id.

    :param asked: an id, or the beginning of one as :meth:`Store.quotation` takes it, or a text.
    :raises UsageError: the text has no words, or several ids begin so.
    :raises StoreError: the database fails.
    """
    quotation = store.quotation(asked)
    words = words_of(quotation) if quotation else readings(asked)[-1].words.text
    if not any(map(str.isalnum, words)):
        raise UsageError("There are no words to trace; give a quotation's id or what was said.")
    rows = rows_with(store, words)
    voices = quotation.speakers if quotation else voices_of(words, rows)
    found = one_an_article(words, rows, voices)
    reports = reports_of(words, rows, voices, found)
    texts = store.copies.read(found)
    for copy, said in _unfound_copies(store, words, texts):
        texts[copy.article.id] = copy
        found[copy.article.id] = said
    if quotation is None:
        found = {article: around(words, one) for article, one in found.items()}
    ordered = _in_order(texts.values())
    first = found[ordered[0].article.id] if ordered else Found(None, words, words)
    quoted = [found[one.article.id].quotation for one in ordered]
    told = _Telling(first, _first_named([*quoted, *reports]))
    folded = tuple(
        Family(
            tuple(told.appearance(found[text.article.id], text, fold) for text, fold in members),
            _source([text for text, _ in members]),
        )
        for members in families(ordered)
    )
    return Trace(
        text=words,
        quotation=quotation,
        families=folded,
        reports=tuple(told.report(row) for row in reports),
        outlets=len({_key(family) for family in folded}),
        searched=store.lookup.searched(),
    )


def _unfound_copies(
    store: Store, words: str, texts: Mapping[str, ArticleText]
) -> list[tuple[ArticleText, Found]]:
    """Copies of the articles that have the words too, though not found as a quotation."""
    heads = [members[0][0] for members in families(_in_order(texts.values()))]
    known = heads[:SEARCHED_FOR_COPIES]
    alike = store.copies.alike(
        (one.article.id for one in known), lambda text: may_have(text, words)
    )
    found = []
    for article, other in alike.items():
        place = place_in(words, other.text)
        if article in texts or place is None or not any(copied(one, other) for one in known):
            continue
        there = place.of(other.text)
        found.append((other, Found(None, there, there)))
    return found


def _in_order(texts: Iterable[ArticleText]) -> list[ArticleText]:
    """By day, undated last; on one day first whom others credit, last who credits others."""
    listed = list(texts)
    credited = {key_of(one.name) for text in listed for one in text.credits if one.name}

    def order(text: ArticleText) -> tuple[tuple[bool, date], bool, bool, str]:
        outlet = key_of(text.article.outlet) if text.article.outlet else ""
        foreign = any(one.name and key_of(one.name) != outlet for one in text.credits)
        return day_order(text.article.published), outlet not in credited, foreign, text.article.id

    return sorted(listed, key=order)


def _first_named(rows: Iterable[QuotationRow | None]) -> tuple[SpeakerRow, ...]:
    """The speakers of the first quotation that names them."""
    return next((row.speakers for row in rows if row and are_named(row)), ())


def _source(members: Sequence[ArticleText]) -> str | None:
    """Whose a family is: the agency that its first article credits, else that article's outlet."""
    first = members[0]
    names = [one.name for one in first.credits if one.kind != "release" and one.name]
    return names[0] if names else first.article.outlet


def _key(family: Family) -> str:
    """What tells a family's outlet from others: its name, else the host, else the article."""
    article = family.first.article
    host = urlsplit(article.url or "").hostname
    return key_of(family.outlet) if family.outlet else host or article.id


@dataclass(frozen=True, slots=True)
class _Telling:
    """How the words of each article compare with the earliest, and their speakers with its."""

    earliest: Found
    voices: Sequence[SpeakerRow]

    def appearance(self, found: Found, text: ArticleText, fold: Fold | None) -> Appearance:
        """The words in one article."""
        earliest = self.earliest.compared
        row = found.quotation
        return Appearance(
            article=text.article,
            quotation=row,
            words=found.words,
            similarity=overlap(found.compared, earliest).share,
            differences=() if found is self.earliest else self._differences(found.compared),
            by=said_by(row, self.voices) if row else "same",
            credits=text.credits,
            fold=fold,
        )

    def report(self, row: QuotationRow) -> Appearance:
        """An indirect quotation; its words are the reporter's, and no differences are told."""
        similarity = overlap(row.text, self.earliest.compared).share
        by = said_by(row, self.voices)
        return Appearance(row.article, row, row.text, similarity, (), by, ())

    def _differences(self, words: str) -> tuple[Difference, ...]:
        """Where the words part from the earliest, and which of its sentences are left out."""
        earliest = self.earliest.compared
        compared = compare(words, earliest)
        told = [one.where for one in compared.differences if one.where]
        left_out = (
            Difference("missing", "", one.of(earliest).strip(_AROUND), None, one)
            for one in sentences(earliest, Span(0, len(earliest)))
            if not any(one.meets(place) for place in (*compared.places, *told))
            and any(map(str.isalnum, one.of(earliest)))
        )
        return (*compared.differences, *left_out)
