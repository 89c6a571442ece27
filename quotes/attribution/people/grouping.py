"""Which namings belong to one person: full names to one another, shorter ones to full ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from quotes.attribution.people.bounds import in_headline
from quotes.attribution.people.names import Fit, Name, fit, same_name
from quotes.attribution.people.naming import Naming
from quotes.attribution.words import Words
from quotes.lexicon import COUPLE_WORDS, HONORIFICS, KIN, is_given, is_nickname, word_set

_FIRST_NAME_TITLES = word_set("titles", "given")
"""Titles that can stand before a given name: "Sir Hugh", "Sister Mary"."""

_ALSO_KNOWN = re.compile(
    r",?\s*\(?(?:who (?:is|was) )?(?:(?:better|also|best|otherwise|widely|popularly|formerly) )?"
    r"(?:known (?:\w+ )?as|a\.?k\.?a\.?|née|nee|born) [“\"‘']?",
    re.IGNORECASE,
)
_POSSESSIVES = frozenset("his her their my our its".split())


@dataclass(slots=True, eq=False)
class Group:
    """The namings of one person.

    ``others`` are names of another kind, as on the stage; ``is_headline`` says that the full name
    stands in headlines alone, where verbs with capital letters look like names.
    """

    names: list[Name]
    namings: list[Naming] = field(default_factory=list)
    others: list[Name] = field(default_factory=list)
    is_relative: bool = False
    is_headline: bool = False

    @property
    def fullest(self) -> Name:
        """The name with the most words and letters."""
        return max(self.names, key=lambda name: (len(name.words), len("".join(name.words))))

    @property
    def titled_gender(self) -> str | None:
        """The gender that the titles before the name show."""
        return next((naming.gender for naming in self.namings if naming.gender), None)

    @property
    def gender(self) -> str | None:
        """The gender that a title, else the given name, shows."""
        return self.titled_gender or self.fullest.gender

    def fit(self, name: Name) -> Fit:
        """What a shorter name is of this person's."""
        return max(fit(name, known) for known in [self.fullest, *self.names, *self.others])

    def takes(self, naming: Naming, words: Words) -> bool:
        """Whether a full name can be this person's."""
        name, fullest = naming.name, self.fullest
        if not same_name(name, fullest):
            return False
        literal = set(name.words) <= set(fullest.words)
        if not literal and not all(same_name(name, known) for known in self.names):
            return False
        return not any(_are_told_apart(words, naming, known) for known in self.namings)


def group_full_names(words: Words, found: Iterable[Naming]) -> list[Group]:
    """The full names that can be one person's together, the longest first."""
    groups: list[Group] = []
    for naming in sorted(found, key=lambda n: (-len(n.name.words), n.span)):
        group = next((group for group in groups if group.takes(naming, words)), None)
        if group is None:
            group = Group([])
            groups.append(group)
        group.names.append(naming.name)
        group.namings.append(naming)
    for group in groups:
        group.namings.sort(key=lambda naming: naming.span)
        group.is_relative = is_relative(words, group.namings[0])
        group.is_headline = all(in_headline(words, n.places[0]) for n in group.namings)
    return groups


def is_short_of_another(name: Name, names: Iterable[Name]) -> bool:
    """Whether two words are the family names of somebody else named: "Ortiz Luna"."""
    return any(
        len(name.words) < len(other.words)
        and name.words == other.words[-len(name.words) :]
        and (len(other.words[0]) == 1 or not is_given(name.words[0]))
        for other in names
    )


def is_run_together(name: Name, names: Iterable[Name]) -> bool:
    """Whether a headline put two names and a verb together: "Ines Okafor Slams Peter Grantley"."""
    known = {other.words for other in names if len(other.words) == 2}
    return len(name.words) > 3 and {name.words[:2], name.words[-2:]} <= known


def owner(naming: Naming, groups: Sequence[Group]) -> Group | None:
    """The person for whom a shorter name stands; None where that is nobody, or not to be told.

    Of several with the family name, the gender and the post in the title decide; then the one who
    is not brought in as a relative; then the nearest.
    """
    fits = [(group, group.fit(naming.name)) for group in groups]
    best = max((found for _, found in fits), default=Fit.NONE)
    candidates = [group for group, found in fits if found == best and _may_be(naming, group)]
    if best == Fit.NONE or not candidates:
        return None
    if best < Fit.FAMILY:
        fits_title = best == Fit.PART or _may_stand_before_given(naming, candidates[0])
        return candidates[0] if len(candidates) == 1 and fits_title else None
    agreeing = [g for g in candidates if naming.gender and g.gender == naming.gender] or candidates
    agreeing = [group for group in agreeing if not group.is_headline] or agreeing
    agreeing = [group for group in agreeing if _shares_title(naming, group)] or agreeing
    if not naming.titles:
        agreeing = [group for group in agreeing if not group.is_relative] or agreeing
    return min(agreeing, key=lambda group: _distance(naming, group))


