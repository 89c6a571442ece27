"""From the words beside a quotation to the people, organisations and groups that they mean."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.article import Span, Speaker
from quotes.attribution.bodies import PREPOSITIONS
from quotes.attribution.cast import Cast, Member
from quotes.attribution.speakers.antecedents import Antecedents, Score, Turn, rivals, speaker_of
from quotes.attribution.speakers.heads import head_people, person_behind
from quotes.attribution.speakers.phrases import Phrase, is_human, is_plural, phrase_of
from quotes.attribution.speakers.plurals import counts_people, plural
from quotes.attribution.speakers.pronouns import (
    FIRST,
    NEUTER,
    SINGULAR,
    first_person,
    neuter,
    singular,
)
from quotes.attribution.speakers.scene import Asked, Resolution, Scene, again
from quotes.lexicon import ABBREVIATED, FEMALE_NOUNS, KIN, MALE_NOUNS, UTTERANCES
from quotes.reader.marks import quoted
from quotes.reader.reading import Reading

_OPENING = 6
"""Paragraphs, title and byline included, in which "a prosecutor" may announce a named person."""
_PLURAL = frozenset({"they", "them", "their", "both"})
_RELATIVE = frozenset({"who", "which", "that"})
_LONGEST_SUBJECT = 8
"""Words that are read back from "who" to the start of what it stands for."""
SURE_DESCRIPTION = 0.55
"""Chance from which a description that no role fits is taken for a named person."""
SURE_OPENING = 0.9
"""The same, where the description stands before what it says."""
LAST_SPEAKER_DESCRIBED = 0.55
"""Chance that "the" and a noun alone mean the one who spoke last, where that is the likeliest."""


class Resolver:
    """Resolves source mentions of one article against its cast."""

    def __init__(self, reading: Reading, cast: Cast, score: Score | None = None) -> None:
        """``score`` weighs antecedents; the shipped one where none is given."""
        if reading.text != cast.words.text:
            raise ValueError("the reading and the cast are of two different texts")
        marked = tuple(q.span for q in quoted(cast.words.text))
        owners = {
            place: number
            for number, member in enumerate(cast.members)
            for naming in member.individual.namings
            for place in naming.places
        }
        antecedents = Antecedents(reading, cast, score)
        self._scene = Scene(cast.words, cast, marked, owners, antecedents)
        self._words = cast.words

    def resolve(self, mention: Span, before: Sequence[Turn], content: Sequence[Span]) -> Resolution:
        """Who the mention beside a quotation means.

        ``before`` has the mention (or the first piece) and the speakers of every quotation
        earlier in the text, in the order of the text; ``content`` the pieces of this quotation,
        inside which no antecedent is looked for.
        """
        places = self._words.places(mention)
        if not places:
            return self._scene.unresolved(mention, 0.2, "no words")
        asked = Asked(mention, before, content)
        heads = head_people(self._words, places, self._scene.owners)
        if heads:
            return self._named(heads, places, mention)
        first = self._words.lower(places[0])
        if len(places) == 1 or (len(places) == 2 and self._is_view(places)):
            found = self._pronoun(first, asked)
            if found is not None:
                return found
        if first in ("they", "we") and len(places) == 2:
            return plural(self._scene, asked, 2)
        return self._described(places, asked)

    def _is_view(self, places: range) -> bool:
        return self._words.lower(places[1]) in UTTERANCES | {"own", "himself", "herself"}

    def _named(self, heads: Sequence[int], places: range, mention: Span) -> Resolution:
        words, scene = self._words, self._scene
        speakers = [speaker_of(scene.cast.members[number], mention) for number in heads]
        stop = max(at for at in places if scene.owners.get(at) == heads[-1]) + 1
        rest = range(stop + 1, places.stop)
        if len(rest) > 1 and words.lower(stop) == "and":
            phrase = phrase_of(words, rest)
            if phrase and (is_plural(phrase.head) or words[phrase.core[-1]].label == "ORG"):
                speakers.append(scene.source(phrase, mention)[0])
        text = mention.of(words.text)
        if any(speaker.name in text for speaker in speakers):
            return Resolution(tuple(speakers), 0.98, "named in full beside the quotation")
        return Resolution(tuple(speakers), 0.95, "named beside the quotation by a shorter form")

    def _pronoun(self, word: str, asked: Asked) -> Resolution | None:
        if word in SINGULAR:
            return singular(self._scene, asked, SINGULAR[word])
        if word in FIRST:
            return first_person(self._scene, asked)
        if word in NEUTER:
            return neuter(self._scene, asked)
        if word in _RELATIVE:
            return self._relative(asked)
        if word in _PLURAL:
            return plural(self._scene, asked, 2 if word == "both" else None)
        return None

    def _relative(self, asked: Asked) -> Resolution:
        """ "who" and "which": what stands right before, a comma left aside."""
        words, scene = self._words, self._scene
        place = words.places(asked.mention)[0]
        end = place - 1 if words.lower(place - 1) == "," else place
        sentence = words.sentence_of(place)
        before = range(sentence.start, end)
        owner = next((scene.owners[at] for at in reversed(before) if at in scene.owners), None)
        if owner is not None and words.lower(place) != "which":
            speaker = speaker_of(scene.cast.members[owner], asked.mention)
            return Resolution((speaker,), 0.85, "a relative clause behind the name")
        start = end
        while start > max(sentence.start, end - _LONGEST_SUBJECT):
            if words[start - 1].pos in ("VERB", "AUX", "PUNCT"):
                break
            start -= 1
        if start < end:
            return self._described(range(start, end), asked)
        return scene.unresolved(asked.mention, 0.3, "a relative clause behind nobody named")

    def _described(self, places: range, asked: Asked) -> Resolution:
        scene, mention = self._scene, asked.mention
        phrase = phrase_of(self._words, places)
        if phrase is None:
            return scene.unresolved(mention, 0.3, "words that name nobody")
        if phrase.number and phrase.definite and counts_people(phrase):
            return plural(scene, asked, phrase.number)
        if is_human(phrase.head):
            person = self._described_person(phrase, places, asked)
            if person is not None:
                return person
        pair = self._pair(phrase)
        if pair:
            speakers = tuple(scene.source(part, mention)[0] for part in pair)
            return Resolution(speakers, 0.85, "two organisations")
        speaker, sure, reason = scene.source(phrase, mention)
        return Resolution((speaker,), sure, reason)

    def _described_person(self, phrase: Phrase, places: range, asked: Asked) -> Resolution | None:
        scene, mention = self._scene, asked.mention
        apposed = person_behind(self._words, places, scene.owners)
        if apposed is not None:
            speaker = speaker_of(scene.cast.members[apposed], mention)
            return Resolution((speaker,), 0.9, "the name stands in apposition")
        fitting = self._fitting(phrase, mention)
        if len(fitting) == 1:
            speaker = speaker_of(fitting[0], mention)
            return Resolution((speaker,), 0.85, "the only person here whom the article calls so")
        gender = _gender_of(phrase)
        if fitting:
            ranked = scene.antecedents.rank(mention, gender, (), asked.content, fitting)
            if ranked:
                reason = "the likeliest of those whom the article calls so"
                return Resolution((ranked[0].speaker,), 0.6, reason, rivals(ranked))
            return Resolution((speaker_of(fitting[0], mention),), 0.6, "called so later on")
        known = self._same_description(phrase, asked.before)
        if known is not None:
            return Resolution((again(known, mention),), 0.8, "an unnamed source called so before")
        if not phrase.definite or phrase.possessed:
            return None
        ranked = scene.antecedents.rank(mention, gender, asked.before, asked.content)
        if not ranked:
            return None
        best, chance = ranked[0], ranked[0].chance
        told_behind = self._stands_behind(asked)
        bare = len(phrase.places) == len(phrase.core) + 1 == 2
        last = scene.antecedents.last_speaker(mention, asked.before)
        if bare and told_behind and best.speaker.name == last:
            chance = max(chance, LAST_SPEAKER_DESCRIBED)
        if chance < (SURE_DESCRIPTION if told_behind else SURE_OPENING):
            return None
        reason = "a description, and the likeliest of those before whom it can mean"
        return Resolution((best.speaker,), chance, reason, rivals(ranked))

    def _stands_behind(self, asked: Asked) -> bool:
        """Whether the mention follows words of its quotation: "...," said the engineer. There it
        seldom brings in somebody new, as "The judge said ..." does."""
        place = self._words.places(asked.mention).start
        sentence = self._words.span(self._words.sentence_of(place))
        return any(
            piece.end <= asked.mention.start and sentence.meets(piece) for piece in asked.content
        )

    def _fitting(self, phrase: Phrase, mention: Span) -> list[Member]:
        """The people whom a description fits, the one named last first."""
        words, members = self._words, self._scene.cast.members
        opening = words[phrase.core[0]].paragraph <= _OPENING
        if phrase.possessed or not (phrase.definite or opening):
            return []
        wanted = {
            ABBREVIATED.get(plain, plain).lower()
            for at in phrase.core
            if (plain := words.lower(at).rstrip("."))
        }
        fitting = [m for m in members if wanted <= m.described]
        if phrase.core.stop < phrase.places.stop:
            rest = {
                words.lower(at)
                for at in range(phrase.core.stop, phrase.places.stop)
                if words[at].is_capitalised
            }
            fitting = [m for m in fitting if rest <= m.described]
        if not phrase.definite:
            ahead = all(m.individual.namings[0].span.start > mention.start for m in fitting)
            return fitting if len(fitting) == 1 and ahead else []

        def last(member: Member) -> tuple[bool, int]:
            starts = [n.span.start for n in member.individual.namings]
            earlier = [start for start in starts if start < mention.start]
            return (bool(earlier), max(earlier) if earlier else -min(starts))

        return sorted(fitting, key=last, reverse=True)

    def _same_description(self, phrase: Phrase, before: Sequence[Turn]) -> Speaker | None:
        """The unnamed source whom an earlier quotation called by the same noun."""
        if not phrase.definite:
            return None
        for _, speakers in reversed(before[-4:]):
            for speaker in speakers:
                if speaker.type == "unknown" and phrase.head in speaker.name.lower().split():
                    return speaker
        return None

    def _pair(self, phrase: Phrase) -> tuple[Phrase, Phrase] | None:
        """Two organisations joined by "and": "both the Harbour Board and the City Council"."""
        words = self._words
        for at in phrase.core[1:-1]:
            if words.lower(at) != "and":
                continue
            left, right = words[at - 1], words[at + 1]
            behind = right if right.lower != "the" else words[min(at + 2, len(words) - 1)]
            sure = right.lower == "the" or not any(
                words.lower(p) in PREPOSITIONS for p in range(phrase.core.start, at)
            )
            if sure and left.label == behind.label == "ORG" and left.entity != behind.entity:
                one = phrase_of(words, range(phrase.core.start, at))
                other = phrase_of(words, range(at + 1, phrase.core.stop))
                if one and other:
                    return one, other
        return None


def _gender_of(phrase: Phrase) -> str | None:
    """What the noun of a description shows: "the chairwoman", "the father"."""
    if phrase.head in MALE_NOUNS or phrase.head in FEMALE_NOUNS:
        return "male" if phrase.head in MALE_NOUNS else "female"
    return KIN.get(phrase.head) or None
