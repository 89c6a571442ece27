"""Short forms of a phrase in one article: "the drills" after "the military drills"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from quotes.meaning.phrases import Phrase


def joined(phrases: Sequence[Phrase], known: Collection[str] = ()) -> list[Phrase]:
    """The same phrases, where a short form has the topic of the longer phrase that it stands for.

    A noun alone stands for a longer phrase before it that ends in this noun, if it is definite or
    in the plural and the article has only one such phrase.

    :param phrases: those of one article, in text order.
    :param known: keys that are topics of their own, which stand for nothing else.
    """
    longer: dict[str, dict[str, Phrase]] = defaultdict(dict)
    for phrase in phrases:
        words = phrase.key.split()
        if phrase.origin == "phrase" and len(words) > 1:
            longer[words[-1]].setdefault(phrase.key, phrase)
    return [_fuller(phrase, longer.get(phrase.key, {}), known) for phrase in phrases]


def _fuller(phrase: Phrase, longer: dict[str, Phrase], known: Collection[str]) -> Phrase:
    if not phrase.refers or len(longer) != 1 or phrase.key in known:
        return phrase
    (fuller,) = longer.values()
    return replace(phrase, topic=fuller.topic) if fuller.start < phrase.start else phrase
