"""Who speaks: of the people, bodies and earlier sources of an article, the likeliest, or nobody.

The learned score weighs every candidate (:mod:`quotes.attribution.pairs`); here stand only what
cannot be, how many speak, and what a source is called that means nobody of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.bodies import PREPOSITIONS
from quotes.attribution.candidates import Candidate, CandidateKind, Standing
from quotes.attribution.cast import Cast
from quotes.attribution.confidence import Way
from quotes.attribution.coreference import Agreement, Form
from quotes.attribution.pairs import PairScorer, shipped
from quotes.attribution.person_mentions import is_title
from quotes.attribution.source_phrases import NUMBERS, PAIRS, is_plural, phrase_of, source_of
from quotes.attribution.spans import Draft
from quotes.attribution.speakers import Asked, Entity, SpeakerQuestions, standing_of
from quotes.lexicon import UTTERANCES
from quotes.reader.reading import Reading
from quotes.types import UNKNOWN_SPEAKER, Rival, Span, Speaker

JOINT = 0.5
"""Share of the likeliest speaker's chance from which another one speaks with them."""
COUNTED = 0.2
"""The same where the source tells how many speak."""
ALONE = 0.75
"""Chance from which one speaker is enough for a mention that may mean several."""
SURELY = 0.8
"""Chance from which a description tells the posts of whom it means."""
_MOST_RIVALS, _HOPELESS = 3, 0.005
_PRONOUN_GROUPS = frozenset({"they", "them", "their", "we", "us", "our", "both", "who"})
_DEPENDENT = frozenset(
    {"compound", "nmod", "nmod:poss", "nmod:unmarked", "obl", "obl:agent", "acl:relcl", "acl"}
)
"""Relations of a name to a noun that the source is, and that the name is not."""
_UNNAMED = frozenset({"a", "an", "another", "one", "some", "those", *NUMBERS}) - {"both"}
"""Words that open a source of people whom it does not name."""
_BREAKS = frozenset({",", "(", "—", "–", ";", ":"})
"""Marks behind which an apposition may name who the source is."""
_JOINS = frozenset({",", "and", "the"})
"""What stands between the names of several who speak together."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who speaks: the speakers, the chance in [0, 1] that they are right, how they were found, why,
    and who else was weighed, the likeliest first."""

    speakers: tuple[Speaker, ...]
    certainty: float
    way: Way
    reason: str
    rivals: tuple[Rival, ...] = ()


