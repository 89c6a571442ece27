"""What a quotation asks: who speaks? The mention that asks, its candidates, and their features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from quotes.attribution.candidates import (
    STANDING,
    Candidate,
    CandidateKind,
    Ints,
    MentionTable,
    SourceOverlap,
    Standing,
    group_of,
    pair_features,
    speaker_features,
)
from quotes.attribution.cast import Cast
from quotes.attribution.coreference import Agreement, Form, Mention, Mentions
from quotes.attribution.person_mentions import told_alike
from quotes.attribution.source_phrases import is_human
from quotes.attribution.spans import Draft
from quotes.lexicon import ABBREVIATED
from quotes.names.person import fold_word
from quotes.types import Span

Entity = tuple[str, int]
"""Who is meant: ("person", number in the cast), ("body", number) or ("draft", number of the
quotation whose source is somebody that the article does not name)."""

EARLIER = 8
"""So many quotations back their sources are candidates."""
_MOST_PARAGRAPHS, _MOST_COUNT, _MOST_RECENT = 5, 5, 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A quotation that asks for its speaker.

    ``rows`` are the two words that ask: head and first word of the source, or the first and last
    word of the content where there is no source. ``candidates`` and ``features`` (candidates,
    groups) go together.
    """

    mention: Mention
    has_source: bool
    rows: tuple[int, int]
    candidates: tuple[Candidate, ...]
    features: Ints


