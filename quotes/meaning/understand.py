"""Quotations -> the same quotations with what they are about and which side they take.

Topics are names, noun phrases and the subjects of a curated vocabulary; the side towards the
phrases of a quotation comes from a small network, which abstains where it is not sure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quotes.meaning.phrases import KeyPhrase, TokenIndex, joined, phrases_of
from quotes.meaning.sides import StanceModel, Stances
from quotes.meaning.vocabulary import Vocabulary
from quotes.reader.reading import layout_of
from quotes.types import Quotation, Span, TopicLink

MOST = 8
"""Topics of a quotation that no vocabulary has, at most."""

_WITHIN = {"entity": 0.75, "phrase": 0.55}
_BESIDE = {"entity": 0.35, "phrase": 0.2}
_FREQUENCY = 0.2
_SEVERAL_WORDS = 0.05


class Topics:
    """Finds the topics of the quotations of one document."""

    def __init__(self, doc: Doc, tokens: TokenIndex, vocabulary: Vocabulary | None = None) -> None:
        self._layout = layout_of(doc)
        self._text = self._layout.text
        self._tokens = tokens
        self._vocabulary = vocabulary or Vocabulary(())
        found = phrases_of(doc)
        known = {phrase.key for phrase in found if self._vocabulary.named(phrase.topic)}
        self.phrases = joined(found, known)
        self._starts = [phrase.start for phrase in self.phrases]
        self._counts = Counter(phrase.key for phrase in self.phrases)

    def of(self, quotation: Quotation) -> tuple[TopicLink, ...]:
        """The topics of the vocabulary, and the best others, at most :data:`MOST`; best first.

        An entity in the quotation scores above a phrase in it, both above what only the paragraph
        has; what the article has often scores higher. The speakers are no topic of their own. What
        is a name of a topic of the vocabulary is that topic.
        """
        best: dict[str, TopicLink] = {}
        for phrase, within in self._around(quotation):
            if _names_speaker(phrase, quotation):
                continue
            link = TopicLink(phrase.topic, self._score(phrase, within), phrase.origin)
            if phrase.key not in best or best[phrase.key].score < link.score:
                best[phrase.key] = link
        curated = self._curated(quotation)
        own = []
        for link in sorted(best.values(), key=lambda link: -link.score):
            label = self._vocabulary.named(link.topic)
            if label is None:
                own.append(link)
            else:
                curated.setdefault(label, TopicLink(label, link.score, link.origin))
        return tuple(sorted((*curated.values(), *own[:MOST]), key=lambda link: -link.score))

    def _curated(self, quotation: Quotation) -> dict[str, TopicLink]:
        context = self._layout.context_of(quotation.pieces).of(self._text)
        found = self._vocabulary.links(quotation.text(self._text), context)
        return {link.topic: link for link in found}

    def _around(self, quotation: Quotation) -> Iterator[tuple[KeyPhrase, bool]]:
        """The phrases of the quotation first, then those beside it in its paragraphs."""
        for piece in quotation.pieces:
            for phrase in self._phrases_in(piece):
                yield phrase, True
        taken = [quotation.cue, *(speaker.mention for speaker in quotation.speakers)]
        named = [self._tokens.tokens(span) for span in taken if span]
        for paragraph in dict.fromkeys(map(self._tokens.paragraph, quotation.pieces)):
            for phrase in self._phrases_in(paragraph):
                if not any(phrase.start in tokens for tokens in named):
                    yield phrase, False

    def _phrases_in(self, span: Span) -> list[KeyPhrase]:
        tokens = self._tokens.tokens(span)
        first, last = (bisect_left(self._starts, index) for index in (tokens.start, tokens.stop))
        return self.phrases[first:last]

    def _score(self, phrase: KeyPhrase, within: bool) -> float:
        base = (_WITHIN if within else _BESIDE)[phrase.origin]
        often = _FREQUENCY * (1 - 1 / self._counts[phrase.key])
        return round(base + often + _SEVERAL_WORDS * (" " in phrase.topic), 3)


def _names_speaker(phrase: KeyPhrase, quotation: Quotation) -> bool:
    words = {word.rstrip("s") for word in phrase.key.split()}
    return any(
        words <= {word.rstrip("s") for word in speaker.name.casefold().split()}
        for speaker in quotation.speakers
    )


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
    side a text takes, without it no stances are found; words that were not said take none.
    """
    if not quotations:
        return ()
    tokens = TokenIndex(doc)
    topics = Topics(doc, tokens, vocabulary)
    sides = Stances(doc, tokens, topics.phrases, stances) if stances else None
    return tuple(
        replace(
            quotation,
            topics=topics.of(quotation),
            stances=sides.of(quotation) if sides and quotation.status == "said" else (),
        )
        for quotation in quotations
    )