def lone_owner(naming: Naming, lone: Sequence[Group]) -> Group | None:
    """Of people without a full name, the one whom a name stands for."""
    same = [
        group
        for group in lone
        if group.fullest.words[-1] == naming.name.words[-1] and _may_be(naming, group)
    ]
    return min(same, key=lambda group: _distance(naming, group)) if same else None


def join_other_names(words: Words, groups: list[Group]) -> list[Group]:
    """The groups, joined where the text says so: "Marla Venn, better known as DJ Kestrel"."""
    order = sorted(
        ((naming, group) for group in groups for naming in group.namings),
        key=lambda pair: pair[0].span,
    )
    gone: set[int] = set()
    for (one, first), (other, second) in pairwise(order):
        between = words.text[one.span.end : other.span.start]
        if first is second or {id(first), id(second)} & gone:
            continue
        if _ALSO_KNOWN.fullmatch(between):
            first.namings.extend(second.namings)
            first.others.extend(second.names)
            gone.add(id(second))
    return [group for group in groups if id(group) not in gone]


def couples(words: Words, found: Sequence[Naming], groups: Sequence[Group]) -> list[Group]:
    """New people named by the given name before their partner's: "Daniel and Grace Pemberley".

    Only where the paragraph speaks of a family, as artists stand beside others with one name too.
    """
    starts = {naming.places[0]: naming for naming in found if naming.name.is_full}
    new: list[Group] = []
    for naming in found:
        after = starts.get(naming.places[-1] + 2)
        if after is None or words.lower(naming.places[-1] + 1) not in ("and", "&"):
            continue
        (given, *more), partner = naming.name.words, after.name
        if more or naming.titles or not is_given(given) or not is_given(partner.words[0]):
            continue
        if owner(naming, groups) or not _speaks_of_family(words, naming):
            continue
        family = words.phrase(after.places[1:])
        new.append(Group([Name.of(f"{naming.name.text} {family}")], [naming]))
    return new


def is_relative(words: Words, naming: Naming) -> bool:
    """Whether a naming calls the person somebody's relative: "his wife X", "X, Y's wife"."""
    before = naming.places[0] - 1
    if words.lower(before) == ",":
        before -= 1
    if words.lower(before) in KIN and _is_possessive(words, before - 1):
        return True
    after = naming.places[-1] + 1
    if words.lower(after) != "," or not words.joined(after):
        return False
    if words.lower(after + 1) in _POSSESSIVES:
        return words.lower(after + 2) in KIN
    return words.lower(after + 2) in KIN and words.lower(after + 3) == "of"


def _is_possessive(words: Words, place: int) -> bool:
    return words.lower(place) in _POSSESSIVES or (place > 0 and words[place].is_possessive)


def _are_told_apart(words: Words, one: Naming, other: Naming) -> bool:
    """Whether a sentence has both a given name and its short form: two people, then."""
    first, second = one.name.words[0], other.name.words[0]
    if first == second or not is_nickname(first, second):
        return False
    return words[one.places[0]].sentence == words[other.places[0]].sentence


def _may_be(naming: Naming, group: Group) -> bool:
    """Whether the title before a shorter name does not speak against the person."""
    return naming.gender is None or group.gender in (None, naming.gender)


def _may_stand_before_given(naming: Naming, group: Group) -> bool:
    """Whether a title goes with a given name: "Sir Hugh", and "Mr. Lou" of Lou Jiwei."""
    if group.fullest.is_family_first or not set(naming.titles) & HONORIFICS:
        return True
    return bool(set(naming.titles) & _FIRST_NAME_TITLES)


def _shares_title(naming: Naming, group: Group) -> bool:
    posts = set(naming.titles) - HONORIFICS
    return bool(posts) and any(posts & set(known.titles) for known in group.namings)


def _distance(naming: Naming, group: Group) -> tuple[bool, int]:
    """How far the nearest naming of the group is; one before comes before any behind."""
    starts = [known.span.start for known in group.namings]
    before = [naming.span.start - start for start in starts if start <= naming.span.start]
    after = [start - naming.span.start for start in starts if start > naming.span.start]
    return (not before, min(before or after))


def _speaks_of_family(words: Words, naming: Naming) -> bool:
    paragraph = words[naming.places[0]].paragraph
    return any(word.lower in COUPLE_WORDS for word in words.words if word.paragraph == paragraph)