class SpeakerQuestions:
    """Makes the questions of one article's quotations."""

    def __init__(self, cast: Cast, drafts: Sequence[Draft]) -> None:
        """``drafts`` are the quotations in reading order."""
        words = cast.words
        self._words, self._cast, self._drafts = words, cast, drafts
        contents = [piece for draft in drafts for piece in draft.pieces]
        self._make = Mentions(words, contents, [d.source for d in drafts if d.source])
        self._sources = [words.tokens(d.source) if d.source else range(0) for d in drafts]
        found: dict[tuple[int, int, int], Candidate] = {}
        taken: set[tuple[int, int]] = set()

        def add(tokens: range, kind: CandidateKind, number: int) -> None:
            place = tokens.start, tokens.stop
            if tokens and (kind == CandidateKind.PERSON or place not in taken):
                found[*place, number] = Candidate(self._make.at(tokens), kind, number)
                taken.add(place)

        for number, tokens in _namings(cast):
            add(tokens, CandidateKind.PERSON, number)
        owners = frozenset(at for one in found.values() for at in one.mention.tokens)
        for number, body in enumerate(cast.organizations):
            for span in body.mentions:
                add(words.tokens(span), CandidateKind.BODY, number)
        for number, tokens in callings(cast, owners):
            add(tokens, CandidateKind.CALLED, number)
        named = [found[key] for key in sorted(found)]
        sources = [
            Candidate(self._make.at(tokens), CandidateKind.SOURCE, number)
            for number, tokens in enumerate(self._sources)
            if tokens
        ]
        self._all = (*named, *sources)
        self._named = len(named)
        self._table = MentionTable([one.mention for one in self._all])
        self._kinds = np.array([one.kind for one in self._all], dtype=np.int64)
        self._counts = Counter(self._entity(one) for one in named)
        self._bags = [self._bag(one.mention.tokens) for one in self._all]
        self._full = [self._full_bag(one) for one in self._all]

    def _entity(self, candidate: Candidate) -> Entity:
        if candidate.kind == CandidateKind.SOURCE:
            return "draft", candidate.number
        return ("body" if candidate.kind == CandidateKind.BODY else "person"), candidate.number

    def _bag(self, tokens: range) -> frozenset[str]:
        return frozenset(fold_word(self._words[at].text) for at in tokens)

    def _full_bag(self, candidate: Candidate) -> frozenset[str]:
        if candidate.kind == CandidateKind.SOURCE:
            return frozenset()
        if candidate.kind == CandidateKind.BODY:
            name = self._cast.organizations[candidate.number].name
        else:
            name = self._cast.members[candidate.number].person.name
        return frozenset(fold_word(word) for word in name.split())

    def entity(self, candidate: Candidate, resolved: Mapping[int, Entity]) -> Entity:
        """Whom a candidate is; the source of another quotation is whom that was resolved to."""
        entity = self._entity(candidate)
        return resolved.get(candidate.number, entity) if entity[0] == "draft" else entity

    def ask(self, number: int, resolved: Mapping[int, Entity]) -> Asked | None:
        """The question of one quotation; ``resolved`` are the answers to those before it.

        None where none of its words is a word of the article.
        """
        words, draft = self._words, self._drafts[number]
        source = self._sources[number]
        pieces = [tokens for piece in draft.pieces if (tokens := words.tokens(piece))]
        if not pieces:
            return None
        mention = self._make.at(source or pieces[0][:1])
        chosen = [
            at
            for at, one in enumerate(self._all)
            if (
                number - EARLIER <= one.number < number
                if one.kind == CandidateKind.SOURCE
                else True
            )
        ]
        index = np.array(chosen, dtype=np.int64)
        table = self._table
        candidates = tuple(self._all[at] for at in chosen)
        entities = [self.entity(one, resolved) for one in candidates]
        base = pair_features(mention, table)[index]
        inside = {at for tokens in pieces for at in tokens}
        columns = [
            self._overlaps(chosen, mention, source),
            np.array([self._standing(one, pieces, inside) for one in candidates]),
            np.clip(words[pieces[0].start].paragraph - table.paragraph[index] + 1, 0, 5),
            self._turns(entities, number, resolved, bool(source)),
            np.array([min(_MOST_COUNT, self._counts.get(entity, 0)) for entity in entities]),
            np.array([self._gender(one, mention) for one in candidates]),
            np.full(len(chosen), self._side(draft, source, pieces)),
            self._recent(candidates, entities, mention),
            np.array(
                [
                    3 * (mention.agreement == Agreement.PLURAL)
                    + (1 if one.mention.agreement == Agreement.PLURAL else 0)
                    + (2 if one.mention.agreement == Agreement.THING else 0)
                    for one in candidates
                ]
            ),
        ]
        groups = [np.asarray(column, dtype=np.int64) for column in columns]
        own = speaker_features(self._kinds[index], self._ask_kind(mention, source), groups)
        rows = (mention.head, source.start) if source else (pieces[0].start, pieces[-1].stop - 1)
        return Asked(mention, bool(source), rows, candidates, np.concatenate([base, own], axis=1))

    def _ask_kind(self, mention: Mention, source: range) -> int:
        if not source:
            return 4
        if mention.form == Form.DESCRIPTION and any(
            one.kind == CandidateKind.PERSON
            and source.start <= one.mention.tokens.start < source.stop
            for one in self._all[: self._named]
        ):
            return 3
        return int(mention.form)

    def _overlaps(self, chosen: Sequence[int], mention: Mention, source: range) -> Ints:
        if not source:
            return np.zeros(len(chosen), dtype=np.int64)
        plain = mention.form != Form.PRONOUN
        bag = self._bag(source) if plain else frozenset()
        last = max(
            (
                at
                for at in chosen
                if at < self._named and self._all[at].mention.tokens.stop <= source.start
            ),
            key=lambda at: self._all[at].mention.tokens.start,
            default=-1,
        )
        return np.array(
            [2 * self._overlap(at, mention, source, bag) + (at == last) for at in chosen],
            dtype=np.int64,
        )

    def _overlap(
        self, at: int, mention: Mention, source: range, bag: frozenset[str]
    ) -> SourceOverlap:
        one = self._all[at]
        tokens = one.mention.tokens
        if source.start <= tokens.start and tokens.stop <= source.stop:
            return SourceOverlap.HEAD if one.mention.head == mention.head else SourceOverlap.INSIDE
        if bag and bag == self._bags[at]:
            return SourceOverlap.SAME
        if bag & self._bags[at] or bag & self._full[at]:
            return SourceOverlap.SHARED
        if one.kind in (CandidateKind.PERSON, CandidateKind.CALLED) and (
            bag & self._cast.members[one.number].described
        ):
            return SourceOverlap.DESCRIBED
        return SourceOverlap.NONE

    def _standing(self, one: Candidate, pieces: Sequence[range], inside: set[int]) -> Standing:
        words, at = self._words, one.mention.tokens.start
        first, last = pieces[0].start, pieces[-1].stop - 1
        if at in inside:
            return Standing.INSIDE
        if at > last:
            if words[at].sentence == words[last].sentence:
                return Standing.BEHIND_SAME_SENTENCE
            same = words[at].paragraph == words[last].paragraph
            return Standing.BEHIND_SAME_PARAGRAPH if same else Standing.BEHIND
        if at > first:
            return Standing.BETWEEN
        if words[at].sentence == words[first].sentence:
            return Standing.SAME_SENTENCE
        back = words[first].paragraph - words[at].paragraph
        if back == 0:
            return Standing.SAME_PARAGRAPH
        return Standing.PARAGRAPH_BEFORE if back == 1 else Standing.BEFORE

    def _turns(
        self,
        entities: Sequence[Entity],
        number: int,
        resolved: Mapping[int, Entity],
        has_source: bool,
    ) -> Ints:
        previous = resolved.get(number - 1)
        before = resolved.get(number - 2)
        spoken = {resolved[at] for at in resolved if at < number}
        turns = [
            1 if one == previous else 2 if one == before else 3 if one in spoken else 0
            for one in entities
        ]
        return np.array(turns, dtype=np.int64) + 4 * (not has_source)

    def _gender(self, one: Candidate, mention: Mention) -> int:
        if one.kind in (CandidateKind.BODY, CandidateKind.SOURCE):
            return 3 if one.kind == CandidateKind.BODY else 4
        gender = self._cast.members[one.number].gender
        if gender is None or mention.agreement not in (Agreement.MALE, Agreement.FEMALE):
            return 0
        return 1 if (gender == "male") == (mention.agreement == Agreement.MALE) else 2

    def _side(self, draft: Draft, source: range, pieces: Sequence[range]) -> int:
        side = 0 if not source else 1 if source.start < pieces[0].start else 2
        return side + 3 * draft.nested

    def _recent(
        self, candidates: Sequence[Candidate], entities: Sequence[Entity], mention: Mention
    ) -> Ints:
        here = mention.tokens.start
        order: dict[Entity, int] = {}
        ranked = sorted(
            zip(candidates, entities, strict=True), key=lambda pair: -pair[0].mention.tokens.start
        )
        for one, entity in ranked:
            if one.mention.tokens.start < here:
                order.setdefault(entity, len(order))
        return np.array(
            [min(_MOST_RECENT, order[one]) if one in order else 6 for one in entities],
            dtype=np.int64,
        )


