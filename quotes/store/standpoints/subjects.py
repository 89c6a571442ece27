"""What two stances have to share to be about the same thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from quotes.lexicon import word_set
from quotes.meaning.nouns import GENERIC
from quotes.store.folding import fold
from quotes.store.standpoints.targets import EMPTY_OF_TARGETS, KNOWN_TARGETS, words_of
from quotes.store.standpoints.turning import CARRIERS, LED, TURNING, is_led, turn_of

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
