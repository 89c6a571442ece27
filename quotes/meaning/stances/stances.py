"""The sides that the quotations of a document take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from quotes.article import Quotation, Stance
from quotes.meaning.phrases import Phrase
from quotes.meaning.places import Places
from quotes.meaning.stances.candidates import Candidate, Candidates
from quotes.meaning.stances.model import SIDES, StanceModel
from quotes.meaning.stances.words import telling_words

SURE = 0.55
"""The least chance at which a side is told."""
MOST = 4
"""Stances of a quotation at most."""


@dataclass(frozen=True, slots=True)
class _Told:
    candidate: Candidate
    stance: Stance


class Stances:
    """Finds the stances of the quotations of one document."""

    def __init__(
        self, doc: Doc, places: Places, phrases: Sequence[Phrase], model: StanceModel
    ) -> None:
        self._doc = doc
        self._places = places
        self._candidates = Candidates(doc, places, phrases)
        self._model = model

    def of(self, quotation: Quotation) -> tuple[Stance, ...]:
        """The surest stances, best first, at most :data:`MOST`; none where there is doubt.

        A phrase within a longer one that has the same side is not told beside it.
        """
        told = sorted(self._told(quotation), key=lambda one: -one.stance.score)
        kept: list[_Told] = []
        for one in told:
            if not any(_is_within(one, other) for other in told):
                kept.append(one)
        return tuple(one.stance for one in kept[:MOST])

    def _told(self, quotation: Quotation) -> Iterator[_Told]:
        for passage in self._candidates.of(quotation):
            answer = self._model.answer(
                passage.span.of(self._doc.text),
                [candidate.target for candidate in passage.candidates],
            )
            for number, candidate in enumerate(passage.candidates):
                best = int(answer.chances[number].argmax())
                chance = float(answer.chances[number, best])
                if SIDES[best] != "neutral" and chance >= SURE:
                    words = telling_words(
                        self._doc,
                        self._places,
                        passage.span,
                        range(candidate.start, candidate.end),
                        answer.heeds[number],
                        answer.places,
                    )
                    stance = Stance(candidate.target, SIDES[best], round(chance, 3), words)
                    yield _Told(candidate, stance)


def _is_within(one: _Told, other: _Told) -> bool:
    """Whether the target is a part of another one with the same side."""
    inner, outer = one.candidate, other.candidate
    return (
        one.stance.polarity == other.stance.polarity
        and outer.start <= inner.start
        and inner.end <= outer.end
        and outer.end - outer.start > inner.end - inner.start
    )
