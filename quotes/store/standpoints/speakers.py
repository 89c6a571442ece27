"""Standpoints by speaker: people across articles, organisations, and unnamed sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from quotes.store.chunks import chunks
from quotes.store.folding import fold
from quotes.store.matching import people_called
from quotes.store.models import Appearance, Organization, Person, Speaker
from quotes.store.organizations import with_words
from quotes.store.rows import SpeakerRow
from quotes.store.standpoints.course import course_of, in_order
from quotes.store.standpoints.rows import StanceQuery, Standpoint, Voice, VoiceKind

_KINDS: tuple[VoiceKind, ...] = ("person", "organization", "unnamed")


@dataclass(frozen=True, slots=True)
class _Identity:
    """Whom a speaker is one with: ``key`` is a row id, or a name within one article."""

    kind: VoiceKind
    key: str
    name: str
    person_id: int | None = None


def voices_of(
    session: Session, standpoints: Mapping[int, tuple[Standpoint, ...]], query: StanceQuery
) -> tuple[Voice, ...]:
    """The speakers whom the query wants, people first, those who spoke most often first.

    :param standpoints: by the row ids of their quotations.
    """
    taken: dict[_Identity, list[tuple[SpeakerRow, Standpoint]]] = defaultdict(list)
    for part in chunks(standpoints):
        for quotation, ordinal, person, named, body, called in _speaking(session, part, query):
            for standpoint in standpoints[quotation]:
                speaker = standpoint.quotation.speakers[ordinal]
                article = standpoint.quotation.article.id
                identity = _identity(speaker, article, (person, named), (body, called))
                taken[identity].append((speaker, standpoint))
    voices = [_voice(identity, spoken) for identity, spoken in taken.items()]
    return tuple(
        sorted(
            voices,
            key=lambda one: (_KINDS.index(one.kind), -len(one.standpoints), one.name),
        )
    )


def _speaking(
    session: Session, quotations: list[int], query: StanceQuery
) -> list[tuple[int, int, int | None, str | None, int | None, str | None]]:
    """Who speaks the quotations: quotation, ordinal, and ids and names of person and body."""
    rows = session.execute(
        select(
            Speaker.quotation_id,
            Speaker.ordinal,
            Person.id,
            Person.name,
            Organization.id,
            Organization.name,
        )
        .outerjoin(Appearance, Appearance.id == Speaker.appearance_id)
        .outerjoin(Person, Person.id == Appearance.person_id)
        .outerjoin(Organization, Organization.id == Speaker.organization_id)
        .where(Speaker.quotation_id.in_(quotations), _wanted(query))
        .order_by(Speaker.quotation_id, Speaker.ordinal)
    )
    return [
        (quotation, ordinal, person, named, body, called)
        for quotation, ordinal, person, named, body, called in rows
    ]


def _wanted(query: StanceQuery) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if query.person and query.person.strip():
        conditions.append(Appearance.person_id.in_(people_called(query.person)))
    if query.person_id is not None:
        conditions.append(Appearance.person_id == query.person_id)
    if query.org and query.org.strip():
        conditions.append(Speaker.organization_id.in_(with_words(query.org)))
    return and_(True, *conditions)


def _identity(
    speaker: SpeakerRow,
    article: str,
    person: tuple[int | None, str | None],
    body: tuple[int | None, str | None],
) -> _Identity:
    if person[0] is not None:
        return _Identity("person", str(person[0]), person[1] or speaker.name, person[0])
    if speaker.type == "organization" and body[0] is not None:
        return _Identity("organization", str(body[0]), body[1] or speaker.name)
    kinds: dict[str, VoiceKind] = {"person": "person", "organization": "organization"}
    kind = kinds.get(speaker.type, "unnamed")
    return _Identity(kind, f"{article} {fold(speaker.name)}", speaker.name)


def _voice(identity: _Identity, spoken: list[tuple[SpeakerRow, Standpoint]]) -> Voice:
    speakers = {one.quotation.id: speaker for speaker, one in spoken}
    standpoints = in_order(one for _, one in spoken)
    dated = [one for one in standpoints if one.day] or standpoints
    return Voice(
        kind=identity.kind,
        name=identity.name,
        person_id=identity.person_id,
        latest=speakers[dated[-1].quotation.id],
        standpoints=standpoints,
        course=course_of(standpoints),
    )
