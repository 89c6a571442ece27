"""Who stands where, and how that changed: positions, timelines, reversals, two people compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, pairwise
from typing import assert_never, get_args

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from quotes.db.engine import chunks
from quotes.db.matching import row_id
from quotes.db.rows import PersonRow, SpeakerRow
from quotes.db.tables import (
    ArticlePersonTable,
    OrganizationTable,
    PersonTable,
    QuotationTable,
    SpeakerTable,
    StanceTable,
)
from quotes.entities.anchor import decide_on_quotation, decided_on
from quotes.entities.ledger import Author
from quotes.entities.naming import meant
from quotes.entities.people import with_words
from quotes.entities.requests import SetStance
from quotes.errors import UsageError
from quotes.meaning.vectors import Encoder
from quotes.stances.gather import gather
from quotes.stances.standpoints import (
    MIN_CONFIDENCE,
    Comparison,
    ComparisonVerdict,
    Course,
    Period,
    Positions,
    Reversal,
    SharedSubject,
    StanceQuery,
    Standpoint,
    Step,
    Timeline,
    Voice,
    VoiceKind,
    opposite,
)
from quotes.text.normalize import fold, fold_target
from quotes.types import SIDES, Polarity


def in_order(standpoints: Iterable[Standpoint]) -> tuple[Standpoint, ...]:
    """The earliest first, those of a day by their place in the article, undated ones last."""
    return tuple(
        sorted(
            standpoints,
            key=lambda standpoint: (
                standpoint.day is None,
                _day(standpoint),
                standpoint.quotation.article.id,
                standpoint.quotation.pieces,
                standpoint.quotation.id,
            ),
        )
    )


def course_of(standpoints: Sequence[Standpoint]) -> Course:
    """Where these standpoints of one speaker come to; neutral ones count if there are no others.

    A change is one step from one side to the other between two days; undated standpoints neither
    make one nor hide one.
    """
    sides = {standpoint.side for standpoint in standpoints} - {"neutral"}
    if len(sides) < 2:
        return Course(next(iter(sides), "neutral"))
    days: dict[date, set[Polarity]] = {}
    for standpoint in in_order(standpoints):
        if standpoint.side != "neutral" and standpoint.day is not None:
            days.setdefault(standpoint.day, set()).add(standpoint.side)
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
        on_side = [index for index, standpoint in enumerate(listed) if standpoint.side == side]
        on_side.sort(key=lambda index: (-listed[index].chance, index))
        chosen.update(on_side[:most])
    return [standpoint for index, standpoint in enumerate(listed) if index in chosen]


def reversals_of(
    standpoints: Iterable[Standpoint], least: float = MIN_CONFIDENCE
) -> tuple[Reversal, ...]:
    """The pairs of quotations between which a person changed sides, the earliest first.

    Each pair is the last quotation before the change and the first one after it, the surest of
    their days. Days with both sides, undated quotations and neutral ones count for nothing.

    :param least: the chance of being right that each quotation must have.
    """
    days: dict[str, dict[date, list[tuple[Polarity, Standpoint]]]] = defaultdict(dict)
    for standpoint in standpoints:
        side, day = core_side(standpoint), standpoint.day
        if day is not None and side != "neutral" and standpoint.chance >= least:
            days[standpoint.subject.key].setdefault(day, []).append((side, standpoint))
    found = []
    for taken in days.values():
        clear = [
            max((standpoint for _, standpoint in taken[day]), key=lambda taken: taken.chance)
            for day in sorted(taken)
            if len({side for side, _ in taken[day]}) == 1
        ]
        for earlier, later in pairwise(clear):
            if core_side(earlier) != core_side(later):
                found.append(Reversal(later.subject.label, earlier, later))
    return tuple(sorted(found, key=lambda pair: (_day(pair.earlier), _day(pair.later))))


def core_side(standpoint: Standpoint) -> Polarity:
    """The side towards the subject, which is not turned as the target may be."""
    polarity = standpoint.stance.polarity
    return opposite(polarity) if standpoint.subject.turned else polarity


def label_of(standpoints: Iterable[Standpoint]) -> str:
    """What the subject of these is called: its core as most of the targets have it."""
    labels = Counter(standpoint.subject.label for standpoint in standpoints)
    return max(labels, key=lambda label: (labels[label], -len(label), label))


def _day(standpoint: Standpoint) -> date:
    return standpoint.day or date.max


BySubject = Mapping[str, tuple[Standpoint, ...]]


def compare(
    connection: Connection,
    first: PersonRow,
    second: PersonRow,
    query: StanceQuery,
    encoder: Encoder,
) -> Comparison:
    """The subjects on which two people both took a side or stayed neutral, most quoted first.

    :param query: its target is the only topic that counts; without one each subject counts.
    """
    of_first, of_second = (
        _by_subject(connection, replace(query, person_id=person.id), encoder)
        for person in (first, second)
    )
    shared = [
        _shared(of_first[subject], of_second[subject], query)
        for subject in of_first
        if subject in of_second
    ]
    shared.sort(key=lambda both: (-len(both.first) - len(both.second), both.subject))
    return Comparison(
        first=first,
        second=second,
        topic=query.target,
        shared=tuple(shared),
        alone=(len(of_first.keys() - of_second.keys()), len(of_second.keys() - of_first.keys())),
    )


def _by_subject(connection: Connection, query: StanceQuery, encoder: Encoder) -> BySubject:
    found: dict[str, list[Standpoint]] = defaultdict(list)
    for standpoint in chain.from_iterable(gather(connection, query, encoder).standpoints.values()):
        if query.target is not None:
            found[query.target].append(standpoint)
        else:
            towards_core = replace(standpoint, side=core_side(standpoint))
            found[standpoint.subject.key].append(towards_core)
    return {subject: in_order(standpoints) for subject, standpoints in found.items()}


def _shared(
    first: tuple[Standpoint, ...], second: tuple[Standpoint, ...], query: StanceQuery
) -> SharedSubject:
    courses = course_of(first), course_of(second)
    subject = query.target or label_of((*first, *second))
    return SharedSubject(subject, first, second, *courses, _verdict(*courses))


def _verdict(first: Course, second: Course) -> ComparisonVerdict:
    """Whether two people agree, by the side that each holds, or came to hold."""
    last = [course.later if course.held == "changed" else course.held for course in (first, second)]
    if "mixed" in last or "neutral" in last:
        return "unclear"
    return "agree" if last[0] == last[1] else "differ"


def set_stance(connection: Connection, request: SetStance, author: Author) -> int:
    """Write down the side that a quotation takes, in the place of what was decided before.

    :return: the number of the decision.
    :raises QuotesError: there is no such quotation.
    :raises UsageError: the target has no word, several ids begin so, or the words were not said.
    """
    target = " ".join(request.target.split())
    if not any(map(str.isalnum, target)):
        raise UsageError("A target needs a word; say what the side is taken towards.")
    status = connection.scalar(
        select(QuotationTable.status).where(
            QuotationTable.id == row_id(connection, request.quotation)
        )
    )
    if request.polarity and status not in (None, "said"):
        raise UsageError(f"The article says that these words were not said ({status}); no side.")
    details = {"target": target, "polarity": request.polarity}
    decision, rows = decide_on_quotation(connection, "stance", request.quotation, details, author)
    apply_stances(connection, rows)
    return decision


def apply_stances(connection: Connection, quotations: Collection[int]) -> None:
    """Make the rows of humans on these quotations anew: the last decision on a target counts."""
    for part in chunks(quotations):
        connection.execute(
            delete(StanceTable).where(
                StanceTable.quotation_id.in_(part), StanceTable.origin == "human"
            )
        )
    rows: dict[tuple[int, str], dict[str, object]] = {}
    for quotation, decision, details in decided_on(connection, "stance", quotations):
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


def timeline(
    connection: Connection,
    person: PersonRow,
    query: StanceQuery,
    step: Step,
    min_confidence: float,
    encoder: Encoder,
) -> Timeline:
    """What one person said, by month or year.

    :param query: its target is the topic that is wanted; whose stances, is ``person``'s.
    :param min_confidence: the chance of being right that both quotations of a reversal must have.
    """
    gathered = gather(connection, replace(query, person_id=person.id), encoder)
    standpoints = in_order(chain.from_iterable(gathered.standpoints.values()))
    return Timeline(
        person=person,
        topic=query.target,
        step=step,
        periods=periods_of(standpoints, step),
        undated=tuple(standpoint for standpoint in standpoints if standpoint.day is None),
        reversals=reversals_of(standpoints, min_confidence),
        searched=gathered.searched,
    )


def periods_of(standpoints: Iterable[Standpoint], step: Step) -> tuple[Period, ...]:
    """The dated standpoints by month or year, the earliest first; none without a standpoint."""
    found: dict[date, list[Standpoint]] = defaultdict(list)
    for standpoint in standpoints:
        if standpoint.day is not None:
            found[_period_start(standpoint.day, step)].append(standpoint)
    return tuple(Period(first, in_order(found[first])) for first in sorted(found))


def _period_start(day: date, step: Step) -> date:
    match step:
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(day=1, month=1)
        case _:
            assert_never(step)


_KINDS: tuple[VoiceKind, ...] = get_args(VoiceKind)


@dataclass(frozen=True, slots=True)
class _Identity:
    """Whom a speaker is one with: ``key`` is a row id, or a name within one article."""

    kind: VoiceKind
    key: str
    name: str
    person_id: int | None = None


def voices_of(
    connection: Connection, standpoints: Mapping[int, tuple[Standpoint, ...]], query: StanceQuery
) -> tuple[Voice, ...]:
    """The speakers whom the query wants, people first, those who spoke most often first.

    :param standpoints: by the row ids of their quotations.
    """
    taken: dict[_Identity, list[tuple[SpeakerRow, Standpoint]]] = defaultdict(list)
    for part in chunks(standpoints):
        for quotation, ordinal, person, named, body, called in _speaking(connection, part, query):
            for standpoint in standpoints[quotation]:
                speaker = standpoint.quotation.speakers[ordinal]
                article = standpoint.quotation.article.id
                identity = _identity(speaker, article, (person, named), (body, called))
                taken[identity].append((speaker, standpoint))
    voices = [_voice(identity, spoken) for identity, spoken in taken.items()]
    return tuple(
        sorted(
            voices,
            key=lambda voice: (_KINDS.index(voice.kind), -len(voice.standpoints), voice.name),
        )
    )


def _speaking(
    connection: Connection, quotations: list[int], query: StanceQuery
) -> list[tuple[int, int, int | None, str | None, int | None, str | None]]:
    """Who speaks the quotations: quotation, ordinal, and ids and names of person and body."""
    rows = connection.execute(
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
        .where(SpeakerTable.quotation_id.in_(quotations), _wanted(connection, query))
        .order_by(SpeakerTable.quotation_id, SpeakerTable.ordinal)
    )
    return [
        (quotation, ordinal, person, named, body, called)
        for quotation, ordinal, person, named, body, called in rows
    ]


def _wanted(connection: Connection, query: StanceQuery) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if query.person and query.person.strip():
        conditions.append(ArticlePersonTable.person_id.in_(meant(connection, query.person)))
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
    speakers = {standpoint.quotation.id: speaker for speaker, standpoint in spoken}
    standpoints = in_order(standpoint for _, standpoint in spoken)
    dated = [standpoint for standpoint in standpoints if standpoint.day] or standpoints
    return Voice(
        kind=identity.kind,
        name=identity.name,
        person_id=identity.person_id,
        latest=speakers[dated[-1].quotation.id],
        standpoints=standpoints,
        course=course_of(standpoints),
    )


def positions(connection: Connection, query: StanceQuery, encoder: Encoder) -> Positions:
    """The speakers who took a side on the target of the query, or said that they take none."""
    gathered = gather(connection, query, encoder)
    return Positions(
        target=query.target or "",
        voices=voices_of(connection, gathered.standpoints, query),
        searched=gathered.searched,
    )