# Where a text calls somebody of its cast by a description: "the minister", "the club's owner".


def _namings(cast: Cast) -> Iterator[tuple[int, range]]:
    """The number of a member and the tokens, for each naming; a family name alone that several
    bear, and whose title and apposition do not tell them apart, may be each of theirs."""
    bearing: dict[str, list[int]] = {}
    for number, member in enumerate(cast.members):
        families = {
            naming.name.family for naming in member.individual.namings if naming.name.is_full
        }
        for family in families:
            bearing.setdefault(family, []).append(number)
    full = [
        [naming for naming in member.individual.namings if naming.name.is_full]
        for member in cast.members
    ]
    for number, member in enumerate(cast.members):
        for naming in member.individual.namings:
            yield number, naming.tokens
            if len(naming.name.words) != 1 or naming.gender is not None:
                continue
            told = told_alike(cast.words, naming, full[number])
            for other in bearing.get(naming.name.words[0], ()):
                if other != number and told <= told_alike(cast.words, naming, full[other]):
                    yield other, naming.tokens


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


def standing_of(features: Ints) -> Ints:
    """How the candidates of a question stand beside the quotation, by their features."""
    return group_of(features, STANDING)


def drafted(
    pieces: Sequence[Span], source: Span | None, cue: Span | None, *, nested: bool = False
) -> Draft:
    """A marked quotation as the draft that the reader would have made of it."""
    return Draft(tuple(pieces), cue, source, 1.0, continues=source is None, nested=nested)
