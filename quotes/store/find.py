"""Finding quotations: the conditions of a query, and rows detached from the session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from quotes.article import Anonymity, Polarity, Rival, Span, TopicLink, Why
from quotes.errors import UsageError
from quotes.meaning.vectors import Encoder
from quotes.store import models
from quotes.store.about import Candidates, ranked
from quotes.store.chunks import chunks
from quotes.store.folding import fold, fold_organization
from quotes.store.fulltext import has_phrases, matching
from quotes.store.matching import CURRENT, has_words, people_called, unnamed
from quotes.store.models import Quotation
from quotes.store.organizations import with_words
from quotes.store.rows import ArticleRow, Query, QuotationRow, SpeakerRow
from quotes.store.standpoints.in_force import counts, in_force
from quotes.store.standpoints.targets import fold_target
from quotes.store.topics.finding import asked_for, with_below

SHORTEST_PREFIX = 6

_CURRENT = select(Quotation).join(Quotation.article).where(Quotation.article_id.in_(CURRENT))
_PARTS = (
    joinedload(Quotation.article).joinedload(models.Article.outlet),
    joinedload(Quotation.nested_in).load_only(Quotation.public_id),
    selectinload(Quotation.pieces),
    selectinload(Quotation.speakers).joinedload(models.Speaker.appearance),
    selectinload(Quotation.topics).joinedload(models.QuotationTopic.topic),
    selectinload(Quotation.stances),
)


def find(session: Session, query: Query, encoder: Encoder) -> list[QuotationRow]:
    """The quotations of current articles for which every condition of the query holds.

    :param encoder: makes the vector of what the query is about.
    """
    if query.sort == "relevance" and query.about and query.about.strip():
        best = _closest(session, query, query.about, encoder)[: query.limit]
        found = rows_of(session, best)
        return [found[row] for row in best]
    wanted = _wanted(session, query, encoder).options(*_PARTS)
    return [_row(quotation) for quotation in session.scalars(wanted)]


def find_ids(session: Session, query: Query, encoder: Encoder) -> list[int]:
    """Row ids of all quotations that the query wants, in its order, which is that of days."""
    wanted = _wanted(session, query, encoder).with_only_columns(Quotation.id)
    return list(session.scalars(wanted))


def _wanted(session: Session, query: Query, encoder: Encoder) -> Select[Quotation]:
    """What the query wants, in its order; what is closest in meaning is not ranked."""
    rank: ColumnElement[Any] | None = None
    if query.about and query.about.strip():
        best = _closest(session, query, query.about, encoder)
        wanted = select(Quotation).join(Quotation.article).where(Quotation.id.in_(best))
    else:
        wanted = _CURRENT.where(*_of_article(query), *_of_quotation(query))
        if query.text and query.text.strip():
            wanted, rank = matching(wanted, query.text, session.get_bind().dialect)
    return wanted.order_by(*_order(query, rank)).limit(query.limit)


def _closest(session: Session, query: Query, about: str, encoder: Encoder) -> list[int]:
    """The quotations closest to what the query is about, among those that its conditions leave."""
    narrowing = _of_quotation(query)
    if query.text and query.text.strip():
        narrowing.append(has_phrases(query.text, session.get_bind().dialect))
    candidates = Candidates(session, _of_article(query), narrowing)
    return ranked(session, about, candidates, encoder)


def _parts(session: Session, ids: list[int]) -> Iterable[Quotation]:
    return session.scalars(select(Quotation).where(Quotation.id.in_(ids)).options(*_PARTS))


def find_one(session: Session, quotation_id: str) -> QuotationRow | None:
    """The quotation of this id, of any article version, or the only one whose id begins so.

    :raises UsageError: several ids begin so.
    """
    row = row_id(session, quotation_id)
    return None if row is None else rows_of(session, [row])[row]


def row_id(connection: Connection | Session, quotation_id: str) -> int | None:
    """The row id of the quotation with this id, or of the only one whose id begins so.

    :raises UsageError: several ids begin so.
    """
    wanted = select(Quotation.id).limit(2)
    found = connection.scalars(wanted.where(Quotation.public_id == quotation_id)).all()
    if not found and _is_prefix(prefix := quotation_id.lower()):
        among = Quotation.public_id >= prefix, Quotation.public_id < prefix + "g"
        found = connection.scalars(wanted.where(*among)).all()
    if len(found) > 1:
        raise UsageError(
            f"Several quotations have an id that begins with {prefix}; give more of it."
        )
    return found[0] if found else None


def in_scope(query: Query) -> Select[int]:
    """Row ids of the quotations of current articles that the query wants, whatever their text."""
    return _CURRENT.with_only_columns(Quotation.id).where(
        *_of_article(query), *_of_quotation(query)
    )


def rows_of(session: Session, ids: Iterable[int]) -> dict[int, QuotationRow]:
    """The quotations with these row ids, by them."""
    return {row.id: _row(row) for part in chunks(set(ids)) for row in _parts(session, part)}


def articles_of(session: Session, ids: Iterable[str]) -> dict[str, ArticleRow]:
    """The articles with these ids, of any version, by them."""
    wanted = select(models.Article).options(joinedload(models.Article.outlet))
    return {
        article.public_id: _article(article)
        for part in chunks(set(ids))
        for article in session.scalars(wanted.where(models.Article.public_id.in_(part)))
    }


def _is_prefix(text: str) -> bool:
    return len(text) >= SHORTEST_PREFIX and set(text) <= set("0123456789abcdef")


def _of_article(query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.outlet and query.outlet.strip():
        named = has_words(models.Outlet.folded, fold_organization(query.outlet))
        outlets = select(models.Outlet.id).where(named)
        conditions.append(models.Article.outlet_id.in_(outlets))
    if query.since:
        conditions.append(models.Article.published >= query.since)
    if query.until:
        conditions.append(models.Article.published <= query.until)
    return conditions


def _of_quotation(query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.person and query.person.strip():
        appearances = select(models.Appearance.id).where(
            models.Appearance.person_id.in_(people_called(query.person))
        )
        conditions.append(_spoken(models.Speaker.appearance_id.in_(appearances)))
    if query.org and query.org.strip():
        conditions.append(_spoken(models.Speaker.organization_id.in_(with_words(query.org))))
    topic = fold(query.topic or "")
    if query.stance:
        conditions.append(_taking(query.stance, query.topic or ""))
    elif query.topics:
        folded = [fold(label) for label in query.topics]
        labelled = select(models.Topic.id).where(models.Topic.folded.in_(folded))
        conditions.append(_about(with_below(labelled)))
    elif topic:
        conditions.append(_about(asked_for(query.topic or "")))
    if query.kind:
        conditions.append(Quotation.kind == query.kind)
    if query.act:
        conditions.append(Quotation.act == query.act)
    if query.min_confidence > 0:
        conditions.append(Quotation.confidence >= query.min_confidence)
    if query.unnamed:
        conditions.append(_spoken(unnamed(query.min_grade, query.max_grade)))
    return conditions


def _spoken(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Quotation.id.in_(select(models.Speaker.quotation_id).where(condition))


def _about(topics: Select[int]) -> ColumnElement[bool]:
    return Quotation.id.in_(
        select(models.QuotationTopic.quotation_id).where(models.QuotationTopic.topic_id.in_(topics))
    )


def _taking(polarity: Polarity, target: str) -> ColumnElement[bool]:
    """A stance of this polarity, towards a target that has all words of the one given."""
    taken = select(models.Stance.quotation_id).where(models.Stance.polarity == polarity, counts())
    return Quotation.id.in_(taken.where(has_words(models.Stance.folded, fold_target(target))))


def _order(query: Query, rank: ColumnElement[Any] | None) -> list[ColumnElement[Any]]:
    published, article = models.Article.published, models.Article.id
    newest: list[ColumnElement[Any]] = [published.desc().nulls_last(), article.desc()]
    order: dict[str, list[ColumnElement[Any]]] = {
        "relevance": newest if rank is None else [rank, *newest],
        "newest": newest,
        "oldest": [published.asc().nulls_last(), article.asc()],
        "confidence": [Quotation.confidence.desc(), *newest],
    }
    return [*order[query.sort], Quotation.context_start.asc(), Quotation.id.asc()]


def _row(quotation: Quotation) -> QuotationRow:
    return QuotationRow(
        id=quotation.public_id,
        kind=quotation.kind,
        act=quotation.act,
        text=quotation.text,
        pieces=tuple(Span(piece.start, piece.end) for piece in quotation.pieces),
        cue=_span(quotation.cue_start, quotation.cue_end),
        context=quotation.context,
        context_start=quotation.context_start,
        speakers=tuple(_speaker(speaker) for speaker in quotation.speakers),
        article=_article(quotation.article),
        topics=_topics(quotation),
        stances=in_force(quotation.stances),
        confidence=quotation.confidence,
        nested_in=quotation.nested_in.public_id if quotation.nested_in else None,
        why=_why(quotation),
    )


def _why(quotation: Quotation) -> Why | None:
    if quotation.why_reason is None or quotation.why_certainty is None:
        return None
    rivals = tuple(Rival(one["name"], one["chance"]) for one in quotation.why_rivals or ())
    return Why(quotation.why_reason, quotation.why_certainty, rivals)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _speaker(speaker: models.Speaker) -> SpeakerRow:
    return SpeakerRow(
        type=speaker.type,
        name=speaker.name,
        mention=speaker.mention,
        place=_span(speaker.mention_start, speaker.mention_end),
        role=speaker.role,
        organization=speaker.organization,
        unit=speaker.unit,
        person_id=speaker.appearance.person_id if speaker.appearance else None,
        anonymity=_anonymity(speaker),
        status=speaker.status,
        party=speaker.party,
        country=speaker.country,
        organization_id=speaker.organization_id,
    )


def _anonymity(speaker: models.Speaker) -> Anonymity | None:
    if speaker.unnamed_grade is None:
        return None
    return Anonymity(
        number=speaker.unnamed_number or "several",
        group=speaker.unnamed_group,
        organization=speaker.unnamed_organization,
        position=speaker.unnamed_position,
        reason=speaker.unnamed_reason,
        grade=speaker.unnamed_grade,
        collective=bool(speaker.unnamed_collective),
    )


def _article(article: models.Article) -> ArticleRow:
    return ArticleRow(
        id=article.public_id,
        source=article.source,
        url=article.url,
        title=article.title,
        authors=tuple(article.authors),
        outlet=article.outlet.name if article.outlet else None,
        published=article.published,
        sha256=article.sha256,
        language=article.language,
    )


def _topics(quotation: Quotation) -> tuple[TopicLink, ...]:
    """One link a topic, the best first; a human's goes before a machine's."""
    links = sorted(quotation.topics, key=lambda link: (link.origin == "human", link.score))
    chosen = {link.topic_id: link for link in links}.values()
    ordered = sorted(chosen, key=lambda link: (-link.score, link.topic.label))
    return tuple(TopicLink(link.topic.label, link.score, link.method) for link in ordered)
