"""The stored quotations that have the words which are traced, one an article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from quotes.article import PIECE_JOINER, Span
from quotes.check.excerpt import word_for_word
from quotes.check.tracing.overlap import overlap, place_in
from quotes.check.tracing.voices import said_by
from quotes.check.words.sentences import sentences
from quotes.store import Store
from quotes.store.rows import QuotationRow, SpeakerRow

CANDIDATES = 400
"""Stored quotations whose wording is compared."""


@dataclass(frozen=True, slots=True)
class Found:
    """The words in one article: the quotation, None where only the text has them.

    ``compared`` are those sentences of them that are compared with the earliest.
    """

    quotation: QuotationRow | None
    words: str
    compared: str


def words_of(row: QuotationRow) -> str:
    """What stands in marks; of an indirect quotation, or where there are no marks, all of it."""
    return word_for_word(row).text or row.text


def rows_with(store: Store, words: str) -> list[QuotationRow]:
    """The stored quotations that have words in common with these."""
    likely = [
        one.row
        for one in store.lookup.candidates(words, limit=CANDIDATES)
        if (shared := overlap(words, one.text)).is_one_quotation or shared.is_fragment
    ]
    return list(store.lookup.quotations(likely).values())


def voices_of(words: str, rows: Iterable[QuotationRow]) -> tuple[SpeakerRow, ...]:
    """Who says the quotation that is most like the words, the earliest of several; else nobody."""
    said = [row for row in rows if row.kind != "indirect"]
    shared = [(overlap(words, words_of(row)), row) for row in said]
    alike = [(one.same, row) for one, row in shared if one.is_one_quotation or one.is_fragment]
    most = max((same for same, _ in alike), default=0)
    best = [row for same, row in alike if same == most]
    return min(best, key=lambda row: day_order(row.article.published)).speakers if best else ()


def one_an_article(
    words: str, rows: Iterable[QuotationRow], voices: Sequence[SpeakerRow]
) -> dict[str, Found]:
    """Of each article the quotation that has most of the words, by the article's id."""
    best: dict[str, tuple[tuple[int, float], Found]] = {}
    for row in rows:
        said = word_for_word(row).text
        shared = overlap(words, said)
        by = said_by(row, voices) if voices else "unnamed"
        alone = shared.is_fragment and by == "same"
        alike = shared.is_surely_one if by == "other" else shared.is_one_quotation
        if not (alike or alone):
            continue
        rank = shared.same, row.confidence
        if row.article.id not in best or best[row.article.id][0] < rank:
            best[row.article.id] = rank, Found(row, _printed(row), said)
    return {article: one for article, (_, one) in best.items()}


def _printed(row: QuotationRow) -> str:
    """What stands in marks, as it stands there."""
    stretches = word_for_word(row).stretches
    return PIECE_JOINER.join(
        row.context[one.start - row.context_start : one.end - row.context_start]
        for one in stretches
    )


def reports_of(
    words: str,
    rows: Iterable[QuotationRow],
    voices: Sequence[SpeakerRow],
    found: Mapping[str, Found],
) -> list[QuotationRow]:
    """Indirect quotations of the same speaker in like words, one an article, by their days."""
    quoted = {
        article
        for article, one in found.items()
        if one.quotation is None or said_by(one.quotation, voices) == "same"
    }
    best: dict[str, tuple[int, QuotationRow]] = {}
    for row in rows:
        if row.kind != "indirect" or row.article.id in quoted:
            continue
        shared = overlap(words, row.text)
        if not shared.is_one_quotation or (voices and said_by(row, voices) != "same"):
            continue
        if row.article.id not in best or best[row.article.id][0] < shared.same:
            best[row.article.id] = shared.same, row
    return sorted(
        (row for _, row in best.values()), key=lambda row: day_order(row.article.published)
    )


def around(words: str, found: Found) -> Found:
    """Only the sentences with the words are compared where no whole quotation was asked for."""
    place = place_in(words, found.compared)
    if place is None:
        return found
    whole = Span(0, len(found.compared))
    parts = [one for one in sentences(found.compared, whole) if one.meets(place)]
    return replace(found, compared=found.compared[parts[0].start : parts[-1].end])


def day_order(published: date | None) -> tuple[bool, date]:
    """What sorts days, the earliest first and unknown ones last."""
    return published is None, published or date.min
