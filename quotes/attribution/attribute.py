"""The room's door: a reading goes in, people and quotations come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from quotes.article import Article, Person, Quotation, Span, Speaker, quotation_id
from quotes.attribution.acts import act_of
from quotes.attribution.boilerplate import boilerplate
from quotes.attribution.cast import find_cast
from quotes.attribution.drafts import Draft, drafts, kind_of
from quotes.attribution.nested import nested
from quotes.attribution.resolve import Resolution, Resolver
from quotes.attribution.transcript import Turn
from quotes.attribution.transcript import turns as turns_of
from quotes.reader.marks import quoted
from quotes.reader.reading import Reading

TRANSCRIBED = 0.9
"""Confidence in a turn of a transcript, times that of its speaker."""
UNKNOWN = Speaker("unknown", "unknown")

_Turn = tuple[Span, tuple[Speaker, ...]]


def attribute(
    reading: Reading, article: Article, credits: Sequence[Span] = ()
) -> tuple[tuple[Person, ...], tuple[Quotation, ...]]:
    """The people of an article and its quotations in reading order.

    ``credits`` are the bylines, date lines and picture credits: nobody named there is taken for
    a speaker. Boilerplate is found and passed over here.
    """
    text = reading.text
    skip = sorted([*credits, *boilerplate(text)])
    cast = find_cast(reading, skip)
    resolver = Resolver(reading, cast)
    marks = quoted(text)
    turns: list[_Turn] = []
    quotations: list[Quotation] = []
    seen: Counter[tuple[Span, ...]] = Counter()
    outer = drafts(reading, skip)
    found = [
        *_with_turns(outer, turns_of(text, article.outlet, skip)),
        *nested(reading, outer, marks),
    ]
    for draft in sorted(found, key=_outer_first):
        resolution = _resolution(draft, resolver, turns)
        turns.append((draft.source or draft.pieces[0], resolution.speakers))
        quotations.append(
            Quotation(
                id=quotation_id(article.id, draft.pieces, seen[draft.pieces]),
                kind="direct" if draft.transcribed else kind_of(draft.pieces, marks, text),
                act=act_of(draft.cue.of(text) if draft.cue else None),
                pieces=draft.pieces,
                cue=draft.cue,
                speakers=resolution.speakers,
                confidence=draft.confidence * resolution.certainty,
                nested_in=_around(draft, quotations) if draft.nested else None,
            )
        )
        seen[draft.pieces] += 1
    return cast.people, tuple(quotations)


def _outer_first(draft: Draft) -> tuple[int, bool]:
    return draft.pieces[0].start, draft.nested


def _with_turns(found: Sequence[Draft], turns: Sequence[Turn]) -> list[Draft]:
    """The drafts with the turns of a transcript; what lies within a turn is nested in it, what
    only touches one is the model's own reading of the turn and goes."""
    whole = [Draft(turn.pieces, None, turn.label, TRANSCRIBED, transcribed=True) for turn in turns]
    kept: list[Draft] = []
    for draft in found:
        touched = [t for t in turns if any(p.meets(q) for p in draft.pieces for q in t.pieces)]
        if not touched:
            kept.append(draft)
        elif draft.source is not None and touched[0].holds(draft.source):
            kept.append(replace(draft, nested=True))
    return [*whole, *kept]


def _around(draft: Draft, before: Sequence[Quotation]) -> str | None:
    """The id of the latest quotation whose pieces hold the draft."""
    return next(
        (q.id for q in reversed(before) if any(p.holds(draft.pieces[0]) for p in q.pieces)), None
    )


def _resolution(draft: Draft, resolver: Resolver, turns: Sequence[_Turn]) -> Resolution:
    if draft.source is not None:
        return resolver.resolve(draft.source, turns, draft.pieces)
    if draft.continues and turns:
        going_on = tuple(
            Speaker(speaker.type, speaker.name, None, speaker.affiliation)
            for speaker in turns[-1][1]
        )
        return Resolution(going_on, 1.0, "goes on with the last speaker")
    return Resolution((UNKNOWN,), 1.0, "no source in the text")
