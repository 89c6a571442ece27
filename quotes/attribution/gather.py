"""All quotations of a page: the model's, signed ones, free utterances, turns of a transcript,
nested ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.attribution.additions import Turn, nested, turns, with_signatures, with_utterances
from quotes.attribution.page import Draft, Page, without_overlaps
from quotes.attribution.spans import fitted
from quotes.lexicon import word_set
from quotes.reader.reading import Reading
from quotes.types import Act, Span

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
