"""A reading goes in; people, organisations and quotations with resolved speakers come out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import exp, log

from quotes.attribution.anonymous import with_anonymity
from quotes.attribution.antecedents import EarlierQuotation, Score
from quotes.attribution.cast import find_cast
from quotes.attribution.organizations import told_organizations
from quotes.attribution.resolve import Resolution, Resolver
from quotes.attribution.set_off import is_told_inside, set_off, with_set_off
from quotes.attribution.signatures import with_signatures
from quotes.attribution.spans import Draft, fitted, kind_of, nested, without_overlaps
from quotes.attribution.transcripts import TranscriptTurn, transcript_turns
from quotes.attribution.utterances import ORPHAN, with_utterances
from quotes.lexicon import word_set
from quotes.reader.reading import Reading
from quotes.text.layout import Layout
from quotes.text.marks import quoted_within
from quotes.types import (
    UNKNOWN_SPEAKER,
    Act,
    Article,
    Kind,
    Organization,
    Person,
    Quotation,
    QuotationIds,
    QuotationStatus,
    Span,
    Speaker,
    Why,
)


@dataclass(frozen=True, slots=True)
class ArticleAttribution:
    """Who and what an article tells of, and who says what in it."""

    people: tuple[Person, ...]
    organizations: tuple[Organization, ...]
    quotations: tuple[Quotation, ...]


def attribute(
    reading: Reading,
    article: Article,
    credits: Sequence[Span] = (),
    calibrate: Calibrate | None = None,
    score: Score | None = None,
) -> ArticleAttribution:
    """The people and organisations of an article, and its quotations in reading order.

    ``credits`` are the bylines, date lines and picture credits: nobody named there is taken for
    a speaker. Boilerplate is passed over too. ``calibrate`` turns what speaks for a
    quotation into its confidence, and ``score`` weighs the antecedents of pronouns; without them,
    those of the shipped model do.
    """
    calibrate = calibrate or shipped()
    text = reading.text
    skip = sorted([*credits, *reading.layout.boilerplate])
    layout = reading.layout.without_marks_in(skip)
    cast = find_cast(reading, skip)
    resolver = Resolver(reading, cast, score)
    earlier: list[EarlierQuotation] = []
    last: Resolution | None = None
    quotations: list[Quotation] = []
    ids = QuotationIds(article)
    for draft in gathered(reading, layout, article.outlet, skip):
        resolution = _resolution(draft, resolver, earlier, last)
        earlier.append((draft.source or draft.pieces[0], resolution.speakers))
        kind = _kind(draft, layout)
        outer = _around(draft, quotations) if draft.nested else None
        if not draft.nested:
            last = resolution
        quotations.append(
            Quotation(
                id=ids.next(draft.pieces),
                kind=kind,
                act=act_of(draft.cue.of(text) if draft.cue else None),
                pieces=draft.pieces,
                cue=draft.cue,
                speakers=resolution.speakers,
                confidence=calibrate(
                    ConfidenceInput(
                        draft.confidence, resolution.certainty, marked=kind != "indirect"
                    )
                ),
                status=_status(draft, outer),
                nested_in=outer.id if outer else None,
                why=Why(resolution.reason, resolution.certainty, resolution.rivals),
                context=layout.context_of(draft.pieces),
            )
        )
    people = _worth_telling(cast.people, quotations)
    return ArticleAttribution(
        people,
        told_organizations(cast.organizations, people, quotations),
        with_anonymity(quotations, cast),
    )


def _worth_telling(people: Sequence[Person], quotations: Sequence[Quotation]) -> tuple[Person, ...]:
    """The people without those of one bare name who neither speak nor hold a post: too often such
    a name is a group's or a place's."""
    speaking = {speaker.name for quotation in quotations for speaker in quotation.speakers}
    return tuple(
        person
        for person in people
        if " " in person.name or person.affiliations or person.name in speaking
    )


def _kind(draft: Draft, layout: Layout) -> Kind:
    """The kind by the marks that count for the draft: a nested one's are the inner ones."""
    if draft.transcribed:
        return "direct"
    if not draft.nested:
        return kind_of(draft.pieces, layout.marks, layout.text)
    around = [q for q in layout.marks_at(draft.pieces[0]) if q.inner.holds(draft.pieces[0])]
    marks = [inner for q in around for inner in quoted_within(layout.text, q)]
    return kind_of(draft.pieces, marks if around else layout.marks, layout.text)


