"""Words that turn the side: who supports the repeal of a tax does not support the tax.

Only English noun phrases, and verbs with their object, as targets of stances are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from quotes.lexicon import word_set
from quotes.store.standpoints.targets import EMPTY_OF_TARGETS

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
