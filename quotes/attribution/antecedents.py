"""Who a pronoun points back to: earlier mentions, weighed by nearness, role and agreement.

The weights follow salience as Lappin and Leass (1994) describe it: a recent subject beats an
object, a speaker beats somebody spoken of, and names inside quotations count little.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.article import Span, Speaker
from quotes.attribution.bodies import PREPOSITIONS
from quotes.attribution.cast import Cast, Member
from quotes.attribution.page import lies_in
from quotes.attribution.phrases import is_human
from quotes.attribution.wordlists import FEMALE_NOUNS, KIN, MALE_NOUNS, ORGANIZATION_NOUNS
from quotes.attribution.words import Words

Turn = tuple[Span, tuple[Speaker, ...]]

_SENTENCE = 1.0
_PARAGRAPH = 0.35
_SUBJECT = 1.2
_SPEAKER = 0.8
_QUOTED = -2.5
_OBLIQUE = -0.6
_POSSESSIVE = -0.3
_GENDER_UNKNOWN = -0.8
_REACH = 12.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a pronoun may mean, with the weight of their best mention."""

    speaker: Speaker
    weight: float


def candidates(
    cast: Cast,
    mention: Span,
    gender: str,
    turns: Sequence[Turn],
    content: Sequence[Span],
    quoted: Sequence[Span],
) -> list[Candidate]:
    """Who "he" or "she" may be, the likeliest first."""
    words = cast.words
    here = words.places(mention)
    if not here:
        return []
    inside = lies_in(quoted, mention)
    best: dict[str, Candidate] = {}

    def consider(speaker: Speaker, weight: float) -> None:
        known = best.get(speaker.name)
        if known is None or weight > known.weight:
            best[speaker.name] = Candidate(speaker, weight)

    for member in cast.members:
        if member.gender not in (None, gender):
            continue
        agreement = _GENDER_UNKNOWN if member.gender is None else 0.0
        for naming in member.individual.namings:
            if naming.span.start >= mention.start or any(c.holds(naming.span) for c in content):
                continue
            weight = _distance(words, naming.places[-1], here[0]) + agreement
            weight += _syntax(words, naming.places)
            if not inside and lies_in(quoted, naming.span):
                weight += _QUOTED
            consider(speaker_of(member, mention), weight)
    genders = {member.person.name: member.gender for member in cast.members}
    for span, speakers in turns:
        if span.start >= mention.start or len(speakers) != 1:
            continue
        speaker = speakers[0]
        if speaker.type == "person":
            known = genders.get(speaker.name)
            if known not in (None, gender):
                continue
            agreement = _GENDER_UNKNOWN if known is None else 0.0
        elif speaker.type == "unknown" and _may_be_human(speaker, gender):
            agreement = _GENDER_UNKNOWN / 2
        else:
            continue
        places = words.places(span)
        weight = _distance(words, places[-1] if places else 0, here[0]) + agreement
        renamed = Speaker(speaker.type, speaker.name, mention, speaker.affiliation)
        consider(renamed, weight + _SUBJECT + _SPEAKER)
    return sorted(best.values(), key=lambda c: -c.weight)


def speaker_of(member: Member, mention: Span | None) -> Speaker:
    """The member as the speaker of a quotation."""
    return Speaker("person", member.person.name, mention, member.affiliation)


def certainty(ranked: Sequence[Candidate]) -> float:
    """How sure the first of the candidates is, by the lead over the second."""
    if len(ranked) == 1:
        return 0.93
    lead = ranked[0].weight - ranked[1].weight
    return min(0.95, 0.55 + 0.13 * lead)


def people_before(
    cast: Cast, mention: Span, content: Iterable[Span], quoted: Sequence[Span]
) -> list[Member]:
    """The people named before a mention, outside of quotations, the last named first."""
    contents = list(content)
    last: dict[int, int] = {}
    for number, member in enumerate(cast.members):
        for naming in member.individual.namings:
            span = naming.span
            told = lies_in(quoted, span) or any(content.holds(span) for content in contents)
            if span.start < mention.start and not told:
                last[number] = span.start
    return [cast.members[n] for n in sorted(last, key=lambda n: -last[n])]


def _distance(words: Words, place: int, here: int) -> float:
    sentences = words[here].sentence - words[place].sentence
    paragraphs = words[here].paragraph - words[place].paragraph
    return -min(_REACH, _SENTENCE * sentences + _PARAGRAPH * paragraphs) - (here - place) / 400


def _syntax(words: Words, places: range) -> float:
    first, after = places.start, places.stop
    if after < len(words) and words[after].is_possessive:
        return _POSSESSIVE
    if after < len(words) and words.joined(after - 1) and words.lower(after) in ORGANIZATION_NOUNS:
        return _OBLIQUE
    if any(words[at].dep.startswith("nsubj") for at in places):
        return _SUBJECT
    before = words.lower(first - 1)
    if before in PREPOSITIONS or before in ("by", "than", "about"):
        return _OBLIQUE
    opens = first == words.sentence_of(first).start
    acts = after < len(words) and words.joined(after - 1) and words[after].pos in ("VERB", "AUX")
    return _SUBJECT if opens or acts else 0.0


def _may_be_human(speaker: Speaker, gender: str) -> bool:
    nouns = [word.lower() for word in speaker.name.split()]
    wrong = FEMALE_NOUNS if gender == "male" else MALE_NOUNS
    if any(noun in wrong or KIN.get(noun, gender) not in (gender, "") for noun in nouns):
        return False
    return any(is_human(noun) for noun in nouns)
