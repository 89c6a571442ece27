"""What the store answers about sides, and what it is asked: frozen, detached from any session."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from quotes.article import Polarity, Stance
from quotes.store.rows import PersonRow, QuotationRow, SpeakerRow
from quotes.store.standpoints.subjects import Subject

Match = Literal["same", "part", "topic", "similar"]
Held = Literal["support", "oppose", "neutral", "mixed", "changed"]
VoiceKind = Literal["person", "organization", "unnamed"]
Step = Literal["month", "year"]
Verdict = Literal["agree", "differ", "unclear"]

SIDES: tuple[Polarity, ...] = ("support", "oppose", "neutral")
SURE = 0.6
"""How likely both quotations of a reversal must be right, each, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class StanceQuery:
    """Whose stances are wanted, and which; every condition given must hold.

    ``target`` is what the sides are taken towards, None for anything; ``person_id`` is whom
    ``quotes people`` shows under this number. The others are those of
    :class:`~quotes.store.rows.Query`.
    """

    target: str | None = None
    person: str | None = None
    person_id: int | None = None
    org: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    min_score: float = 0.0


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
    match: Match
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
class Searched:
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
    searched: Searched


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
    searched: Searched = field(default=Searched(0, 0))


@dataclass(frozen=True, slots=True)
class Shared:
    """A subject on which two people spoke, with what each said, the earliest first."""

    subject: str
    one: tuple[Standpoint, ...]
    other: tuple[Standpoint, ...]
    one_course: Course
    other_course: Course
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two people side by side; ``alone`` counts the subjects of one that the other has not."""

    one: PersonRow
    other: PersonRow
    topic: str | None
    shared: tuple[Shared, ...]
    alone: tuple[int, int]
