"""All quotations of a page: the model's, signed ones, free utterances, turns of a transcript,
nested ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.article import Span
from quotes.attribution.quotations.drafts import Draft, without_overlaps
from quotes.attribution.quotations.fitting import fitted
from quotes.attribution.quotations.nested import nested
from quotes.attribution.quotations.page import Page
from quotes.attribution.quotations.signatures import with_signatures
from quotes.attribution.quotations.transcript import Turn, turns
from quotes.attribution.quotations.utterances import with_utterances
from quotes.reader.reading import Reading

TRANSCRIBED = 0.9
"""Confidence in a turn of a transcript, times that of its speaker."""


def gathered(
    reading: Reading, page: Page, outlet: str | None = None, skip: Sequence[Span] = ()
) -> list[Draft]:
    """The drafts in reading order, an outer quotation before what is nested in it.

    ``skip`` are passages to pass over; ``outlet`` asks the questions in its interviews.
    """
    found = [
        draft for draft in fitted(reading, page) if not any(draft.pieces[0].meets(s) for s in skip)
    ]
    found = with_utterances(with_signatures(found, page), page)
    found = _with_turns(found, turns(page.text, outlet, skip))
    outer = [draft for draft in found if not draft.nested]
    inner = [draft for draft in found if draft.nested]
    inner = without_overlaps([*inner, *nested(reading, outer, page)])
    return sorted([*outer, *inner], key=lambda draft: (draft.pieces[0].start, draft.nested))


def _with_turns(found: Sequence[Draft], spoken: Sequence[Turn]) -> list[Draft]:
    """The drafts with the turns of a transcript; what lies within a turn is nested in it, what
    only touches one is the model's own reading of the turn and goes."""
    whole = [Draft(turn.pieces, None, turn.label, TRANSCRIBED, transcribed=True) for turn in spoken]
    kept: list[Draft] = []
    for draft in found:
        touched = [t for t in spoken if any(p.meets(q) for p in draft.pieces for q in t.pieces)]
        if not touched:
            kept.append(draft)
        elif draft.source is not None and touched[0].holds(draft.source):
            kept.append(replace(draft, nested=True))
    return [*whole, *kept]
