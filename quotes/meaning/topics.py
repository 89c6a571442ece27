"""What a quotation is about: entities and noun phrases of it and of its paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc

from quotes.article import Quotation, Span, TopicLink
from quotes.meaning.phrases import Phrase, phrases_of
from quotes.meaning.places import Places

MOST = 8
"""Topics of a quotation at most."""

_WITHIN = {"entity": 0.75, "phrase": 0.55}
_BESIDE = {"entity": 0.35, "phrase": 0.2}
_FREQUENCY = 0.2
_SEVERAL_WORDS = 0.05


class Topics:
    """Finds the topics of the quotations of one document."""

    def __init__(self, doc: Doc, places: Places) -> None:
        self._places = places
        self._phrases = phrases_of(doc)
        self._starts = [phrase.start for phrase in self._phrases]
        self._counts = Counter(phrase.key for phrase in self._phrases)

    def of(self, quotation: Quotation) -> tuple[TopicLink, ...]:
        """The best topics, best first, at most :data:`MOST`.

        An entity in the quotation scores above a phrase in it, both above what only the paragraph
        has; what the article has often scores higher. The speakers are no topic of their own.
        """
        best: dict[str, TopicLink] = {}
        for phrase, within in self._around(quotation):
            if _names_speaker(phrase, quotation):
                continue
            link = TopicLink(phrase.topic, self._score(phrase, within), phrase.origin)
            if phrase.key not in best or best[phrase.key].score < link.score:
                best[phrase.key] = link
        return tuple(sorted(best.values(), key=lambda link: -link.score)[:MOST])

    def _around(self, quotation: Quotation) -> Iterator[tuple[Phrase, bool]]:
        """The phrases of the quotation first, then those beside it in its paragraphs."""
        for piece in quotation.pieces:
            for phrase in self._phrases_in(piece):
                yield phrase, True
        taken = [quotation.cue, *(speaker.mention for speaker in quotation.speakers)]
        named = [self._places.tokens(span) for span in taken if span]
        for paragraph in dict.fromkeys(map(self._places.paragraph, quotation.pieces)):
            for phrase in self._phrases_in(paragraph):
                if not any(phrase.start in tokens for tokens in named):
                    yield phrase, False

    def _phrases_in(self, span: Span) -> list[Phrase]:
        tokens = self._places.tokens(span)
        first, last = (bisect_left(self._starts, place) for place in (tokens.start, tokens.stop))
        return self._phrases[first:last]

    def _score(self, phrase: Phrase, within: bool) -> float:
        base = (_WITHIN if within else _BESIDE)[phrase.origin]
        often = _FREQUENCY * (1 - 1 / self._counts[phrase.key])
        return round(base + often + _SEVERAL_WORDS * (" " in phrase.topic), 3)


def _names_speaker(phrase: Phrase, quotation: Quotation) -> bool:
    words = {word.rstrip("s") for word in phrase.key.split()}
    return any(
        words <= {word.rstrip("s") for word in speaker.name.casefold().split()}
        for speaker in quotation.speakers
    )
