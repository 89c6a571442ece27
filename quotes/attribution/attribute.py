"""The room's door: a reading goes in, people and quotations come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quotes.article import Person, Quotation, Span, Speaker, quotation_id
from quotes.attribution.acts import act_of
from quotes.attribution.boilerplate import boilerplate
from quotes.attribution.cast import find_cast
from quotes.attribution.drafts import Draft, drafts, kind_of
from quotes.attribution.resolve import Resolution, Resolver
from quotes.reader.marks import quoted
from quotes.reader.reading import Reading

UNKNOWN = Speaker("unknown", "unknown")

_Turn = tuple[Span, tuple[Speaker, ...]]


def attribute(
    reading: Reading, article_id: str, credits: Sequence[Span] = ()
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
    for draft in drafts(reading, skip):
        resolution = _resolution(draft, resolver, turns)
        turns.append((draft.source or draft.pieces[0], resolution.speakers))
        quotations.append(
            Quotation(
                id=quotation_id(article_id, draft.pieces, seen[draft.pieces]),
                kind=kind_of(draft.pieces, marks, text),
                act=act_of(draft.cue.of(text) if draft.cue else None),
                pieces=draft.pieces,
                cue=draft.cue,
                speakers=resolution.speakers,
                confidence=draft.confidence * resolution.certainty,
            )
        )
        seen[draft.pieces] += 1
    return cast.people, tuple(quotations)


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