def _around(draft: Draft, before: Sequence[Quotation]) -> Quotation | None:
    """The latest quotation whose pieces hold the draft."""
    return next(
        (q for q in reversed(before) if any(p.holds(draft.pieces[0]) for p in q.pieces)), None
    )


def _status(draft: Draft, outer: Quotation | None) -> QuotationStatus:
    """The status of the draft: what is told in words that were not said was not said by them."""
    if draft.status == "said" and outer is not None:
        return outer.status
    return draft.status


def _resolution(
    draft: Draft, resolver: Resolver, earlier: Sequence[EarlierQuotation], last: Resolution | None
) -> Resolution:
    if draft.source is not None:
        return resolver.resolve(draft.source, earlier, draft.pieces)
    if draft.continues and last is not None:
        going_on = tuple(Speaker(s.type, s.name, None, s.affiliation) for s in last.speakers)
        reason = "goes on without a cue: the speaker of the quotation before"
        return Resolution(going_on, last.certainty, reason, last.rivals)
    return Resolution((UNKNOWN_SPEAKER,), 1.0, "the article shows no source")


# Statement or attitude: what kind of act a cue reports.


_ATTITUDES = word_set("verbs", "attitude")
_IRREGULAR = word_set("verbs", "attitude_form")
_NOUNS = word_set("attitude_words")
_SPEECH = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|wr(?:ote|ites?|iting|itten)|tweet\w*|announc\w+"
    r"|according|stat(?:e[sd]?|ing|ement)|add(?:s|ed|ing)?|repl(?:y|ie[sd]|ying)|post(?:s|ed|ing))\b",
    re.IGNORECASE,
)


