"""The room's door: a reading goes in, people and quotations come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.attribution.anonymous import with_anonymity
from quotes.attribution.antecedents import Score
from quotes.attribution.boilerplate import boilerplate
from quotes.attribution.cast import find_cast
from quotes.attribution.confidence import Calibrate, ConfidenceInput, shipped
from quotes.attribution.gather import act_of, gathered
from quotes.attribution.organizations import told_organizations
from quotes.attribution.page import Draft, Page, kind_of
from quotes.attribution.resolve import Resolution, Resolver
from quotes.reader.reading import Reading
from quotes.text.marks import quoted_within
from quotes.types import (
    Article,
    Kind,
    Organization,
    Person,
    Quotation,
    Span,
    Speaker,
    Why,
    quotation_id,
)

UNKNOWN = Speaker("unknown", "unknown")

_Turn = tuple[Span, tuple[Speaker, ...]]


@dataclass(frozen=True, slots=True)
class Attribution:
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
) -> Attribution:
    """The people and organisations of an article, and its quotations in reading order.

    ``credits`` are the bylines, date lines and picture credits: nobody named there is taken for
    a speaker. Boilerplate is found and passed over here. ``calibrate`` turns what speaks for a
    quotation into its confidence, and ``score`` weighs the antecedents of pronouns; without them,
    those of the shipped model do.
    """
    calibrate = calibrate or shipped()
    text = reading.text
    skip = sorted([*credits, *boilerplate(text)])
    page = Page.of(text, skip)
    cast = find_cast(reading, skip)
    resolver = Resolver(reading, cast, score)
    turns: list[_Turn] = []
    last: Resolution | None = None
    quotations: list[Quotation] = []
    seen: Counter[tuple[Span, ...]] = Counter()
    for draft in gathered(reading, page, article.outlet, skip):
        resolution = _resolution(draft, resolver, turns, last)
        turns.append((draft.source or draft.pieces[0], resolution.speakers))
        kind = _kind(draft, page)
        if not draft.nested:
            last = resolution
        quotations.append(
            Quotation(
                id=quotation_id(article.id, draft.pieces, seen[draft.pieces]),
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
                nested_in=_around(draft, quotations) if draft.nested else None,
                why=Why(resolution.reason, resolution.certainty, resolution.rivals),
            )
        )
        seen[draft.pieces] += 1
    people = _worth_telling(cast.people, quotations)
    return Attribution(
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


def _kind(draft: Draft, page: Page) -> Kind:
    """The kind by the marks that count for the draft: a nested one's are the inner ones."""
    if draft.transcribed:
        return "direct"
    if not draft.nested:
        return kind_of(draft.pieces, page.marks, page.text)
    around = [q for q in page.marks_at(draft.pieces[0]) if q.inner.holds(draft.pieces[0])]
    marks = [inner for q in around for inner in quoted_within(page.text, q)]
    return kind_of(draft.pieces, marks if around else page.marks, page.text)


def _around(draft: Draft, before: Sequence[Quotation]) -> str | None:
    """The id of the latest quotation whose pieces hold the draft."""
    return next(
        (q.id for q in reversed(before) if any(p.holds(draft.pieces[0]) for p in q.pieces)), None
    )


def _resolution(
    draft: Draft, resolver: Resolver, turns: Sequence[_Turn], last: Resolution | None
) -> Resolution:
    if draft.source is not None:
        return resolver.resolve(draft.source, turns, draft.pieces)
    if draft.continues and last is not None:
        going_on = tuple(Speaker(s.type, s.name, None, s.affiliation) for s in last.speakers)
        reason = "goes on without a cue: the speaker of the quotation before"
        return Resolution(going_on, last.certainty, reason, last.rivals)
    return Resolution((UNKNOWN,), 1.0, "the article shows no source")
