"""Whether a quotation is by whom a claim names, without being misled by namesakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.check.rows import SaidBy
from quotes.db.rows import QuotationRow, SpeakerRow
from quotes.names.person import fold_person
from quotes.names.person_match import names_agree
from quotes.search.claims import Called, Lookup
from quotes.text.normalize import fold, fold_organization

SHORTEST_FORM = 3
"""Letters of a given name from which a shorter one may be its short form: Des, Desmond."""


_PRONOUNS = frozenset({"he", "she", "they", "i", "we"})
SURE = 0.8
"""The certainty of a speaker from which it is said that somebody else was not."""
LEAST_CHANCE = 0.1
"""The chance from which somebody else may be the speaker after all."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom a claim names: the name, and the records of people whom it may mean.

    ``excluded`` are ids of namesakes in other posts than the one that the claim gives.
    """

    name: str
    called: tuple[Called, ...]
    excluded: frozenset[int] = frozenset()

    @property
    def people(self) -> frozenset[int]:
        """The ids of the records."""
        return frozenset(one.id for one in self.called)

    def said(self, row: QuotationRow) -> SaidBy:
        """Whether one of these says the quotation.

        "same" also where the article leaves it open, or the program is not sure enough of another
        one to say that it was not the one sought. "unnamed": the quotation has no speaker, or
        one without a name, who may be anybody.
        """
        if any(self._is_one(speaker) or self._may_be(speaker) for speaker in row.speakers):
            return "same"
        if self.is_rival(row) or self.is_open(row):
            return "same"
        named = [one for one in row.speakers if one.type != "unknown" and one.anonymity is None]
        return "other" if named else "unnamed"

    def only_perhaps(self, row: QuotationRow) -> bool:
        """Whether the article leaves it open that the speaker is the one sought."""
        return not any(self._is_one(speaker) for speaker in row.speakers)

    def is_rival(self, row: QuotationRow) -> bool:
        """Whether the one sought was weighed as the speaker, and the one taken is not sure."""
        if row.why is None or row.why.certainty >= SURE:
            return False
        return any(
            rival.chance >= LEAST_CHANCE and may_be_one(rival.name, self.name)
            for rival in row.why.rivals
        )

    def is_open(self, row: QuotationRow, text: str | None = None) -> bool:
        """Whether a pronoun says it of which nobody knows whom it means, near the one sought.

        :param text: where the one sought has to be named; the paragraphs around by default.
        """
        family = fold_person(self.name).rpartition(" ")[2]
        near = row.context if text is None else text
        return only_pronouns(row) and family in fold(near).split()

    def _is_one(self, speaker: SpeakerRow) -> bool:
        if speaker.person_id is not None:
            return speaker.person_id in self.people
        if speaker.type == "person":
            return fold_person(speaker.name) == fold_person(self.name)
        return speaker.type in ("organization", "group") and _same_body(speaker.name, self.name)

    def _may_be(self, speaker: SpeakerRow) -> bool:
        """Whether the article gives a surname only, or a form that may be the same name."""
        if speaker.person_id in self.excluded:
            return False
        return speaker.type == "person" and may_be_one(speaker.name, self.name)


def seek(name: str, lookup: Lookup) -> Sought:
    """Whom a name means that may have a post before it: "Mayor Anna Meier", "Superintendent Rao".

    Where nobody has the name as it is written, words are taken off its front. What is left has to
    be a name that may be that of the whole, or one of somebody whose post has one of these words.
    """
    words = name.split()
    for number in range(len(words)):
        every = called = tuple(lookup.people(" ".join(words[number:])))
        if number and called:
            called = _fitting(name, words[:number], called, lookup)
        elif len(called) > 1:
            called = _in_post(_titles(name), called, lookup) or called
        if called:
            others = frozenset(one.id for one in every) - {one.id for one in called}
            return Sought(" ".join(words[number:]), called, lookup.in_post(others))
    return Sought(name, ())


def _fitting(
    name: str, front: Sequence[str], called: tuple[Called, ...], lookup: Lookup
) -> tuple[Called, ...]:
    fitting = _in_post(front, called, lookup)
    return fitting or tuple(one for one in called if may_be_one(one.name, name))


def _in_post(
    words: Sequence[str], called: tuple[Called, ...], lookup: Lookup
) -> tuple[Called, ...]:
    """Those of the people whose post has one of the words."""
    ids = frozenset(one.id for one in called)
    posts = lookup.in_post(ids, frozenset(fold(word) for word in words))
    return tuple(one for one in called if one.id in posts)


def _titles(name: str) -> list[str]:
    """The words of a name that are none of the person's: "Mayor"."""
    own = fold_person(name).split()
    return [word for word in name.split() if fold(word) not in own]


def may_be_one(one: str, other: str) -> bool:
    """Whether two names may be those of one person: a surname alone, a short form, an initial."""
    ours, theirs = fold_person(one).split(), fold_person(other).split()
    if not ours or not theirs:
        return False
    if ours[-1] == theirs[-1]:
        if len(ours) == 1 or len(theirs) == 1:
            return True
        short, long = sorted((ours[0], theirs[0]), key=len)
        if len(short) >= SHORTEST_FORM and long.startswith(short):
            return True
    return names_agree(one, other)


def only_pronouns(row: QuotationRow) -> bool:
    """Whether pronouns say it, and nobody knows whom they mean."""
    spoken = [fold(speaker.name) in _PRONOUNS for speaker in row.speakers]
    return bool(spoken) and all(spoken)


def names_of(row: QuotationRow) -> str:
    """The speakers of a quotation as a sentence names them."""
    if only_pronouns(row):
        return f"somebody whom the article only calls “{row.speakers[0].name}”"
    named = [speaker.name for speaker in row.speakers if speaker.name]
    return " and ".join(named) or "nobody whom the article names"


def _same_body(one: str, other: str) -> bool:
    """Whether all words of one name stand in the other."""
    left, right = set(fold_organization(one).split()), set(fold_organization(other).split())
    return bool(left and right) and (left <= right or right <= left)
