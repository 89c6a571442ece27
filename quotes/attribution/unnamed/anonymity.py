"""Sources without a name: what the article tells of them, and how well that describes them.

Newsrooms ask that an unnamed source be described as fully as can be, and that readers learn why it
is not named (The Associated Press, "News Values and Principles"; Reuters, "Handbook of
Journalism"). The grade counts what is told: who they are, for whom they work, why no name is
given. A crowd ("voters", "critics") is nobody to whom anonymity was granted; it is a collective.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from quotes.article import Anonymity, Quotation, Span, Speaker
from quotes.attribution.cast import Cast
from quotes.attribution.unnamed.sourcing import Sourcing, sourcing_of
from quotes.attribution.unnamed.terms import Terms, is_hidden, masked, terms_in
from quotes.lexicon import word_set
from quotes.reader.marks import quoted

_GOES_ON = word_set("grammar", "goes_on")
"""First words of a sentence that goes on about the source of the sentence before."""
_PRONOUNS = word_set("grammar", "pronoun")
_GENERIC = word_set("people_nouns", "bare")
_TERMS_CUE = frozenset({"condition", "anonymity", "anonymously"})
"""Words of a cue that itself tells of the terms: "speaking on condition of anonymity"."""
_LOOK_AHEAD = 15
"""Sentences behind the source's in which its terms may stand."""


@dataclass(slots=True)
class _Source:
    """One unnamed source through an article: what its mentions tell, the first one first."""

    type: str
    name: str
    mention: Span
    told: list[Sourcing] = field(default_factory=list)
    terms: list[Terms] = field(default_factory=list)

    def anonymity(self) -> Anonymity:
        """Everything that is told of the source."""
        first = self.told[0]
        organization = next((s.organization for s in self.told if s.organization), None)
        reason = next((terms.reason for terms in self.terms if terms.reason), None)
        who = any(sourcing.tells_who for sourcing in self.told)
        return Anonymity(
            number=first.number,
            group=next((s.group for s in self.told if s.group), None),
            organization=organization,
            position=next((s.position for s in self.told if s.position), None),
            reason=reason,
            grade=who + (organization is not None) + (reason is not None),
            collective=first.crowd and not any(terms.asked for terms in self.terms),
        )


def with_anonymity(quotations: Iterable[Quotation], cast: Cast) -> tuple[Quotation, ...]:
    """The quotations, in reading order, their unnamed sources with what the article tells of them.

    People, organisations, papers and pronouns without an antecedent get nothing. "The officials"
    are the officials spoken of last: what is told of them anywhere holds for all they say.
    """
    listed = tuple(quotations)
    sources = _Sources(cast)
    known = [[sources.of(speaker, q) for speaker in q.speakers] for q in listed]
    return tuple(
        replace(
            quotation,
            speakers=tuple(
                replace(speaker, anonymity=source.anonymity()) if source else speaker
                for speaker, source in zip(quotation.speakers, found, strict=True)
            ),
        )
        if any(found)
        else quotation
        for quotation, found in zip(listed, known, strict=True)
    )


class _Sources:
    """The unnamed sources of one article, as its quotations are gone through."""

    def __init__(self, cast: Cast) -> None:
        self._words = cast.words
        self._organizations = cast.organizations
        self._quoted = tuple((q.span.start, q.span.end) for q in quoted(cast.words.text))
        self._found: list[_Source] = []

    def of(self, speaker: Speaker, quotation: Quotation) -> _Source | None:
        """The unnamed source that a speaker is, None for any other speaker."""
        if speaker.type not in ("group", "unknown"):
            return None
        mention = speaker.mention
        sourcing = self._sourcing(speaker, mention, quotation) if mention else None
        source = self._before(speaker, sourcing)
        if sourcing is None or mention is None:
            return source
        terms = self._terms(mention, sourcing, quotation)
        if source is None:
            if sourcing.known and not terms.asked:
                return None
            source = _Source(speaker.type, speaker.name, mention)
            self._found.append(source)
        source.told.append(sourcing)
        source.terms.append(terms)
        return source

    def _sourcing(self, speaker: Speaker, mention: Span, quotation: Quotation) -> Sourcing | None:
        places = self._words.places(mention)
        if not places or (len(places) == 1 and self._words.lower(places[0]) in _PRONOUNS):
            return None
        ends = [span.start for span in (*quotation.pieces, quotation.cue) if span]
        stop = min((end for end in ends if end >= mention.end), default=len(self._words.text))
        return sourcing_of(
            self._words,
            places,
            self._words.places(Span(mention.start, stop)).stop,
            self._organizations,
            plural=speaker.type == "group",
        )

    def _before(self, speaker: Speaker, sourcing: Sourcing | None) -> _Source | None:
        """The source spoken of before that is meant again."""
        for source in reversed(self._found):
            if sourcing is None:
                if (source.type, source.name) == (speaker.type, speaker.name):
                    return source
            elif source.mention == speaker.mention or _is_again(source.told[0], sourcing):
                return source
        return None

    def _terms(self, mention: Span, sourcing: Sourcing, quotation: Quotation) -> Terms:
        """What the sentence of the mention tells, else the next one that goes on about it."""
        away = [*self._quoted, *((piece.start, piece.end) for piece in quotation.pieces)]
        cue = quotation.cue
        if cue and not _TERMS_CUE & set(cue.of(self._words.text).lower().split()):
            away.append((cue.start, cue.end))
        sentences = self._sentences(self._words.places(mention)[0])
        here = terms_in(self._passage(next(sentences), away))
        if here.reason:
            return here
        follows = True
        for sentence in sentences:
            passage = self._passage(sentence, away)
            if is_hidden(passage):
                continue
            if self._names_again(sentence, sourcing) or (follows and self._goes_on(sentence)):
                then = terms_in(passage)
                if then.asked:
                    return then
            follows = False
        return here

    def _passage(self, sentence: range, away: Sequence[tuple[int, int]]) -> str:
        return masked(self._words.text, self._words.span(sentence), away)

    def _sentences(self, place: int) -> Iterator[range]:
        """The sentence of a place and those behind it."""
        for _ in range(1 + _LOOK_AHEAD):
            sentence = self._words.sentence_of(place)
            yield sentence
            place = sentence.stop
            if place >= len(self._words):
                return

    def _names_again(self, sentence: range, sourcing: Sourcing) -> bool:
        """Whether a sentence begins with the source's noun: "The senior officials"."""
        opening = [self._words.lower(at) for at in sentence[:5]]
        return opening[0] in ("the", "these", "those") and sourcing.head in opening

    def _goes_on(self, sentence: range) -> bool:
        """Whether a sentence begins as one does that goes on about whom the last one told of."""
        first, second = (self._words.lower(sentence.start + at) for at in (0, 1))
        return first in _GOES_ON or (first == "the" and second in _GENERIC)


def _is_again(source: Sourcing, mention: Sourcing) -> bool:
    """Whether "the officials" are those of an earlier mention."""
    alike = source.head == mention.head and (source.number == 1) == (mention.number == 1)
    return alike and mention.points_back and mention.bare
