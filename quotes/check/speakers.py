"""Whether a quotation is by the speaker that a claim names, without being misled by namesakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.check.results import SaidBy
from quotes.db.rows import QuotationRow, SpeakerRow
from quotes.names.person import fold_person, surname
from quotes.names.person_match import names_agree
from quotes.search.claims import Lookup, PersonCandidate
from quotes.text.normalize import fold, fold_organization
from quotes.types import UNKNOWN_SPEAKER

SHORTEST_FORM = 3
"""Letters of a given name from which a shorter one may be its short form: Des, Desmond."""
SURE = 0.8
"""The certainty of a speaker from which it is said that somebody else was not the speaker."""
LEAST_CHANCE = 0.1
"""The chance from which a rival of the speaker found may be the speaker after all."""

_SPOKESPERSON = "spokes"
"""How the words for one begin: spokesman, spokeswoman, spokesperson."""
_PRONOUNS = frozenset({"he", "she", "they", "i", "we"})


@dataclass(frozen=True, slots=True)
class ClaimedSpeaker:
    """The speaker that a claim names: the name, and the records of people whom it may mean.

    ``excluded`` are ids of namesakes in other posts than the one that the claim gives.
    """

    name: str
    candidates: tuple[PersonCandidate, ...]
    excluded: frozenset[int] = frozenset()

    @property
    def person_ids(self) -> frozenset[int]:
        """The ids of the records."""
        return frozenset(person.id for person in self.candidates)

    def said_by(self, row: QuotationRow) -> SaidBy:
        """Whether one of these says the quotation.

        "same" also where the article leaves it open, or the program is not sure enough of another
        speaker to say that it was not the one claimed. "unnamed": the quotation has no speaker, or
        one without a name, who may be anybody.
        """
        if any(self._is(speaker) or self._may_be(speaker) for speaker in row.speakers):
            return "same"
        if any(self._speaks_for(speaker) for speaker in row.speakers):
            return "same"
        if self.is_rival(row) or self.is_open(row):
            return "same"
        return "other" if has_named_speaker(row) else "unnamed"

    def is_only_possible(self, row: QuotationRow) -> bool:
        """Whether the article leaves it open that the speaker is the one claimed."""
        return not any(self._is(speaker) for speaker in row.speakers)

    def is_rival(self, row: QuotationRow) -> bool:
        """Whether the one claimed was weighed as the speaker, and the one taken is not sure."""
        if row.why is None or row.why.certainty >= SURE:
            return False
        return any(
            rival.chance >= LEAST_CHANCE and may_be_same_person(rival.name, self.name)
            for rival in row.why.rivals
        )

    def is_open(self, row: QuotationRow, text: str | None = None) -> bool:
        """Whether a pronoun that resolves to nobody says it, near the name of the one claimed.

        :param text: where the name has to stand; the paragraphs around by default.
        """
        nearby = row.context if text is None else text
        return only_pronouns(row) and self.is_named_in(nearby)

    def is_named_in(self, text: str) -> bool:
        """Whether a text has the surname of the one claimed."""
        return surname(fold_person(self.name)) in fold(text).split()

    def _is(self, speaker: SpeakerRow) -> bool:
        if speaker.person_id is not None:
            return speaker.person_id in self.person_ids
        if speaker.type == "person":
            return fold_person(speaker.name) == fold_person(self.name)
        return speaker.type in ("organization", "group") and _same_body(speaker.name, self.name)

    def _speaks_for(self, speaker: SpeakerRow) -> bool:
        """Whether the speaker is a spokesperson of the body claimed: such words are the body's."""
        if speaker.organization is None or not _same_body(speaker.organization, self.name):
            return False
        return any(word.startswith(_SPOKESPERSON) for word in fold(speaker.role or "").split())

    def _may_be(self, speaker: SpeakerRow) -> bool:
        """Whether the article gives a surname only, or a form that may be the same name."""
        if speaker.person_id in self.excluded:
            return False
        return speaker.type == "person" and may_be_same_person(speaker.name, self.name)


def resolve_speaker(name: str, lookup: Lookup) -> ClaimedSpeaker:
    """Whom a name means that may have a post before it: "Mayor Anna Meier", "Superintendent Rao".

    Where nobody has the name as it is written, words are taken off its front. What is left has to
    be a name that may be that of the whole, or one of somebody whose post has one of these words.
    """
    words = name.split()
    for count in range(len(words)):
        bare_name = " ".join(words[count:])
        people = candidates = tuple(lookup.people(bare_name))
        if count and people:
            candidates = _in_post(words[:count], people, lookup) or tuple(
                person for person in people if may_be_same_person(person.name, name)
            )
        elif len(people) > 1:
            candidates = _in_post(_titles(name), people, lookup) or people
        if candidates:
            namesakes = frozenset(person.id for person in people if person not in candidates)
            return ClaimedSpeaker(bare_name, candidates, lookup.in_post(namesakes))
    return ClaimedSpeaker(name, ())


def _in_post(
    words: Sequence[str], people: tuple[PersonCandidate, ...], lookup: Lookup
) -> tuple[PersonCandidate, ...]:
    """Those of the people whose post has one of the words."""
    ids = frozenset(person.id for person in people)
    in_post = lookup.in_post(ids, frozenset(fold(word) for word in words))
    return tuple(person for person in people if person.id in in_post)


def _titles(name: str) -> list[str]:
    """The words of a name that are none of the person's: "Mayor"."""
    own = fold_person(name).split()
    return [word for word in name.split() if fold(word) not in own]


def may_be_same_person(first: str, second: str) -> bool:
    """Whether two names may be those of one person: a surname alone, a short form, an initial."""
    first_words, second_words = fold_person(first).split(), fold_person(second).split()
    if not first_words or not second_words:
        return False
    if first_words[-1] == second_words[-1]:
        if len(first_words) == 1 or len(second_words) == 1:
            return True
        short, long = sorted((first_words[0], second_words[0]), key=len)
        if len(short) >= SHORTEST_FORM and long.startswith(short):
            return True
    return names_agree(first, second)


def has_named_speaker(row: QuotationRow) -> bool:
    """Whether a speaker of the quotation has a name."""
    return any(speaker.type != "unknown" and speaker.anonymity is None for speaker in row.speakers)


def only_pronouns(row: QuotationRow) -> bool:
    """Whether pronouns say it, and nobody knows whom they mean."""
    return bool(row.speakers) and all(fold(speaker.name) in _PRONOUNS for speaker in row.speakers)


def has_no_speaker(row: QuotationRow) -> bool:
    """Whether no source was found for a quotation."""
    return all(map(_is_unknown, row.speakers))


def names_of(row: QuotationRow) -> str:
    """The speakers of a quotation as a sentence names them."""
    if only_pronouns(row):
        return f"somebody whom the article only calls “{row.speakers[0].name}”"
    named = [speaker.name for speaker in row.speakers if not _is_unknown(speaker)]
    return " and ".join(named) or "nobody whom the article names"


def _is_unknown(speaker: SpeakerRow) -> bool:
    return speaker.type == "unknown" and speaker.name in ("", UNKNOWN_SPEAKER.name)


def _same_body(first: str, second: str) -> bool:
    """Whether all words of one name stand in the other."""
    left, right = set(fold_organization(first).split()), set(fold_organization(second).split())
    return bool(left and right) and (left <= right or right <= left)
