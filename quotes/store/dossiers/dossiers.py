"""Putting together what is stored on people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from quotes.meaning.vectors import Encoder
from quotes.store import find
from quotes.store.decisions.log import list_maybe
from quotes.store.dossiers.alike import alike
from quotes.store.dossiers.companions import companions
from quotes.store.dossiers.links import links_of
from quotes.store.dossiers.others import by_others
from quotes.store.dossiers.rows import Dossier, DossierQuery
from quotes.store.models import Appearance, Quotation, Speaker
from quotes.store.people import find_person
from quotes.store.republished.copies import Copies
from quotes.store.rows import MaybeRow, PersonRow, Query, QuotationRow
from quotes.store.standpoints.course import in_order
from quotes.store.standpoints.gather import gather
from quotes.store.standpoints.reversals import reversals_of
from quotes.store.standpoints.rows import StanceQuery


class Dossiers:
    """Dossiers of one sitting: what they share is read once."""

    def __init__(
        self, session: Session, query: DossierQuery, encoder: Encoder, copies: Copies
    ) -> None:
        """Read from this session, as the query narrows; the encoder finds stances by meaning."""
        self._session = session
        self._query = query
        self._encoder = encoder
        self._copies = copies

    def of(self, people: Iterable[PersonRow]) -> Iterator[Dossier]:
        """The dossiers of these people, one after the other."""
        for person in people:
            yield self._of(person)
            self._session.expunge_all()

    def _of(self, person: PersonRow) -> Dossier:
        session = self._session
        found = {row.id: row for row in find.rows_of(session, self._spoken(person)).values()}
        standpoints = in_order(
            one
            for there in gather(session, self._stances(person), self._encoder).standpoints.values()
            for one in there
        )
        found.update({one.quotation.id: one.quotation for one in standpoints})
        articles = {row.article.id for row in found.values()}
        telling = {post.article_id for post in person.posts if post.article_id}
        return Dossier(
            person=person,
            quotations=tuple(sorted(found.values(), key=_newest_first)),
            standpoints=standpoints,
            reversals=reversals_of(standpoints, self._query.sure),
            companions=companions(session, articles, person.id),
            by_others=tuple(sorted(by_others(session, self._scope, person), key=_newest_first)),
            told_in=find.articles_of(session, telling),
            namesakes=tuple(
                one for one in find_person(session, person.name) if one.id != person.id
            ),
            maybe=tuple(pair for pair in self._maybe if person.id in (pair.person, pair.other)),
            links=links_of(session, person.id),
            alike=alike(session, self._copies, articles),
        )

    @cached_property
    def _maybe(self) -> list[MaybeRow]:
        return list_maybe(self._session, None)

    @property
    def _scope(self) -> Select[int]:
        """Row ids of the quotations that the query leaves, whoever speaks."""
        query = self._query
        narrowing = Query(since=query.since, until=query.until, topic=query.topic)
        return find.in_scope(narrowing)

    def _spoken(self, person: PersonRow) -> list[int]:
        """Row ids of what the person says on the topic of the query, if it has one."""
        by = select(Speaker.quotation_id).join(Appearance, Appearance.id == Speaker.appearance_id)
        own = Quotation.id.in_(by.where(Appearance.person_id == person.id))
        return list(self._session.scalars(self._scope.where(own)))

    def _stances(self, person: PersonRow) -> StanceQuery:
        query = self._query
        return StanceQuery(
            target=query.topic, person_id=person.id, since=query.since, until=query.until
        )


def _newest_first(row: QuotationRow) -> tuple[bool, int, str, int, str]:
    day = row.article.published
    return day is None, -day.toordinal() if day else 0, row.article.id, row.pieces[0].start, row.id
