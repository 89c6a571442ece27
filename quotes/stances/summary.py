"""Standpoints by speaker: people across articles, organisations, and unnamed sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import pairwise

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select
from sqlalchemy.orm import Session

from quotes.db.engine import chunks
from quotes.db.load import fold_target
from quotes.db.matching import people_called, row_id
from quotes.db.rows import PersonRow, SpeakerRow
from quotes.db.tables import (
    ArticlePersonTable,
    DecisionTable,
    DecisionTargetTable,
    OrganizationTable,
    PersonTable,
    SpeakerTable,
    StanceTable,
)
from quotes.entities.anchor import hold, selector_of
from quotes.entities.ledger import Author, Decision, append, next_id
from quotes.entities.people import with_words
from quotes.entities.requests import SetStance
from quotes.errors import QuotesError, UsageError
from quotes.meaning.vectors import Encoder
from quotes.stances.gather import OPPOSITE, gather
from quotes.stances.rows import (
    SIDES,
    SURE,
    Comparison,
    Course,
    Period,
    Positions,
    Reversal,
    Shared,
    StanceQuery,
    Standpoint,
    Step,
    Timeline,
    Verdict,
    Voice,
    VoiceKind,
)
from quotes.text.normalize import fold
from quotes.types import Polarity

# Where somebody stands, all in all: on one side, on both, or on one after the other.


def in_order(standpoints: Iterable[Standpoint]) -> tuple[Standpoint, ...]:
    """The earliest first, those of a day by their place in the article, undated ones last."""
    return tuple(
        sorted(
            standpoints,
            key=lambda one: (
                one.day is None,
                one.day or date.max,
                one.quotation.article.id,
                one.quotation.pieces,
                one.quotation.id,
            ),
        )
    )


def course_of(standpoints: Sequence[Standpoint]) -> Course:
    """Where these standpoints of one speaker come to; neutral ones count if there are no others.

    A change is one step from one side to the other between two days; undated standpoints neither
    make one nor hide one.
    """
    sides = {one.side for one in standpoints} - {"neutral"}
    if len(sides) < 2:
        return Course(next(iter(sides), "neutral"))
    days: dict[date, set[Polarity]] = {}
    for one in in_order(standpoints):
        if one.side != "neutral" and one.day is not None:
            days.setdefault(one.day, set()).add(one.side)
    steps = [(until, since) for until, since in pairwise(days) if days[until] != days[since]]
    if len(steps) != 1 or any(len(taken) > 1 for taken in days.values()):
        return Course("mixed")
    until, since = steps[0]
    (earlier,), (later,) = days[until], days[since]
    return Course("changed", earlier, later, until, since)


def strongest(standpoints: Iterable[Standpoint], most: int | None) -> list[Standpoint]:
    """The surest of each side, at most so many of a side, the earliest first."""
    chosen: set[int] = set()
    listed = list(standpoints)
    for side in SIDES:
        there = [place for place, one in enumerate(listed) if one.side == side]
        there.sort(key=lambda place: (-listed[place].chance, place))
        chosen.update(there[:most])
    return [one for place, one in enumerate(listed) if place in chosen]


# Reversals: two quotations of one person with opposite sides on one subject, a pair.


def reversals_of(standpoints: Iterable[Standpoint], least: float = SURE) -> tuple[Reversal, ...]:
    """The pairs of quotations between which a person changed sides, the earliest first.

    Each pair is the last quotation before the change and the first one after it, the surest of
    their days. Days with both sides, undated quotations and neutral ones count for nothing.

    :param least: the chance of being right that each quotation must have.
    """
    days: dict[str, dict[date, list[tuple[Polarity, Standpoint]]]] = defaultdict(dict)
    for one in standpoints:
        side = core_side(one)
        if one.day is not None and side != "neutral" and one.chance >= least:
            days[one.subject.key].setdefault(one.day, []).append((side, one))
    found = []
    for taken in days.values():
        clear = [
            max((one for _, one in taken[day]), key=lambda one: one.chance)
            for day in sorted(taken)
            if len({side for side, _ in taken[day]}) == 1
        ]
        for earlier, later in pairwise(clear):
            if core_side(earlier) != core_side(later):
                found.append(Reversal(later.subject.label, earlier, later))
    return tuple(sorted(found, key=lambda pair: (_day(pair.earlier), _day(pair.later))))


def core_side(one: Standpoint) -> Polarity:
    """The side towards the subject, which is not turned as the target may be."""
    return OPPOSITE[one.stance.polarity] if one.subject.turned else one.stance.polarity


def label_of(standpoints: Iterable[Standpoint]) -> str:
    """What the subject of these is called: its core as most of the targets have it."""
    labels = Counter(one.subject.label for one in standpoints)
    return max(labels, key=lambda label: (labels[label], -len(label), label))


def _day(one: Standpoint) -> date:
    return one.day or date.max


# Two people side by side: what both speak on, and where they agree and differ.


By = Mapping[str, tuple[Standpoint, ...]]


def compare(
    session: Session, one: PersonRow, other: PersonRow, query: StanceQuery, encoder: Encoder
) -> Comparison:
    """The subjects on which two people both took a side or stayed neutral, most quoted first.

    :param query: its target is the only topic that counts; without one each subject counts.
    """
    ones, others = (
        _by_subject(session, replace(query, person_id=person.id), encoder)
        for person in (one, other)
    )
    shared = [
        _shared(ones[subject], others[subject], query) for subject in ones if subject in others
    ]
    return Comparison(
        one=one,
        other=other,
        topic=query.target,
        shared=tuple(sorted(shared, key=lambda it: (-len(it.one) - len(it.other), it.subject))),
        alone=(len(ones.keys() - others.keys()), len(others.keys() - ones.keys())),
    )


def _by_subject(session: Session, query: StanceQuery, encoder: Encoder) -> By:
    found: dict[str, list[Standpoint]] = defaultdict(list)
    for there in gather(session, query, encoder).standpoints.values():
        for one in there:
            if query.target is not None:
                found[query.target].append(one)
            else:
                found[one.subject.key].append(replace(one, side=core_side(one)))
    return {subject: in_order(there) for subject, there in found.items()}


def _shared(
    one: tuple[Standpoint, ...], other: tuple[Standpoint, ...], query: StanceQuery
) -> Shared:
    courses = course_of(one), course_of(other)
    return Shared(query.target or label_of((*one, *other)), one, other, *courses, verdict(*courses))


def verdict(one: Course, other: Course) -> Verdict:
    """Whether two people agree, by the side that each holds, or came to hold."""
    last = [course.later if course.held == "changed" else course.held for course in (one, other)]
    if "mixed" in last or "neutral" in last:
        return "unclear"
    return "agree" if last[0] == last[1] else "differ"


# What a human says of the side that a quotation takes: a decision, and the rows that follow.


def set_stance(connection: Connection, request: SetStance, author: Author) -> int:
    """Write down the side that a quotation takes, in the place of what was decided before.

    :return: the number of the decision.
    :raises QuotesError: there is no such quotation.
    :raises UsageError: the target has no word, or several ids begin so.
    """
    target = " ".join(request.target.split())
    if not any(map(str.isalnum, target)):
        raise UsageError("A target needs a word; say what the side is taken towards.")
    row = row_id(connection, request.quotation)
    if row is None:
        raise QuotesError(
            f"There is no quotation {request.quotation} in the database; "
            "`quotes search` shows the ids of those there are."
        )
    decision = Decision(
        next_id(connection),
        "set",
        subject="stance",
        details={"target": target, "polarity": request.polarity},
        selector=selector_of(connection, row),
        by=author.name,
        at=datetime.now(UTC),
        why=author.why,
    )
    append(connection, decision)
    apply_stances(connection, hold(connection, decision))
    return decision.id


def apply_stances(connection: Connection, quotations: Collection[int]) -> None:
    """Make the rows of humans on these quotations anew: the last decision on a target counts."""
    for part in chunks(quotations):
        connection.execute(
            delete(StanceTable).where(
                StanceTable.quotation_id.in_(part), StanceTable.origin == "human"
            )
        )
        decided = (
            select(DecisionTargetTable.quotation_id, DecisionTable.id, DecisionTable.details)
            .join(DecisionTable, DecisionTable.id == DecisionTargetTable.decision_id)
            .where(
                DecisionTargetTable.quotation_id.in_(part),
                DecisionTable.subject == "stance",
                DecisionTable.undone_at.is_(None),
            )
            .order_by(DecisionTable.id)
        )
        rows: dict[tuple[int, str], dict[str, object]] = {}
        for quotation, decision, details in connection.execute(decided):
            folded = fold_target(details["target"])
            rows[quotation, folded] = {
                "quotation_id": quotation,
                "target": details["target"],
                "folded": folded,
                "polarity": details["polarity"],
                "score": 1.0,
                "origin": "human",
                "decision_id": decision,
            }
        if rows:
            connection.execute(insert(StanceTable), list(rows.values()))


# Standpoints of one person by month or year, and the reversals among them.


def timeline(
    session: Session,
    person: PersonRow,
    query: StanceQuery,
    step: Step,
    sure: float,
    encoder: Encoder,
) -> Timeline:
    """What one person said, by month or year.

    :param query: its target is the topic that is wanted; whose stances, is ``person``'s.
    :param sure: the chance of being right that both quotations of a reversal must have.
    """
    gathered = gather(session, replace(query, person_id=person.id), encoder)
    standpoints = in_order(one for there in gathered.standpoints.values() for one in there)
    return Timeline(
        person=person,
        topic=query.target,
        step=step,
        periods=periods_of(standpoints, step),
        undated=tuple(one for one in standpoints if one.day is None),
        reversals=reversals_of(standpoints, sure),
        searched=gathered.searched,
    )


def periods_of(standpoints: Iterable[Standpoint], step: Step) -> tuple[Period, ...]:
    """The dated standpoints by month or year, the earliest first; none without a standpoint."""
    found: dict[date, list[Standpoint]] = defaultdict(list)
    for one in standpoints:
        if one.day is not None:
            found[one.day.replace(day=1, month=1 if step == "year" else one.day.month)].append(one)
    return tuple(Period(first, in_order(found[first])) for first in sorted(found))


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
            SpeakerTable.quotation_id,
            SpeakerTable.ordinal,
            PersonTable.id,
            PersonTable.name,
            OrganizationTable.id,
            OrganizationTable.name,
        )
        .outerjoin(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
        .outerjoin(PersonTable, PersonTable.id == ArticlePersonTable.person_id)
        .outerjoin(OrganizationTable, OrganizationTable.id == SpeakerTable.organization_id)
        .where(SpeakerTable.quotation_id.in_(quotations), _wanted(query))
        .order_by(SpeakerTable.quotation_id, SpeakerTable.ordinal)
    )
    return [
        (quotation, ordinal, person, named, body, called)
        for quotation, ordinal, person, named, body, called in rows
    ]


def _wanted(query: StanceQuery) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if query.person and query.person.strip():
        conditions.append(ArticlePersonTable.person_id.in_(people_called(query.person)))
    if query.person_id is not None:
        conditions.append(ArticlePersonTable.person_id == query.person_id)
    if query.org and query.org.strip():
        conditions.append(SpeakerTable.organization_id.in_(with_words(query.org)))
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


# Who stands where on a target.


def positions(session: Session, query: StanceQuery, encoder: Encoder) -> Positions:
    """The speakers who took a side on the target of the query, or said that they take none."""
    gathered = gather(session, query, encoder)
    return Positions(
        target=query.target or "",
        voices=voices_of(session, gathered.standpoints, query),
        searched=gathered.searched,
    )
