"""From the words beside a quotation to the people, organisations and groups that they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.article import Span, Speaker
from quotes.attribution.antecedents import (
    Turn,
    candidates,
    certainty,
    people_before,
    speaker_of,
)
from quotes.attribution.bodies import PREPOSITIONS
from quotes.attribution.cast import Cast, Member
from quotes.attribution.heads import head_people, person_behind
from quotes.attribution.organizations import Organization
from quotes.attribution.page import lies_in
from quotes.attribution.phrases import (
    NUMBERS,
    Phrase,
    is_human,
    is_plural,
    phrase_of,
    source_of,
)
from quotes.attribution.wordlists import ABBREVIATED, ORGANIZATION_NOUNS, UTTERANCES
from quotes.reader.marks import quoted
from quotes.reader.reading import Reading

_OPENING = 6
"""Paragraphs, title and byline included, in which "a prosecutor" may announce a named person."""
_SINGULAR = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}
_PLURAL = frozenset({"they", "them", "their", "both"})
_NEUTER = frozenset({"it", "its", "itself"})
_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_RELATIVE = frozenset({"who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who speaks: the speakers, the chance in [0, 1] that they are right, and why."""

    speakers: tuple[Speaker, ...]
    certainty: float
    reason: str


class Resolver:
    """Resolves source mentions of one article against its cast."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        if reading.text != cast.words.text:
            raise ValueError("the reading and the cast are of two different texts")
        self._cast = cast
        self._words = cast.words
        self._text = cast.words.text
        self._quoted = tuple(q.span for q in quoted(cast.words.text))
        self._owners = {
            place: number
            for number, member in enumerate(cast.members)
            for naming in member.individual.namings
            for place in naming.places
        }

    def resolve(self, mention: Span, before: Sequence[Turn], content: Sequence[Span]) -> Resolution:
        """Who the mention beside a quotation means.

        ``before`` has the mention (or the first piece) and the speakers of every quotation
        earlier in the text, in the order of the text; ``content`` the pieces of this quotation,
        inside which no antecedent is looked for.
        """
        places = self._words.places(mention)
        if not places:
            return self._unnamed("unknown", mention.of(self._text), mention, 0.2, "no words")
        heads = head_people(self._words, places, self._owners)
        if heads:
            return self._named(heads, places, mention)
        first = self._words.lower(places[0])
        if len(places) == 1 or (len(places) == 2 and self._is_view(places)):
            found = self._pronoun(first, mention, before, content)
            if found is not None:
                return found
        if first in ("they", "we") and len(places) == 2:
            return self._plural(2, mention, before, content)
        return self._described(places, mention, before, content)

    def _is_view(self, places: range) -> bool:
        return self._words.lower(places[1]) in UTTERANCES | {"own", "himself", "herself"}

    def _named(self, heads: Sequence[int], places: range, mention: Span) -> Resolution:
        speakers = [speaker_of(self._cast.members[number], mention) for number in heads]
        stop = max(at for at in places if self._owners.get(at) == heads[-1]) + 1
        rest = range(stop + 1, places.stop)
        if len(rest) > 1 and self._words.lower(stop) == "and":
            phrase = phrase_of(self._words, rest)
            if phrase and (is_plural(phrase.head) or self._words[phrase.core[-1]].label == "ORG"):
                speakers.append(self._source(phrase, mention)[0])
        text = mention.of(self._text)
        full = any(speaker.name in text for speaker in speakers)
        return Resolution(tuple(speakers), 0.98 if full else 0.95, "full name" if full else "name")

    def _pronoun(
        self, word: str, mention: Span, before: Sequence[Turn], content: Sequence[Span]
    ) -> Resolution | None:
        if word in _SINGULAR:
            ranked = candidates(self._cast, mention, _SINGULAR[word], before, content, self._quoted)
            if ranked:
                return Resolution(
                    (ranked[0].speaker,), certainty(ranked), f"pronoun, {_SINGULAR[word]}"
                )
            return self._unnamed("unknown", mention.of(self._text), mention, 0.3, "pronoun")
        if word in _FIRST:
            return self._first_person(mention, before)
        if word in _NEUTER:
            return self._neuter(mention, before, content)
        if word in _RELATIVE:
            return self._antecedent(mention, before, content)
        if word in _PLURAL:
            return self._plural(2 if word == "both" else None, mention, before, content)
        return None

    def _first_person(self, mention: Span, before: Sequence[Turn]) -> Resolution:
        inside = lies_in(self._quoted, mention)
        if inside and before and len(before[-1][1]) == 1:
            last = before[-1][1][0]
            return Resolution((_again(last, mention),), 0.5, "first person inside a quotation")
        return self._unnamed("unknown", mention.of(self._text), mention, 0.6, "author")

    def _neuter(self, mention: Span, before: Sequence[Turn], content: Sequence[Span]) -> Resolution:
        place = self._words.places(mention)[0]
        sentence = self._words[place].sentence
        for span, speakers in reversed(before):
            if span.start >= mention.start or len(speakers) != 1:
                continue
            gap = sentence - self._words[self._words.places(span)[0]].sentence
            if gap > 4:
                break
            if speakers[0].type != "person" and not _is_one_human(speakers[0]):
                return Resolution((_again(speakers[0], mention),), 0.8, "pronoun, last source")
        named = self._organizations_before(mention, content)
        if named:
            speaker = Speaker("organization", named[0].name, mention)
            return Resolution((speaker,), 0.6, "pronoun, last organisation")
        return self._unnamed("unknown", mention.of(self._text), mention, 0.3, "pronoun")

    def _organizations_before(self, mention: Span, content: Sequence[Span]) -> list[Organization]:
        last: list[tuple[int, Organization]] = []
        for organization in self._cast.organizations:
            starts = [
                span.start
                for span in organization.mentions
                if span.end <= mention.start
                and not lies_in(self._quoted, span)
                and not any(piece.holds(span) for piece in content)
            ]
            if starts:
                last.append((max(starts), organization))
        return [o for _, o in sorted(last, key=lambda pair: -pair[0])]

    def _antecedent(
        self, mention: Span, before: Sequence[Turn], content: Sequence[Span]
    ) -> Resolution:
        """ "who" and "which": what stands right before, a comma left aside."""
        place = self._words.places(mention)[0]
        end = place - 1 if self._words.lower(place - 1) == "," else place
        sentence = self._words.sentence_of(place)
        owner = next(
            (
                self._owners[at]
                for at in range(end - 1, sentence.start - 1, -1)
                if at in self._owners
            ),
            None,
        )
        if owner is not None and self._words.lower(place) != "which":
            speaker = speaker_of(self._cast.members[owner], mention)
            return Resolution((speaker,), 0.85, "relative pronoun")
        start = end
        while (
            start > sentence.start
            and end - start < 8
            and self._words[start - 1].pos
            not in (
                "VERB",
                "AUX",
                "PUNCT",
            )
        ):
            start -= 1
        if start < end:
            return self._described(range(start, end), mention, before, content)
        return self._unnamed("unknown", mention.of(self._text), mention, 0.3, "relative pronoun")

    def _plural(
        self,
        number: int | None,
        mention: Span,
        before: Sequence[Turn],
        content: Sequence[Span],
    ) -> Resolution:
        """ "they", "both", "the two experts": the people, or the body, spoken of last."""
        earlier = [turn for turn in before if turn[0].start < mention.start]
        place = self._words.places(mention)[0]
        if number is None:
            if earlier and (
                len(earlier[-1][1]) > 1 or earlier[-1][1][0].type in ("group", "organization")
            ):
                last = earlier[-1][1]
                return Resolution(
                    tuple(_again(s, mention) for s in last), 0.8, "pronoun, last speakers"
                )
            subject = self._plural_subject(place)
            if subject is not None and subject.number and _counts_people(subject):
                number = subject.number
            elif subject is not None:
                speaker = self._source(subject, mention)[0]
                return Resolution((speaker,), 0.65, "pronoun, plural noun before")
            sure = 0.6 if number else 0.5
            number = number or 2
        else:
            sure = 0.85
        speaking: list[str] = []
        for _, speakers in reversed(earlier):
            for speaker in reversed(speakers):
                if speaker.type == "person" and speaker.name not in speaking:
                    speaking.append(speaker.name)
        near = people_before(self._cast, mention, content, self._quoted)
        members = {member.person.name: member for member in self._cast.members}
        here = [member for member in near if self._is_in_paragraph(member, place)]
        if sure < 0.8 and len(here) >= number:
            speaking = [member.person.name for member in here]
        chosen = [members[name] for name in speaking[:number] if name in members]
        chosen += [member for member in near if member not in chosen][: number - len(chosen)]
        if len(chosen) < number:
            return self._unnamed("group", mention.of(self._text), mention, 0.4, "plural")
        chosen.sort(key=lambda member: self._cast.members.index(member))
        return Resolution(
            tuple(speaker_of(member, mention) for member in chosen), sure, "last speakers"
        )

    def _is_in_paragraph(self, member: Member, place: int) -> bool:
        paragraph = self._words[place].paragraph
        return any(
            naming.places[0] < place and self._words[naming.places[0]].paragraph == paragraph
            for naming in member.individual.namings
        )

    def _plural_subject(self, place: int) -> Phrase | None:
        """A plural noun phrase for people before a place, in its sentence or the one before."""
        this = self._words.sentence_of(place)
        spans = [range(this.start, place)]
        if this.start:
            spans.append(self._words.sentence_of(this.start - 1))
        for span in spans:
            for at in span[: 8 if span is not spans[0] else len(span)]:
                inside = lies_in(self._quoted, self._words[at].span)
                if inside or not is_plural(self._words.lower(at)):
                    continue
                start = at
                while start > span.start and self._words[start - 1].pos in (
                    "ADJ",
                    "NOUN",
                    "PROPN",
                    "DET",
                    "NUM",
                ):
                    start -= 1
                return phrase_of(self._words, range(start, at + 1))
        return None

    def _described(
        self, places: range, mention: Span, before: Sequence[Turn], content: Sequence[Span]
    ) -> Resolution:
        phrase = phrase_of(self._words, places)
        if phrase is None:
            return self._unnamed("unknown", mention.of(self._text), mention, 0.3, "unnamed")
        if phrase.number and phrase.definite and _counts_people(phrase):
            return self._plural(phrase.number, mention, before, content)
        if is_human(phrase.head):
            apposed = person_behind(self._words, places, self._owners)
            if apposed is not None:
                speaker = speaker_of(self._cast.members[apposed], mention)
                return Resolution((speaker,), 0.9, "name in apposition")
            members = self._matching(phrase, mention)
            if members:
                sure = 0.85 if len(members) == 1 else 0.6
                speaker = speaker_of(members[0], mention)
                return Resolution((speaker,), sure, "description matches role")
            again = self._same_description(phrase, before)
            if again is not None:
                return Resolution((_again(again, mention),), 0.8, "unnamed, as before")
            if phrase.definite and len(phrase.places) == len(phrase.core) + 1 == 2:
                meant = self._meant(mention, before)
                if meant is not None:
                    return Resolution((_again(meant, mention),), 0.55, "description, last speaker")
        pair = self._pair(phrase)
        if pair:
            speakers = tuple(self._source(part, mention)[0] for part in pair)
            return Resolution(speakers, 0.85, "two organisations")
        speaker, sure, reason = self._source(phrase, mention)
        return Resolution((speaker,), sure, reason)

    def _matching(self, phrase: Phrase, mention: Span) -> list[Member]:
        """The people whom a description fits, the one named last first."""
        opening = self._words[phrase.core[0]].paragraph <= _OPENING
        if phrase.possessed or not (phrase.definite or opening):
            return []
        wanted = {
            ABBREVIATED.get(plain, plain).lower()
            for at in phrase.core
            if (plain := self._words.lower(at).rstrip("."))
        }
        fitting = [m for m in self._cast.members if wanted <= m.described]
        if phrase.core.stop < phrase.places.stop:
            rest = {
                self._words.lower(at)
                for at in range(phrase.core.stop, phrase.places.stop)
                if self._words[at].is_capitalised
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

    def _meant(self, mention: Span, before: Sequence[Turn]) -> Speaker | None:
        """The one who spoke in this paragraph or the one before, if that is one person."""
        here = self._words[self._words.places(mention)[0]].paragraph
        for span, speakers in reversed(before):
            if span.start >= mention.start:
                continue
            near = here - self._words[self._words.places(span)[0]].paragraph <= 1
            if near and len(speakers) == 1 and speakers[0].type == "person":
                return speakers[0]
            return None
        return None

    def _pair(self, phrase: Phrase) -> tuple[Phrase, Phrase] | None:
        """Two organisations joined by "and": "both the Harbour Board and the City Council"."""
        for at in phrase.core[1:-1]:
            if self._words.lower(at) != "and":
                continue
            left, right = self._words[at - 1], self._words[at + 1]
            behind = (
                right if right.lower != "the" else self._words[min(at + 2, len(self._words) - 1)]
            )
            sure = right.lower == "the" or not any(
                self._words.lower(p) in PREPOSITIONS for p in range(phrase.core.start, at)
            )
            if sure and left.label == behind.label == "ORG" and left.entity != behind.entity:
                one = phrase_of(self._words, range(phrase.core.start, at))
                other = phrase_of(self._words, range(at + 1, phrase.core.stop))
                if one and other:
                    return one, other
        return None

    def _source(self, phrase: Phrase, mention: Span) -> tuple[Speaker, float, str]:
        kind, name, sure, reason = source_of(self._words, phrase, self._cast.organizations)
        return Speaker(kind, name, mention), sure, reason

    def _unnamed(self, kind: str, name: str, mention: Span, sure: float, reason: str) -> Resolution:
        speaker = Speaker("group" if kind == "group" else "unknown", name, mention)
        return Resolution((speaker,), sure, reason)


def _counts_people(phrase: Phrase) -> bool:
    """Whether a phrase like "the two experts" counts people rather than bodies."""
    singular = phrase.head.removesuffix("s")
    if singular in ORGANIZATION_NOUNS:
        return False
    return is_plural(phrase.head) or phrase.head in NUMBERS


def _again(speaker: Speaker, mention: Span) -> Speaker:
    """The same speaker under another mention."""
    return Speaker(speaker.type, speaker.name, mention, speaker.affiliation)


def _is_one_human(speaker: Speaker) -> bool:
    return speaker.type == "unknown" and any(is_human(w.lower()) for w in speaker.name.split())
