"""A reading goes in; people, organisations and quotations with resolved speakers come out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.attribution.anonymous import with_anonymity
from quotes.attribution.cast import find_cast, with_described
from quotes.attribution.confidence import Calibrate, ConfidenceInput, is_sure, shipped
from quotes.attribution.organizations import told_organizations
from quotes.attribution.pairs import PairScorer
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
    Act,
    Article,
    Kind,
    Organization,
    Person,
    Quotation,
    QuotationIds,
    Span,
    Why,
)

DIGITS = 3
"""Digits of a confidence, so that every list and filter sees the same number."""


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
    scorer: PairScorer | None = None,
) -> ArticleAttribution:
    """The people and organisations of an article, and its quotations in reading order.

    ``credits`` are the bylines, date lines and picture credits: nobody named there is taken for
    a speaker. Boilerplate is passed over too. ``calibrate`` turns what speaks for a
    quotation into its confidence, and ``scorer`` weighs who speaks; without them, those of
    the shipped model do.
    """
    calibrate = calibrate or shipped()
    text = reading.text
    skip = sorted([*credits, *reading.layout.boilerplate])
    layout = reading.layout.without_marks_in(skip)
    cast = find_cast(reading, skip)
    drafts = gathered(reading, layout, article.outlet, skip)
    resolver = Resolver(reading, cast, drafts, scorer)
    resolutions = [resolver.resolve(number) for number in range(len(drafts))]
    cast = with_described(cast, reading, resolver.described())
    posts = {member.person.name: member.affiliation for member in cast.members}
    quotations: list[Quotation] = []
    ids = QuotationIds(article)
    status_chances: dict[str, float] = {}
    for draft, resolution in zip(drafts, resolutions, strict=True):
        kind = _kind(draft, layout)
        outer = _around(draft, quotations) if draft.nested else None
        cue = draft.cue.of(text) if draft.cue else None
        status, status_chance = draft.status, draft.status_chance
        if act_of(cue) == "attitude" and not _NEGATED.search(cue or ""):
            status = "said"
        if status == "said" and outer is not None and outer.status != "said":
            # What is told in words that were not said was not said by them.
            status, status_chance = outer.status, status_chances[outer.id]
        chance = calibrate(
            ConfidenceInput(
                score=draft.confidence,
                certainty=resolution.certainty,
                status=status_chance,
                way=resolution.way,
                marked=kind != "indirect",
                nested=draft.nested,
                several=len(resolution.speakers) > 1,
            )
        )
        confidence = round(chance.whole, DIGITS)
        quotation = Quotation(
            id=ids.next(draft.pieces),
            kind=kind,
            act=act_of(cue),
            pieces=draft.pieces,
            cue=draft.cue,
            speakers=tuple(
                replace(speaker, affiliation=posts.get(speaker.name))
                if speaker.type == "person"
                else speaker
                for speaker in resolution.speakers
            ),
            confidence=confidence,
            sure=is_sure(confidence),
            status=status,
            nested_in=outer.id if outer else None,
            why=_why(resolution, chance.speakers),
            context=layout.context_of(draft.pieces),
        )
        status_chances[quotation.id] = status_chance
        quotations.append(quotation)
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


def _why(resolution: Resolution, certainty: float) -> Why:
    """Why the speakers are who they are; what the calibrated certainty leaves is the rivals'."""
    left = 1 - resolution.certainty
    share = (1 - certainty) / left if left > 0 else 0.0
    rivals = tuple(
        replace(rival, chance=round(min(1.0, rival.chance * share), DIGITS))
        for rival in resolution.rivals
    )
    return Why(resolution.reason, round(certainty, DIGITS), rivals)


# Statement or attitude: what kind of act a cue reports.


_ATTITUDES = word_set("verbs", "attitude")
_IRREGULAR = word_set("verbs", "attitude_form")
_NOUNS = word_set("attitude_words")
_NEGATED = re.compile(r"\b(?:not|never|no|hardly|rarely)\b|n[’']t\b", re.IGNORECASE)
"""Without one of these, whoever condemns or welcomes a thing does so: nothing is denied."""
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
    found = [draft for draft in found if not _is_nobodys(draft, reading.text)]
    outer = [draft for draft in found if not draft.nested]
    inner = [draft for draft in found if draft.nested]
    inner = without_overlaps([*inner, *nested(reading, outer, layout)])
    return sorted([*outer, *inner], key=lambda draft: (draft.pieces[0].start, draft.nested))


_NOBODY = re.compile(r"(?:nobody|no[ -]one|none|neither|no\s+(?=[A-Za-z]))\b", re.IGNORECASE)


def _is_nobodys(draft: Draft, text: str) -> bool:
    """Whether the source says that nobody spoke: "No minister said ..."."""
    return draft.source is not None and _NOBODY.match(draft.source.of(text)) is not None


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
