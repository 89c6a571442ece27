"""Quotations -> the same quotations with what they are about and which side they take.

A first version by rules, to be read in one sitting: entities and noun phrases as topics, and a
stance where a word of a small lexicon and the dependencies around it leave no doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quotes.article import Quotation
from quotes.meaning.places import Places
from quotes.meaning.stance import Stances
from quotes.meaning.topics import Topics

__all__ = ["understand"]


def understand(doc: Doc, quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations with ``topics`` and ``stances`` filled, in the same order.

    ``doc`` is the reader's document over the article's text: sentences, tags, dependencies
    (Universal Dependencies) and entities are set, and its characters are those that the
    quotations count in.
    """
    if not quotations:
        return ()
    places = Places(doc)
    topics, stances = Topics(doc, places), Stances(doc, places)
    return tuple(
        replace(quotation, topics=topics.of(quotation), stances=stances.of(quotation))
        for quotation in quotations
    )