class Resolver:
    """Resolves the sources of one article's quotations, one after the other."""

    def __init__(
        self,
        reading: Reading,
        cast: Cast,
        drafts: Sequence[Draft],
        scorer: PairScorer | None = None,
    ) -> None:
        """``drafts`` are the quotations in reading order; ``scorer`` is the shipped one where none
        is given."""
        if reading.text != cast.words.text:
            raise ValueError("the reading and the cast are of two different texts")
        self._words, self._cast, self._drafts = cast.words, cast, drafts
        self._vectors, self._doc = reading.vectors, reading.doc
        self._scorer = scorer or shipped()
        self._questions = SpeakerQuestions(cast, drafts)
        self._resolved: dict[int, Entity] = {}
        self._loose: dict[Entity, Speaker] = {}
        self._described: dict[int, int] = {}

    def resolve(self, number: int) -> Resolution:
        """Who speaks the quotation of this number; those before it must have been asked for."""
        draft = self._drafts[number]
        asked = self._questions.ask(number, self._resolved)
        if asked is None:
            self._resolved[number] = "draft", number
            return Resolution((UNKNOWN_SPEAKER,), 0.2, "unknown", "no words")
        chances, nobody = self._chances(asked, draft)
        chosen = self._chosen(asked, chances, nobody)
        speakers: tuple[Speaker, ...]
        certainty: float
        if chosen:
            self._resolved[number] = chosen[0]
            speakers = tuple(self._speaker(entity, draft.source) for entity in chosen)
            certainty = sum(chances[entity] for entity in chosen)
            way = self._way(asked, chosen[0])
            reason = _reason(way)
            kind, member = chosen[0]
            if len(chosen) == 1 and kind == "person" and certainty >= SURELY:
                self._described |= dict.fromkeys(
                    asked.mention.tokens if asked.has_source else (), member
                )
        else:
            self._resolved[number] = "draft", number
            speaker, way, reason = self._nobody_named(asked, draft)
            certainty = nobody
            self._loose["draft", number] = speaker
            speakers = (speaker,)
        rivals = tuple(
            Rival(self._speaker(entity, None).name, round(chance, 3))
            for entity, chance in chances.most_common(len(chosen) + _MOST_RIVALS)
            if entity not in chosen and chance >= _HOPELESS
        )
        return Resolution(speakers, min(1.0, certainty), way, reason, rivals[:_MOST_RIVALS])

    def described(self) -> dict[int, int]:
        """The words of descriptions that surely mean one member of the cast, with their number."""
        return dict(self._described)

    def _chances(self, asked: Asked, draft: Draft) -> tuple[Counter[Entity], float]:
        """The chance of each entity, and of nobody among them."""
        words = self._words
        scores, nobody = self._scorer.scores(
            self._vectors,
            np.array([words[at].token for at in asked.rows]),
            np.array([words[c.mention.tokens.start].token for c in asked.candidates], np.int64),
            np.array([words[c.mention.head].token for c in asked.candidates], np.int64),
            asked.features,
        )
        scores = np.where(self._barred(asked, draft), -np.inf, scores)
        everything = np.append(scores, nobody)
        odds = np.exp(everything - everything.max())
        odds /= odds.sum()
        chances: Counter[Entity] = Counter()
        for candidate, chance in zip(asked.candidates, odds.tolist(), strict=False):
            if chance:
                chances[self._questions.entity(candidate, self._resolved)] += chance
        return chances, float(odds[-1])

    def _barred(self, asked: Asked, draft: Draft) -> NDArray[np.bool_]:
        """The candidates that cannot be: of another gender, of another kind than the pronoun,
        named inside the quotation's own words, or only as a part of what the source is; without
        a name where the source is a person's; all but whom the label of a transcript names; and
        all but who stands right before a relative pronoun."""
        only = self._only(asked, draft)
        pronoun = asked.mention.form == Form.PRONOUN and asked.has_source
        wanted = asked.mention.agreement if pronoun else Agreement.UNKNOWN
        inside = standing_of(asked.features) == Standing.INSIDE
        depends = [self._depends(asked, one) for one in asked.candidates]
        named = any(
            one.kind == CandidateKind.PERSON and one.mention.head == asked.mention.head and not part
            for one, part in zip(asked.candidates, depends, strict=True)
        )
        return np.array(
            [
                own
                or part
                or not (only is None or _holds(only, _place(one)))
                or (named and asked.has_source and self._is_loose(one))
                or self._disagrees(self._questions.entity(one, self._resolved), wanted)
                for one, own, part in zip(asked.candidates, inside.tolist(), depends, strict=True)
            ],
            dtype=bool,
        )

    def _only(self, asked: Asked, draft: Draft) -> tuple[int, int] | None:
        """The only tokens that can name the speaker, where a label or a relative pronoun tells."""
        source = asked.mention.tokens
        if draft.transcribed:
            return (source.start, source.stop) if asked.has_source else (0, 0)
        if not asked.has_source or self._words.phrase(source).lower() != "who":
            return None
        end = source.start - (self._words.lower(source.start - 1) == ",")
        named = [
            _place(one)
            for one in asked.candidates
            if one.kind == CandidateKind.PERSON and one.mention.tokens.stop == end
        ]
        return min(named, default=None)

    def _is_loose(self, candidate: Candidate) -> bool:
        """Whether a candidate is somebody whom the article does not name."""
        return self._questions.entity(candidate, self._resolved)[0] == "draft"

    def _depends(self, asked: Asked, candidate: Candidate) -> bool:
        """Whether a name only tells whose source it is: "a spokesman for X", "two X donors"."""
        source, tokens = asked.mention.tokens, candidate.mention.tokens
        named = candidate.kind == CandidateKind.PERSON and asked.has_source
        if not named or tokens.start < source.start or source.stop < tokens.stop:
            return False
        if self._belongs(source, tokens):
            return True
        first, last = self._words[source[0]].token, self._words[source[-1]].token
        inside = {self._words[at].token for at in tokens}
        for token in (self._doc[at] for at in sorted(inside)):
            if token.head.i in inside and token.head.i != token.i:
                continue
            while token.head.i != token.i and first <= token.head.i <= last:
                if token.dep_ in _DEPENDENT and token.head.lower_ not in UTTERANCES:
                    return True
                token = token.head
        return False

    def _belongs(self, source: range, name: range) -> bool:
        """Whether a name stands behind a preposition in a source that names nobody itself: "an
        agent of Captain Y", "friends of Y"."""
        words = self._words
        behind = unnamed = False
        for at in range(source.start, name.start):
            lower = words.lower(at)
            if lower in _BREAKS:
                behind = False
            elif lower in PREPOSITIONS:
                behind = True
                unnamed = unnamed or (at > source.start and is_plural(words.lower(at - 1)))
        return behind and (unnamed or words.lower(source.start) in _UNNAMED)

    def _disagrees(self, entity: Entity, wanted: Agreement) -> bool:
        kind, number = entity
        if wanted in (Agreement.MALE, Agreement.FEMALE):
            if kind == "body":
                return True
            gender = self._cast.members[number].gender if kind == "person" else None
            return gender is not None and (gender == "male") != (wanted == Agreement.MALE)
        return wanted == Agreement.THING and kind == "person"

    def _chosen(self, asked: Asked, chances: Counter[Entity], nobody: float) -> list[Entity]:
        """The entities that speak, in the order of the text; none where nobody is likelier."""
        conjoined = self._conjoined(asked, chances)
        if conjoined:
            return conjoined
        ranked = chances.most_common()
        if not ranked:
            return []
        best, chance = ranked[0]
        number = self._number(asked)
        if number == 1 or chance >= ALONE:
            return [best] if chance > nobody else []
        least = JOINT if number is None else COUNTED
        joint = [entity for entity, other in ranked if other >= least * chance]
        joint = [entity for entity in joint if entity[0] == best[0] or number is None]
        if number is not None:
            joint = joint[:number] if len(joint) >= number else []
        return self._in_order(joint) if sum(chances[one] for one in joint) > nobody else []

    def _conjoined(self, asked: Asked, chances: Counter[Entity]) -> list[Entity]:
        """All whom a source names that is nothing but names: "co-leaders X and Y"."""
        words, source = self._words, asked.mention.tokens
        named: dict[tuple[int, int], list[Entity]] = {}
        for one in asked.candidates:
            inside = _holds((source.start, source.stop), _place(one))
            if inside and one.kind in (CandidateKind.PERSON, CandidateKind.BODY):
                entity = self._questions.entity(one, self._resolved)
                named.setdefault(_place(one), []).append(entity)
        places = [
            place
            for place in sorted(named)
            if not any(other != place and _holds(other, place) for other in named)
        ]
        if not asked.has_source or len(places) < 2:
            return []
        runs = [places[:1]]
        for before, place in pairwise(places):
            gap = [words.lower(at) for at in range(before[1], place[0])]
            if gap and all(word in _JOINS or is_title(word) for word in gap):
                runs[-1].append(place)
            else:
                runs.append([place])
        run = next((run for run in runs if len(run) > 1 and self._is_all(source, run)), [])
        found = [max(named[place], key=lambda entity: chances[entity]) for place in run]
        return self._in_order(list(dict.fromkeys(found))) if len(set(found)) > 1 else []

    def _is_all(self, source: range, run: Sequence[tuple[int, int]]) -> bool:
        """Whether names that stand together, joined by "and", are all that a source is."""
        words, (first, _), (_, last) = self._words, run[0], run[-1]
        marks = [at + 1 for at in range(source.start, first) if words.lower(at) in _BREAKS]
        before = range(max(marks, default=source.start), first)
        return (
            any(words.lower(at) == "and" for at in range(first, last))
            and not any(words.lower(at) in PREPOSITIONS or words[at].is_possessive for at in before)
            and (last == source.stop or words.lower(last) in PREPOSITIONS | _BREAKS)
        )

    def _in_order(self, entities: Sequence[Entity]) -> list[Entity]:
        return sorted(entities, key=lambda entity: (entity[0] != "person", entity[1]))

    def _number(self, asked: Asked) -> int | None:
        """How many speak: 1 where the source shows that it is one, None where it does not tell."""
        if not asked.has_source:
            return 1
        tokens = asked.mention.tokens
        lowered = [self._words.lower(at) for at in tokens]
        if asked.mention.form == Form.PRONOUN:
            return None if lowered[0] in _PRONOUN_GROUPS else 1
        counted = [NUMBERS[word] for word in lowered if word in NUMBERS]
        if counted:
            return counted[0]
        if any(word in PAIRS for word in lowered):
            return 2
        joined = not {"and", "&"}.isdisjoint(lowered)
        return None if joined or asked.mention.agreement == Agreement.PLURAL else 1

    def _speaker(self, entity: Entity, mention: Span | None) -> Speaker:
        kind, number = entity
        if kind == "person":
            member = self._cast.members[number]
            return Speaker("person", member.person.name, mention)
        if kind == "body":
            return Speaker("organization", self._cast.organizations[number].name, mention)
        before = self._loose[entity]
        return Speaker(before.type, before.name, mention)

    def _way(self, asked: Asked, entity: Entity) -> Way:
        if not asked.has_source:
            return "carried"
        if asked.mention.form == Form.PRONOUN:
            return "pronoun"
        tokens = asked.mention.tokens
        named = any(
            one.kind in (CandidateKind.PERSON, CandidateKind.BODY)
            and self._questions.entity(one, self._resolved) == entity
            and tokens.start <= one.mention.tokens.start < tokens.stop
            for one in asked.candidates
        )
        return "named" if named else "description"

    def _nobody_named(self, asked: Asked, draft: Draft) -> tuple[Speaker, Way, str]:
        """Somebody that the article does not name, as the source calls them."""
        if draft.source is None:
            return UNKNOWN_SPEAKER, "unknown", _reason("unknown")
        mention, text = draft.source, draft.source.of(self._words.text)
        if asked.mention.form == Form.PRONOUN:
            several = text.lower() in _PRONOUN_GROUPS - {"who", "we", "us", "our"}
            kind = Speaker("group" if several else "unknown", text, mention)
            return kind, "unknown", "a pronoun, and nobody whom it surely means"
        phrase = phrase_of(self._words, self._words.tokens(mention))
        if phrase is None:
            return Speaker("unknown", text, mention), "unknown", "words that name nobody"
        kind_of, name, _, reason = source_of(self._words, phrase, self._cast.organizations)
        return Speaker(kind_of, name, mention), "unnamed", reason


def _place(candidate: Candidate) -> tuple[int, int]:
    """The first word of a candidate, and the one behind its last."""
    return candidate.mention.tokens.start, candidate.mention.tokens.stop


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _reason(way: Way) -> str:
    """Why speakers found so are those who speak, in words."""
    match way:
        case "named":
            return "named beside the quotation"
        case "pronoun":
            return "a pronoun, and the likeliest of those whom it can mean"
        case "description":
            return "a description, and the likeliest of those whom it can mean"
        case "carried":
            return "no cue: the likeliest to go on speaking here"
        case "unnamed":
            return "somebody whom the article does not name"
        case "unknown":
            return "the article shows no source"
        case _:
            assert_never(way)
