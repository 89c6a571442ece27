"""What the store answers about sides, and what it is asked: frozen, detached from any session."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from quotes.db.load import EMPTY_OF_TARGETS, KNOWN_TARGETS, words_of
from quotes.db.rows import PersonRow, QuotationRow, SpeakerRow
from quotes.lexicon import word_set
from quotes.text.normalize import GENERIC, fold
from quotes.types import Polarity, Stance

# Words that turn the side: who supports the repeal of a tax does not support the tax.
#
# Only English noun phrases, and verbs with their object, as targets of stances are.


Turn = Literal["same", "opposite", "unknown"]

TURNING = word_set("stance_words", "turning")
"""Who supports such a thing is against what it is done to, and the other way round."""

BREAKING = word_set("stance_words", "breaking")
"""With such a word the side towards the rest cannot be told: a tax cut is no tax."""

LED = word_set("stance_words", "led")
"""Such a word is for something or against it, as the preposition after it says."""

CARRIERS = word_set("stance_words", "carrier")
"""Who is for such a thing is for what it brings: the plan for a dam, the bill on a tax."""

_LEADING = frozenset(("for", "against"))
_FREE = "free"


def turn_of(forms: Sequence[str], named: Collection[int]) -> Turn:
    """How a side towards a whole target carries over to a part of it.

    Before the part every turning word counts, behind it those that stand right there ("toll
    repeal", but not "toll with a ban on lorries").

    :param forms: the words of the target as :func:`.targets.words_of` gives them.
    :param named: the places of the part's words, at least one.
    """
    first, last = min(named), max(named)
    turned = False
    for place, form in enumerate(forms):
        if place in named:
            continue
        if place > last and form in EMPTY_OF_TARGETS:
            break
        if form in BREAKING or (form == _FREE and place > last):
            return "unknown"
        if form in LED and (place > first or not is_led(forms[place + 1 : first])):
            return "unknown"
        turned ^= form in TURNING
    return "opposite" if turned else "same"


def is_led(behind: Sequence[str]) -> bool:
    """Whether the first preposition behind a word of :data:`LED` says what it is for or against."""
    return next((form for form in behind if form in EMPTY_OF_TARGETS | _LEADING), "") in _LEADING


# What two stances have to share to be about the same thing.


_POINTING = word_set("stance_words", "pointing")
_VAGUE = _POINTING | CARRIERS | GENERIC

Named = Callable[[str], str | None]
"""The label of the topic that a phrase names, None if it names none."""


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


@lru_cache(maxsize=KNOWN_TARGETS)
def subject_of(target: str) -> Subject:
    """The core of a target: no words that turn it, and none that only carry it, as in "toll plan".

    A target that has only such words is its own core.
    """
    words = words_of(target)
    if not words:
        return Subject(target.casefold(), target, turned=False, vague=True)
    forms = [word.form for word in words]
    every = list(range(len(words)))
    telling = [place for place in every if forms[place] not in EMPTY_OF_TARGETS] or every
    core = [place for place in telling if not _is_around(forms, place)]
    if not core or _turns_part(forms, core) or turn_of(forms, core) == "unknown":
        core = telling
    key = sorted({forms[place] for place in core})
    return Subject(
        key=" ".join(key),
        label=target[words[core[0]].start : words[core[-1]].end],
        turned=turn_of(forms, core) == "opposite",
        vague=_VAGUE.issuperset(key),
    )


def _is_around(forms: Sequence[str], place: int) -> bool:
    """Whether the word turns or only carries what the target is about."""
    form = forms[place]
    return form in TURNING | CARRIERS or (form in LED and is_led(forms[place + 1 :]))


def _turns_part(forms: Sequence[str], core: Sequence[int]) -> bool:
    """Whether a word turns not the core but something behind it: "toll with a ban on lorries"."""
    within = False
    for place, form in enumerate(forms):
        if within and form in TURNING:
            return True
        within |= place > core[0] and form in EMPTY_OF_TARGETS
    return False


def subject_in(target: str, article: str, named: Named) -> Subject:
    """The subject of a target in an article, which is a topic's where the core names one.

    :param named: the label of the topic that a phrase names.
    """
    found = subject_of(target)
    label = named(found.label)
    if label is not None:
        return replace(found, key=fold(label), vague=False)
    return replace(found, key=f"{found.key} ({article})") if found.vague else found


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
    :class:`~quotes.db.rows.Query`.
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
