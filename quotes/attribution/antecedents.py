"""Who a pronoun or a description points back to: earlier mentions, weighed by the learned score.

What cannot be is left out first: another gender, a name inside the quotation's own words, somebody
named only later. The rest is ranked, each person by the likeliest of their mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.cast import Cast, CastMember
from quotes.attribution.coreference import REACH, Mention, Mentions, shipped
from quotes.attribution.source_phrases import is_human
from quotes.attribution.words import Words
from quotes.lexicon import ABBREVIATED, FEMALE_NOUNS, KIN, MALE_NOUNS
from quotes.reader.reading import Reading
from quotes.text.layout import lies_in
from quotes.types import Rival, Span, Speaker

# Where a text calls somebody of its cast by a description: "the minister", "the club's owner".


_LONGEST = 6


def callings(cast: Cast, owners: frozenset[int]) -> Iterator[tuple[int, range]]:
    """The number of the member and the tokens, for each "the ..." that fits one member alone.

    ``owners`` are the tokens that belong to names: what runs into one is a title.
    """
    words = cast.words
    for start in range(len(words)):
        if words.lower(start) != "the":
            continue
        head = start
        while head - start < _LONGEST and head + 1 < len(words) and words.joined(head):
            head += 1
            if words[head].pos not in ("ADJ", "NOUN", "PROPN") or head in owners:
                head -= 1
                break
        if head == start or head + 1 in owners or not is_human(words.lower(head)):
            continue
        wanted = {
            ABBREVIATED.get(plain, plain).lower()
            for at in range(start + 1, head + 1)
            if (plain := words.lower(at).rstrip("."))
        }
        fitting = [n for n, member in enumerate(cast.members) if wanted <= member.described]
        if len(fitting) == 1:
            yield fitting[0], range(start, head + 1)


EarlierQuotation = tuple[Span, tuple[Speaker, ...]]

LAST_SPEAKER = 1.0
"""What it adds to the log-odds to have spoken last: in news, who speaks goes on speaking."""
_MOST = 50.0
"""Log-odds at most, so that their powers stay numbers."""
_FAR = 4
"""Candidates further away than the score was trained for that are weighed where none is near."""


class Score(Protocol):
    """Log-odds of candidates for an antecedent against none of them."""

    def scores(
        self,
        words: Words,
        states: NDArray[np.float16],
        anaphor: Mention,
        candidates: Sequence[Mention],
    ) -> NDArray[np.float32]:
        """Log-odds (candidates,); ``states`` are those of the reading."""


@dataclass(frozen=True, slots=True)
class AntecedentCandidate:
    """Somebody whom a mention may mean, with the chance in [0, 1] that it does."""

    speaker: Speaker
    chance: float


class Antecedents:
    """Ranks those whom mentions of one article may point back to."""

    def __init__(self, reading: Reading, cast: Cast, score: Score | None = None) -> None:
        """``score`` is the shipped one where none is given."""
        found = reading.attributions
        contents = [
            content for earlier_quotation in found for content in earlier_quotation.contents
        ]
        self._words = cast.words
        self._states = reading.states
        self._cast = cast
        self._score = score or shipped()
        self._mentions = Mentions(cast.words, contents, [a.source for a in found if a.source])
        self._members = {member.person.name: member for member in cast.members}
        owners = frozenset(
            index
            for member in cast.members
            for naming in member.individual.namings
            for index in naming.tokens
        )
        self._called = [(cast.members[n], tokens) for n, tokens in callings(cast, owners)]

    def rank(
        self,
        mention: Span,
        gender: str | None,
        turns: Sequence[EarlierQuotation],
        content: Sequence[Span],
        among: Sequence[CastMember] | None = None,
    ) -> list[AntecedentCandidate]:
        """Whom a mention may mean, the likeliest first.

        :param gender: ``male`` or ``female`` where the mention shows it.
        :param turns: mention and speakers of the quotations before, in the order of the text.
        :param content: the pieces of the quotation, inside which no antecedent is looked for.
        :param among: the only people to weigh; all of the cast and unnamed speakers by default.
        """
        tokens = self._words.tokens(mention)
        if not tokens:
            return []
        found = list(self._named(mention, gender, content, among))
        if among is None:
            found += self._spoken(mention, gender, turns)
        here = tokens.start
        near = [candidate for candidate in found if here - candidate[1].tokens.stop < REACH]
        found = near or sorted(found, key=lambda candidate: candidate[1].tokens.start)[-_FAR:]
        scores = self._score.scores(
            self._words,
            self._states,
            self._mentions.at(tokens),
            [candidate for _, candidate in found],
        )
        speakers = [speaker for speaker, _ in found]
        last = self.last_speaker(mention, turns)
        bonus = [LAST_SPEAKER if speaker.name == last else 0.0 for speaker in speakers]
        return _ranked(speakers, scores + np.array(bonus, np.float32))

    def last_speaker(self, mention: Span, turns: Sequence[EarlierQuotation]) -> str | None:
        """The name of the one who spoke last, if alone, in this paragraph or the one before."""
        here = self._words.tokens(mention).start
        for span, speakers in reversed(turns):
            tokens = self._words.tokens(span)
            if not tokens or tokens.start >= here:
                continue
            gap = self._words[here].paragraph - self._words[tokens.start].paragraph
            return speakers[0].name if gap <= 1 and len(speakers) == 1 else None
        return None

    def _named(
        self,
        mention: Span,
        gender: str | None,
        content: Sequence[Span],
        among: Sequence[CastMember] | None,
    ) -> Iterable[tuple[Speaker, Mention]]:
        for member in self._cast.members if among is None else among:
            if gender and member.gender not in (None, gender):
                continue
            speaker = speaker_of(member, mention)
            for naming in member.individual.namings:
                inside = any(piece.holds(naming.span) for piece in content)
                if naming.span.end <= mention.start and not inside:
                    yield speaker, self._mentions.at(naming.tokens)
        for member, tokens in self._called:
            if (among is not None and member not in among) or (
                gender and member.gender not in (None, gender)
            ):
                continue
            span = self._words.span(tokens)
            if span.end <= mention.start and not any(piece.holds(span) for piece in content):
                yield speaker_of(member, mention), self._mentions.at(tokens)

    def _spoken(
        self, mention: Span, gender: str | None, turns: Sequence[EarlierQuotation]
    ) -> Iterable[tuple[Speaker, Mention]]:
        """Speakers before under other words than their names: "he", "a neighbour"."""
        for span, speakers in turns:
            if span.end > mention.start or len(speakers) != 1 or speakers[0].mention != span:
                continue
            speaker = speakers[0]
            if speaker.type == "person":
                member = self._members.get(speaker.name)
                if member is None or (gender and member.gender not in (None, gender)):
                    continue
                if any(naming.span.meets(span) for naming in member.individual.namings):
                    continue
            elif speaker.type != "unknown" or not _may_be_human(speaker, gender):
                continue
            tokens = self._words.tokens(span)
            if tokens:
                again = Speaker(speaker.type, speaker.name, mention, speaker.affiliation)
                yield again, self._mentions.at(tokens)


def _ranked(speakers: Sequence[Speaker], scores: NDArray[np.float32]) -> list[AntecedentCandidate]:
    """Each speaker once, by their likeliest mention; what is left of 1 is nobody's."""
    best: dict[str, float] = {}
    by_name: dict[str, Speaker] = {}
    for speaker, score in zip(speakers, scores.tolist(), strict=True):
        by_name.setdefault(speaker.name, speaker)
        best[speaker.name] = max(best.get(speaker.name, -_MOST), min(score, _MOST))
    whole = 1.0 + sum(exp(score) for score in best.values())
    order = sorted(best, key=lambda name: -best[name])
    return [AntecedentCandidate(by_name[name], exp(best[name]) / whole) for name in order]


