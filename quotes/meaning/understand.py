"""Quotations -> the same quotations with what they are about and which side they take.

Topics are names, noun phrases and the subjects of a curated vocabulary; the side towards the
phrases of a quotation comes from a small network, which abstains where it is not sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.types import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from quotes.meaning.stance_model import StanceModel
    from quotes.meaning.vocabulary import Vocabulary


def understand(
    doc: Doc,
    quotations: Sequence[Quotation],
    vocabulary: Vocabulary | None = None,
    stances: StanceModel | None = None,
) -> tuple[Quotation, ...]:
    """The quotations with ``topics`` and ``stances`` filled, in the same order.

    ``doc`` is the reader's document over the article's text: sentences, tags, dependencies
    (Universal Dependencies) and entities are set, and its characters are those that the
    quotations count in; ``vocabulary`` are the curated topics to look for; ``stances`` says which
    side a text takes, without it no stances are found. What it needs is loaded here, so that a
    search by meaning loads no spaCy.
    """
    from quotes.meaning.phrases import TokenIndex
    from quotes.meaning.quotation_topics import Topics
    from quotes.meaning.stance_targets import Stances

    if not quotations:
        return ()
    tokens = TokenIndex(doc)
    topics = Topics(doc, tokens, vocabulary)
    sides = Stances(doc, tokens, topics.phrases, stances) if stances else None
    return tuple(
        replace(
            quotation,
            topics=topics.of(quotation),
            stances=sides.of(quotation) if sides else (),
        )
        for quotation in quotations
    )
