"""What the store answers about sides, and what it is asked: frozen, detached from any session."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, assert_never

from quotes.db.rows import PersonRow, QuotationRow, SpeakerRow
from quotes.types import Polarity, Stance

TargetRelation = Literal["same", "part", "topic", "similar"]
"""How a target belongs to what was asked for: by its words, a topic named in it, or its meaning."""
Held = Literal["support", "oppose", "neutral", "mixed", "changed"]
VoiceKind = Literal["person", "organization", "unnamed"]
Step = Literal["month", "year"]
ComparisonVerdict = Literal["agree", "differ", "unclear"]

MIN_CONFIDENCE = 0.6
"""How likely both quotations of a reversal must be right, each, where nothing else is said."""


def opposite(polarity: Polarity) -> Polarity:
    """The other side; neutral is its own opposite."""
    match polarity:
        case "support":
            return "oppose"
        case "oppose":
            return "support"
        case "neutral":
            return "neutral"
        case _:
            assert_never(polarity)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a target is about at its core.

    ``key`` is the same for "the toll", "tolls" and "repeal of the toll", ``label`` the core as it
    stands in the target; ``turned`` says that a side towards the target is the opposite side
    towards the core. ``vague``: the words mean something else in every article ("the plan").
    """

    key: str
    label: str
    turned: bool
    vague: bool


@dataclass(frozen=True, slots=True)
class StanceQuery:
    """Whose stances are wanted, and which; every condition given must hold.

    ``target`` is what the sides are taken towards, None for anything; ``person_id`` is whom
    ``quotes people`` shows under this number. ``min_confidence`` is the least chance that the side
    is right. The others are those of :class:`~quotes.db.rows.Query`.
    """

    target: str | None = None
    person: str | None = None
    person_id: int | None = None
    org: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    min_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The side that one quotation takes.

    ``side`` is taken towards what was asked for, whereas ``stance`` has it towards its own target;
    ``match`` is how the two belong together: the same words, the words asked for as a part of the
    target, a topic's name in it, or only a similar meaning. ``subject`` is what the target is about
    at its core.
    """

    quotation: QuotationRow
    stance: Stance
    side: Polarity
    match: TargetRelation
    subject: Subject

    @property
    def day(self) -> date | None:
        """The day of the article."""
        return self.quotation.article.published

    @property
    def chance(self) -> float:
        """How likely both are right, the side and the quotation with its speakers, in [0, 1]."""
        return self.stance.score * self.quotation.confidence


@dataclass(frozen=True, slots=True)
class Course:
    """Where somebody stands, all in all.

    "changed": first ``earlier``, last seen on the day ``until``, then ``later``, first seen on the
    day ``since``. "mixed": both sides, in no such order.
    """

    held: Held
    earlier: Polarity | None = None
    later: Polarity | None = None
    until: date | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with the standpoints taken, the earliest first, undated ones last.

    ``person_id`` is set for people only; ``latest`` is the speaker as the latest quotation has it.
    Unnamed sources of two articles are two voices.
    """

    kind: VoiceKind
    name: str
    person_id: int | None
    latest: SpeakerRow
    standpoints: tuple[Standpoint, ...]
    course: Course


@dataclass(frozen=True, slots=True)
class SearchedStances:
    """What was searched for stances: their number and that of their targets.

    ``topic`` is the label of the topic that what was asked for names, None if it names none;
    ``by_meaning`` tells whether targets of similar meaning were looked for too.
    """

    stances: int
    targets: int
    topic: str | None = None
    by_meaning: bool = False


@dataclass(frozen=True, slots=True)
class Positions:
    """Who stands where on a target, people first, then organisations and unnamed sources."""

    target: str
    voices: tuple[Voice, ...]
    searched: SearchedStances


@dataclass(frozen=True, slots=True)
class Reversal:
    """Two quotations of one person with opposite sides on one subject, on different days."""

    subject: str
    earlier: Standpoint
    later: Standpoint


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year, by its first day, and the standpoints of it."""

    first: date
    standpoints: tuple[Standpoint, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The standpoints of one person by month or year, undated ones apart."""

    person: PersonRow
    topic: str | None
    step: Step
    periods: tuple[Period, ...]
    undated: tuple[Standpoint, ...]
    reversals: tuple[Reversal, ...]
    searched: SearchedStances = field(default=SearchedStances(0, 0))


@dataclass(frozen=True, slots=True)
class SharedSubject:
    """A subject on which two people spoke, with what each said, the earliest first."""

    subject: str
    first: tuple[Standpoint, ...]
    second: tuple[Standpoint, ...]
    first_course: Course
    second_course: Course
    verdict: ComparisonVerdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two people side by side; ``alone`` counts the subjects of each that the other has not."""

    first: PersonRow
    second: PersonRow
    topic: str | None
    shared: tuple[SharedSubject, ...]
    alone: tuple[int, int]
