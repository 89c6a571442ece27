"""A quotation as one row of a table, the same whether it was just read or comes from the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

from quotes.article import Extraction, Stance, TopicLink
from quotes.export.cells import Cell, joined
from quotes.report.records import cue_text
from quotes.report.words import iso
from quotes.store.rows import QuotationRow


@dataclass(frozen=True, slots=True)
class FlatQuotation:
    """The columns of a quotation in order; several values in one are parted by semicolons."""

    id: str
    kind: str
    act: str
    text: str
    cue: str | None
    speakers: str
    roles: str
    organizations: str
    topics: str
    stances: str
    confidence: float
    nested_in: str | None
    outlet: str | None
    published: str | None
    title: str | None
    authors: str
    url: str | None
    source: str
    article_id: str

    def cells(self) -> tuple[Cell, ...]:
        """The row."""
        return astuple(self)


COLUMNS = tuple(column.name for column in fields(FlatQuotation))


def flat_row(row: QuotationRow) -> FlatQuotation:
    """A stored quotation."""
    article = row.article
    return FlatQuotation(
        id=row.id,
        kind=row.kind,
        act=row.act,
        text=row.text,
        cue=cue_text(row),
        speakers=joined(speaker.name for speaker in row.speakers),
        roles=joined(speaker.role for speaker in row.speakers),
        organizations=joined(speaker.organization for speaker in row.speakers),
        topics=_topics(row.topics),
        stances=_stances(row.stances),
        confidence=round(row.confidence, 3),
        nested_in=row.nested_in,
        outlet=article.outlet,
        published=iso(article.published),
        title=article.title,
        authors=joined(article.authors),
        url=article.url,
        source=article.source,
        article_id=article.id,
    )


def flat_extraction(extraction: Extraction) -> Iterable[FlatQuotation]:
    """The quotations of an article that was just read."""
    article = extraction.article
    for quotation in extraction.quotations:
        posts = [speaker.affiliation for speaker in quotation.speakers if speaker.affiliation]
        yield FlatQuotation(
            id=quotation.id,
            kind=quotation.kind,
            act=quotation.act,
            text=quotation.text(article.text),
            cue=quotation.cue.of(article.text) if quotation.cue else None,
            speakers=joined(speaker.name for speaker in quotation.speakers),
            roles=joined(post.role for post in posts),
            organizations=joined(post.organization for post in posts),
            topics=_topics(quotation.topics),
            stances=_stances(quotation.stances),
            confidence=round(quotation.confidence, 3),
            nested_in=quotation.nested_in,
            outlet=article.outlet,
            published=iso(article.published),
            title=article.title,
            authors=joined(article.authors),
            url=article.url,
            source=article.source,
            article_id=article.id,
        )


def _topics(topics: Iterable[TopicLink]) -> str:
    return joined(link.topic for link in topics)


def _stances(stances: Iterable[Stance]) -> str:
    """The stances in one cell: ``support the dam; oppose the levy``."""
    return joined(f"{stance.polarity} {stance.target}" for stance in stances)
