"""Whom "they", "both" and "the two experts" mean as the source of a quotation."""

from __future__ import annotations

from quotes.article import Speaker
from quotes.attribution.cast import Member
from quotes.attribution.quotations.page import lies_in
from quotes.attribution.speakers.antecedents import people_before, speaker_of
from quotes.attribution.speakers.phrases import NUMBERS, Phrase, is_plural, phrase_of
from quotes.attribution.speakers.scene import Asked, Resolution, Scene, again
from quotes.lexicon import ORGANIZATION_NOUNS

_PARTS_OF_PHRASE = ("ADJ", "NOUN", "PROPN", "DET", "NUM")
_OPENING = 8
"""Words at the start of the sentence before among which its subject stands."""


def plural(scene: Scene, asked: Asked, number: int | None) -> Resolution:
    """The people, or the body, spoken of last; ``number`` is how many, where that is told."""
    mention = asked.mention
    earlier = [turn for turn in asked.before if turn[0].start < mention.start]
    place = scene.words.places(mention)[0]
    sure = 0.85
    if number is None:
        last = earlier[-1][1] if earlier else ()
        if len(last) > 1 or (last and last[0].type in ("group", "organization")):
            speakers = tuple(again(speaker, mention) for speaker in last)
            return Resolution(speakers, 0.8, "a plural: those who spoke last")
        subject = _plural_subject(scene, place)
        if subject is not None and not (subject.number and counts_people(subject)):
            speaker = scene.source(subject, mention)[0]
            return Resolution((speaker,), 0.65, "a plural: the plural noun before it")
        number = subject.number if subject is not None else None
        sure = 0.6 if number else 0.5
        number = number or 2
    chosen = _chosen(scene, asked, number, place, told=sure > 0.8)
    if len(chosen) < number:
        group = Speaker("group", mention.of(scene.words.text), mention)
        return Resolution((group,), 0.4, "a plural, and too few people before that it can mean")
    chosen.sort(key=lambda member: scene.cast.members.index(member))
    speakers = tuple(speaker_of(member, mention) for member in chosen)
    return Resolution(speakers, sure, "a plural: those who spoke or were named last")


def counts_people(phrase: Phrase) -> bool:
    """Whether a phrase like "the two experts" counts people rather than bodies."""
    if phrase.head.removesuffix("s") in ORGANIZATION_NOUNS:
        return False
    return is_plural(phrase.head) or phrase.head in NUMBERS


def _chosen(scene: Scene, asked: Asked, number: int, place: int, *, told: bool) -> list[Member]:
    """So many people: of this paragraph where the text does not tell their number and it has
    enough, else who spoke last, else who was named last."""
    near = people_before(scene.cast, asked.mention, asked.content, scene.quoted)
    members = {member.person.name: member for member in scene.cast.members}
    here = [member for member in near if _is_in_paragraph(scene, member, place)]
    speaking: list[str] = []
    for span, speakers in reversed(asked.before):
        for speaker in reversed(speakers):
            if span.start < asked.mention.start and speaker.type == "person":
                speaking.append(speaker.name)
    if not told and len(here) >= number:
        speaking = [member.person.name for member in here]
    speaking = list(dict.fromkeys(speaking))
    chosen = [members[name] for name in speaking[:number] if name in members]
    return chosen + [member for member in near if member not in chosen][: number - len(chosen)]


def _is_in_paragraph(scene: Scene, member: Member, place: int) -> bool:
    paragraph = scene.words[place].paragraph
    return any(
        naming.places[0] < place and scene.words[naming.places[0]].paragraph == paragraph
        for naming in member.individual.namings
    )


def _plural_subject(scene: Scene, place: int) -> Phrase | None:
    """A plural noun phrase for people before a place, in its sentence or at the start of the one
    before."""
    words = scene.words
    this = words.sentence_of(place)
    spans = [range(this.start, place)]
    if this.start:
        spans.append(words.sentence_of(this.start - 1)[:_OPENING])
    for span in spans:
        for at in span:
            if lies_in(scene.quoted, words[at].span) or not is_plural(words.lower(at)):
                continue
            start = at
            while start > span.start and words[start - 1].pos in _PARTS_OF_PHRASE:
                start -= 1
            return phrase_of(words, range(start, at + 1))
    return None