def rivals(ranked: Sequence[AntecedentCandidate], most: int = 3) -> tuple[Rival, ...]:
    """Those behind the first, the likeliest first, without the hopeless."""
    return tuple(
        Rival(candidate.speaker.name, round(candidate.chance, 3))
        for candidate in ranked[1 : 1 + most]
        if candidate.chance >= 0.005
    )


def speaker_of(member: CastMember, mention: Span | None) -> Speaker:
    """The member as the speaker of a quotation."""
    return Speaker("person", member.person.name, mention, member.affiliation)


def people_before(
    cast: Cast, mention: Span, content: Iterable[Span], quoted: Sequence[Span]
) -> list[CastMember]:
    """The people named before a mention, outside of quotations, the last named first."""
    contents = list(content)
    last: dict[int, int] = {}
    for number, member in enumerate(cast.members):
        for naming in member.individual.namings:
            span = naming.span
            inside = lies_in(quoted, span) or any(content.holds(span) for content in contents)
            if span.start < mention.start and not inside:
                last[number] = span.start
    return [cast.members[n] for n in sorted(last, key=lambda n: -last[n])]


def _may_be_human(speaker: Speaker, gender: str | None) -> bool:
    nouns = [word.lower() for word in speaker.name.split()]
    wrong = FEMALE_NOUNS if gender == "male" else MALE_NOUNS if gender else frozenset()
    if gender and any(noun in wrong or KIN.get(noun, gender) not in (gender, "") for noun in nouns):
        return False
    return any(is_human(noun) for noun in nouns)