def _forms(verb: str) -> set[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    plural = verb + ("es" if verb.endswith(("ch", "sh", "s", "x")) else "s")
    return {verb, plural, stem + "ed", stem + "ing"}


_ATTITUDE_FORMS = frozenset(
    {form for verb in _ATTITUDES for form in _forms(verb)} | {*_IRREGULAR, *_NOUNS}
)


def act_of(cue: str | None) -> Act:
    """What the words of a cue report: ``attitude`` for belief, feeling, intention, praise or
    blame, else ``statement``; a verb of speech among them makes it a statement."""
    if cue is None or _SPEECH.search(cue):
        return "statement"
    words = re.findall(r"[a-z]+", cue.lower())
    return "attitude" if any(word in _ATTITUDE_FORMS for word in words) else "statement"


TRANSCRIBED = 0.9
"""Confidence in a turn of a transcript, times that of its speaker."""


def gathered(
    reading: Reading, layout: Layout, outlet: str | None = None, skip: Sequence[Span] = ()
) -> list[Draft]:
    """The drafts in reading order, an outer quotation before what is nested in it.

    ``skip`` are passages to pass over; ``outlet`` asks the questions in its interviews.
    """
    found = [
        draft
        for draft in fitted(reading, layout)
        if not any(draft.pieces[0].meets(s) for s in skip)
    ]
    found = with_utterances(with_signatures(found, layout), reading, layout)
    found = with_set_off(found, set_off(reading, layout, skip), reading.text)
    found = _with_turns(found, transcript_turns(reading, layout, outlet, skip), reading.text)
    outer = [draft for draft in found if not draft.nested]
    inner = [draft for draft in found if draft.nested]
    inner = without_overlaps([*inner, *nested(reading, outer, layout)])
    return sorted([*outer, *inner], key=lambda draft: (draft.pieces[0].start, draft.nested))


def _with_turns(found: Sequence[Draft], spoken: Sequence[TranscriptTurn], text: str) -> list[Draft]:
    """The drafts with the turns of a transcript, without those of whoever asks.

    What is told within a turn is nested in it, or stays where nobody is quoted; what only touches
    one is the model's own reading of the turn and goes.
    """
    whole = [
        Draft(
            turn.pieces,
            None,
            turn.source,
            TRANSCRIBED if turn.source else ORPHAN,
            orphan=turn.source is None,
            transcribed=True,
        )
        for turn in spoken
        if not turn.asks
    ]
    kept: list[Draft] = []
    for draft in found:
        touched = [t for t in spoken if any(p.meets(q) for p in draft.pieces for q in t.pieces)]
        if not touched:
            kept.append(draft)
        elif is_told_inside(draft, touched[0].pieces, text):
            kept.append(draft if touched[0].asks else replace(draft, nested=True))
    return [*whole, *kept]


# From what speaks for a quotation to the chance that it and its speakers are right.


LEAST = 1e-4
"""Scores and certainties nearer to 0 or 1 than this are taken for this."""


@dataclass(frozen=True, slots=True)
class ConfidenceInput:
    """What speaks for a quotation.

    ``score`` in [0, 1] is the reader's confidence in the attribution, or that of the rule which
    found it; ``certainty`` in [0, 1] the resolver's, that the mention means these speakers;
    ``marked`` is whether the quotation, or a part of it, stands in quotation marks.
    """

    score: float
    certainty: float
    marked: bool


Calibrate = Callable[[ConfidenceInput], float]
"""Gives the confidence in [0, 1] of a quotation."""


@dataclass(frozen=True, slots=True)
class LogisticFit:
    """A straight line between log-odds that does not fall."""

    intercept: float
    slope: float

    def __post_init__(self) -> None:
        if self.slope < 0:
            raise ValueError(f"a surer score would give a lower confidence: slope {self.slope}")


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic map from evidence to the chance of being right.

    The log-odds of the score go through a line of their own for quotations with and without
    marks (Platt, "Probabilistic outputs for support vector machines", 1999); the odds that come
    out are multiplied by the certainty to the power ``certainty``. ``model`` is the SHA-256 of
    the weights for whose scores it was fitted.
    """

    marked: LogisticFit
    unmarked: LogisticFit
    certainty: float
    model: str

    def __post_init__(self) -> None:
        if self.certainty < 0:
            raise ValueError(f"certainty would count against a quotation: {self.certainty}")

    def __call__(self, evidence: ConfidenceInput) -> float:
        """The chance in [0, 1] that the quotation and its speakers are right."""
        line = self.marked if evidence.marked else self.unmarked
        odds = line.intercept + line.slope * log_odds(evidence.score)
        return 1 / (1 + exp(-odds - self.certainty * log_share(evidence.certainty)))

    @classmethod
    def read(cls, file: Traversable) -> Calibration:
        """The calibration in a JSON file as ``scripts.calibration`` writes it."""
        numbers = json.loads(file.read_text(encoding="utf8"))
        return cls(
            marked=LogisticFit(**numbers["marked"]),
            unmarked=LogisticFit(**numbers["unmarked"]),
            certainty=numbers["certainty"],
            model=numbers["model"],
        )


def shipped_file() -> Traversable:
    """Where the calibration lies in the package: beside the weights."""
    return files("quotes.reader") / "weights" / "confidence.json"


@cache
def shipped() -> Calibration:
    """The calibration of the shipped model."""
    return Calibration.read(shipped_file())


def log_odds(share: float) -> float:
    """log(p / (1 - p)) of a share in [0, 1], bounded."""
    p = min(max(share, LEAST), 1 - LEAST)
    return log(p / (1 - p))


def log_share(share: float) -> float:
    """log(p) of a share in [0, 1], bounded."""
    return log(max(share, LEAST))
