"""Words that turn the side: who supports the repeal of a tax does not support the tax.

Only English noun phrases, and verbs with their object, as targets of stances are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from quotes.store.standpoints.targets import FUNCTION_WORDS

Turn = Literal["same", "opposite", "unknown"]

TURNING = frozenset(
    """
    abolish abolishing abolishment abolition against anti ban banning boycott boycotting
    cancel canceling cancellation cancelling defund defunding eliminate eliminating
    elimination end ending halt halting never no not objecting objection oppose opposing
    opposition outlaw outlawing overturn overturning prohibit prohibiting prohibition reject
    rejecting rejection repeal repealing resistance resisting revocation revoke revoking
    rollback scrap scrapping stop stopping terminating termination veto vetoing
    """.split()
)
"""Who supports such a thing is against what it is done to, and the other way round."""

BREAKING = frozenset(
    """
    absence abuse accusation allegation alternative assault attack attacking avoidance breach
    cap close closing closure collapse combat combating condemnation crackdown crisis critic
    criticism critique curb curbing cut cutback cutting damage danger decrease delay delaying
    demolition denial denier denying dismantling doubt evasion exception exemption exit
    failure fear fighting fraud freeze freezing hostility lack leave leaving less limit
    limitation limiting loss lowering misuse moratorium non opponent pause postponement
    preventing prevention protester reduce reducing reduction refusal relief removal remove
    removing replacement replacing restricting restriction risk sanction scandal sceptic
    shortage shutdown skeptic suspend suspending suspension tackling threat victim violation
    waiver withdraw withdrawal withdrawing without
    """.split()
)
"""With such a word the side towards the rest cannot be told: a tax cut is no tax."""

LED = frozenset(
    """
    argument battle campaign campaigning case complaint demonstration fight lawsuit march
    movement protest protesting rally struggle suit vote voting war warning
    """.split()
)
"""Such a word is for something or against it, as the preposition after it says."""

CARRIERS = frozenset(
    """
    act adoption agreement amendment approval approving arrangement bill building concept
    construction creation decision draft draught establishment idea implementation
    implementing initiative introducing introduction law legislation measure motion move
    passage passing plan policy program programme project proposal rule scheme use
    """.split()
)
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
        if place > last and form in FUNCTION_WORDS:
            break
        if form in BREAKING or (form == _FREE and place > last):
            return "unknown"
        if form in LED and (place > first or not is_led(forms[place + 1 : first])):
            return "unknown"
        turned ^= form in TURNING
    return "opposite" if turned else "same"


def is_led(behind: Sequence[str]) -> bool:
    """Whether the first preposition behind a word of :data:`LED` says what it is for or against."""
    return next((form for form in behind if form in FUNCTION_WORDS | _LEADING), "") in _LEADING
