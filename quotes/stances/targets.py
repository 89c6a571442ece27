"""What a stance is about: the core of its target, and whether that is what was asked for.

Only English noun phrases, and verbs with their object, as targets of stances are. Some words of a
target shift the side: who supports the repeal of a tax does not support the tax.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from quotes.lexicon import word_set
from quotes.meaning.vocabulary import Vocabulary
from quotes.stances.standpoints import Subject, TargetRelation, opposite
from quotes.text.normalize import (
    EMPTY_OF_TARGETS,
    GENERIC,
    KNOWN_TARGETS,
    content_of,
    fold,
    words_of,
)
from quotes.types import Polarity, Span

PolarityEffect = Literal["same", "opposite", "unknown"]

SHIFTERS = word_set("stance_words", "turning")
"""Who supports such a thing is against what it is done to, and the other way round."""

BLOCKERS = word_set("stance_words", "breaking")
"""With such a word the side towards the rest cannot be told: a tax cut is no tax."""

DIRECTED = word_set("stance_words", "led")
"""Such a word is for something or against it, as the preposition after it says."""

CARRIERS = word_set("stance_words", "carrier")
"""Who is for such a thing is for what it brings: the plan for a dam, the bill on a tax."""

_LEADING = frozenset(("for", "against"))
_FREE = "free"
_POINTING = word_set("stance_words", "pointing")
_VAGUE = _POINTING | CARRIERS | GENERIC
TopicOf = Callable[[str], str | None]
"""The label of the topic that a phrase names, None if it names none."""
NamesIn = Callable[[str], Iterable[Span]]
"""Where in a target the names of the topic stand that was asked for."""


def polarity_effect(forms: Sequence[str], named: Collection[int]) -> PolarityEffect:
    """How a side towards a whole target carries over to a part of it.

    Before the part every turning word counts, behind it those that stand right there ("toll
    repeal", but not "toll with a ban on lorries").

    :param forms: the words of the target as :func:`quotes.text.normalize.words_of` gives them.
    :param named: the indices of the part's words, at least one.
    """
    first, last = min(named), max(named)
    turned = False
    for index, form in enumerate(forms):
        if index in named:
            continue
        if index > last and form in EMPTY_OF_TARGETS:
            break
        if form in BLOCKERS or (form == _FREE and index > last):
            return "unknown"
        if form in DIRECTED and (index > first or not is_directed(forms[index + 1 : first])):
            return "unknown"
        turned ^= form in SHIFTERS
    return "opposite" if turned else "same"


def is_directed(behind: Sequence[str]) -> bool:
    """Whether the first preposition behind a directed word says what it is for or against."""
    return next((form for form in behind if form in EMPTY_OF_TARGETS | _LEADING), "") in _LEADING


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
    telling = [index for index in every if forms[index] not in EMPTY_OF_TARGETS] or every
    core = [index for index in telling if not _is_around(forms, index)]
    if not core or _turns_part(forms, core) or polarity_effect(forms, core) == "unknown":
        core = telling
    key = sorted({forms[index] for index in core})
    return Subject(
        key=" ".join(key),
        label=target[words[core[0]].start : words[core[-1]].end],
        turned=polarity_effect(forms, core) == "opposite",
        vague=_VAGUE.issuperset(key),
    )


def _is_around(forms: Sequence[str], index: int) -> bool:
    """Whether the word turns or only carries what the target is about."""
    form = forms[index]
    return form in SHIFTERS | CARRIERS or (form in DIRECTED and is_directed(forms[index + 1 :]))


def _turns_part(forms: Sequence[str], core: Sequence[int]) -> bool:
    """Whether a word turns not the core but something behind it: "toll with a ban on lorries"."""
    within = False
    for index, form in enumerate(forms):
        if within and form in SHIFTERS:
            return True
        within |= index > core[0] and form in EMPTY_OF_TARGETS
    return False


def subject_in(target: str, article: str, topic_of: TopicOf) -> Subject:
    """The subject of a target in an article, which is a topic's where the core names one.

    :param topic_of: the label of the topic that a phrase names.
    """
    found = subject_of(target)
    label = topic_of(found.label)
    if label is not None:
        return replace(found, key=fold(label), vague=False)
    return replace(found, key=f"{found.key} ({article})") if found.vague else found


@dataclass(frozen=True, slots=True)
class TargetMatch:
    """How a target belongs to what was asked for; ``turned``: the side is the opposite one."""

    relation: TargetRelation
    turned: bool = False

    def side(self, polarity: Polarity) -> Polarity:
        """The side towards what was asked for, of a stance towards the target."""
        return opposite(polarity) if self.turned else polarity


class TargetQuery:
    """What sides are wanted towards: the words asked for, and the names of their topic."""

    def __init__(
        self, target: str, names_in: NamesIn | None = None, similar: Collection[str] = ()
    ) -> None:
        """Take the words asked for.

        :param names_in: where the names of their topic stand in a target, if they name one.
        :param similar: the targets that are known to be close in meaning.
        """
        self._words = content_of(target)
        self._subject = subject_of(target)
        self._names_in = names_in
        self._similar = frozenset(similar)

    def relation(self, target: str) -> TargetMatch | None:
        """How a target belongs to what was asked for.

        None if it does not, or if nothing can be said of the side: "cuts to the tax".
        """
        words = words_of(target)
        forms = [word.form for word in words]
        if self._words and self._words <= set(forms):
            named = [index for index, form in enumerate(forms) if form in self._words]
            same = subject_of(target).key == self._subject.key
            return _carried_over(forms, named, "same" if same else "part")
        for span in self._names_in(target) if self._names_in else ():
            named = [i for i, word in enumerate(words) if span.meets(Span(word.start, word.end))]
            if named and (found := _carried_over(forms, named, "topic")):
                return found
        return TargetMatch("similar") if target in self._similar else None


def _carried_over(
    forms: list[str], named: list[int], relation: TargetRelation
) -> TargetMatch | None:
    effect = polarity_effect(forms, named)
    return None if effect == "unknown" else TargetMatch(relation, effect == "opposite")


def topic_names(vocabulary: Vocabulary, topic: str) -> NamesIn:
    """Where the label and the synonyms of a topic stand; a pattern may mean something beside it."""

    def names_in(target: str) -> Iterator[Span]:
        for hit in vocabulary.hits(target):
            if hit.term.topic == topic and hit.term.kind != "pattern":
                yield hit.span

    return names_in
