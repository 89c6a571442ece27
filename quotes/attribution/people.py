"""The people of an article: which namings belong to one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quotes.article import Span
from quotes.attribution.names import Name, folded, is_family, is_part, same_name
from quotes.attribution.naming import Naming, is_name_word, naming_at, namings
from quotes.attribution.wordlists import (
    FEMALE_NOUNS,
    FIRM_NOUNS,
    HONORIFICS,
    KIN,
    MALE_NOUNS,
    PERSON_NOUNS,
)
from quotes.attribution.words import Words

_PRONOUNS = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}


@dataclass(frozen=True, slots=True)
class Individual:
    """A person of the article before their posts are known.

    ``gender`` is ``male``, ``female`` or None; ``is_relative`` says that the article brings them
    in as somebody's relative ("his father ...").
    """

    name: str
    aliases: tuple[str, ...]
    gender: str | None
    is_relative: bool
    namings: tuple[Naming, ...]


@dataclass(slots=True)
class _Group:
    names: list[Name]
    namings: list[Naming] = field(default_factory=list)

    @property
    def fullest(self) -> Name:
        return max(self.names, key=lambda name: (len(name.words), len("".join(name.words))))

    def takes(self, name: Name) -> bool:
        return all(same_name(name, known) for known in self.names if known.is_full)


def find_people(words: Words, skip: Sequence[Span] = ()) -> list[Individual]:
    """Everybody named in the text, in the order of their first naming.

    Nobody is taken from inside ``skip``. Two people with one family name stay two; a bare family
    name goes to the one whom its title and its place speak for.
    """
    found = namings(words, skip)
    full = [naming for naming in found if naming.name.is_full]
    groups = _groups(full)
    found += _bare(words, groups, found, skip)
    relatives = {id(group) for group in groups if _is_relative(words, group)}
    left: dict[str, _Group] = {}
    for naming in sorted(found, key=lambda naming: naming.span):
        if naming.name.is_full:
            continue
        group = _owner(naming, groups, relatives)
        if group is None:
            key = naming.name.words[-1]
            group = left.setdefault(key, _Group([naming.name]))
        group.namings.append(naming)
    labels = _labels(words)
    alone = [group for group in left.values() if _is_person(words, group, labels)]
    for naming in _bare(words, alone, found, skip):
        left[naming.name.words[-1]].namings.append(naming)
    everyone = [
        *(group for group in groups if _is_named_like_one(words, group, labels)),
        *alone,
    ]
    for group in everyone:
        group.namings.sort(key=lambda naming: naming.span)
    everyone.sort(key=lambda group: group.namings[0].span)
    marks = _pronoun_votes(words, everyone)
    return [
        _individual(words, group, id(group) in relatives, marks[number])
        for number, group in enumerate(everyone)
    ]


def _groups(full: Iterable[Naming]) -> list[_Group]:
    """Full names that can be one person's, the longest first."""
    groups: list[_Group] = []
    for naming in sorted(full, key=lambda n: (-len(n.name.words), n.span)):
        group = next((group for group in groups if group.takes(naming.name)), None)
        if group is None:
            group = _Group([])
            groups.append(group)
        group.names.append(naming.name)
        group.namings.append(naming)
    return groups


def _bare(
    words: Words, groups: Sequence[_Group], found: Sequence[Naming], skip: Sequence[Span]
) -> list[Naming]:
    """Capitalised family names of known people that the model passed over."""
    taken = {place for naming in found for place in naming.places}
    families = {group.fullest.family for group in groups if len(group.fullest.family) > 1}
    more: list[Naming] = []
    for place, word in enumerate(words.words):
        if place in taken or not word.is_capitalised or folded(word.text) not in families:
            continue
        neighbours = [at for at in (place - 1, place + 1) if 0 <= at < len(words)]
        in_longer = word.label not in ("", "PERSON") and any(
            words[at].entity == word.entity for at in neighbours
        )
        if in_longer or not is_name_word(words, place):
            continue
        if any(
            words[at].is_capitalised and at in taken
            for at in neighbours
            if words.joined(min(at, place))
        ):
            continue
        if not any(word.span.meets(span) for span in skip):
            more.append(naming_at(words, range(place, place + 1)))
    return more


def _owner(naming: Naming, groups: Sequence[_Group], relatives: set[int]) -> _Group | None:
    """The full name that a bare one stands for."""
    candidates = [g for g in groups if is_family(naming.name, g.fullest)]
    if not candidates:
        candidates = [g for g in groups if is_part(naming.name, g.fullest)]
        if len(candidates) > 1 or set(naming.titles) & (HONORIFICS - {"sir", "dame"}):
            return None
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    agreeing = [g for g in candidates if _agrees(naming, g)] or candidates
    titled = [g for g in agreeing if _shares_title(naming, g)]
    agreeing = titled or agreeing
    if not naming.titles:
        agreeing = [g for g in agreeing if id(g) not in relatives] or agreeing

    def nearness(group: _Group) -> tuple[bool, int]:
        starts = [n.span.start for n in group.namings]
        before = [naming.span.start - start for start in starts if start < naming.span.start]
        after = [start - naming.span.start for start in starts if start > naming.span.start]
        return (not before, min(before or after))

    return min(agreeing, key=nearness)


def _agrees(naming: Naming, group: _Group) -> bool:
    known = {n.gender for n in group.namings} | {group.fullest.gender}
    known.discard(None)
    return naming.gender is None or not known or naming.gender in known


def _shares_title(naming: Naming, group: _Group) -> bool:
    posts = set(naming.titles) - HONORIFICS
    return bool(posts) and any(posts & set(known.titles) for known in group.namings)


def _is_relative(words: Words, group: _Group) -> bool:
    """Whether the first naming calls the person somebody's relative: "his wife X"."""
    first = group.namings[0]
    before = first.places[0] - 1
    if words.lower(before) == ",":
        before -= 1
    return words.lower(before) in KIN and (
        words.lower(before - 1) in _PRONOUNS or (before > 0 and words[before - 1].is_possessive)
    )


def _labels(words: Words) -> dict[str, Counter[str]]:
    """How often each capitalised word has which entity label."""
    labels: dict[str, Counter[str]] = {}
    for word in words.words:
        if word.is_capitalised:
            labels.setdefault(folded(word.text), Counter())[word.label] += 1
    return labels


def _is_named_like_one(words: Words, group: _Group, labels: dict[str, Counter[str]]) -> bool:
    """Whether a full name is a person's rather than a place's, a club's or a firm's."""
    firsts = [naming.places[0] for naming in group.namings]
    if words.lower(firsts[0] - 1) in FIRM_NOUNS:
        return False
    if group.fullest.gender or any(naming.titles for naming in group.namings):
        return True
    whole = [naming.places[0] for naming in group.namings if naming.name.is_full]
    if any(words.lower(place - 1) == "the" for place in whole):
        return False
    seen: Counter[str] = Counter()
    for word in group.fullest.words:
        seen.update(labels.get(word, {}))
    return seen["PERSON"] > sum(seen[label] for label in ("ORG", "LOC", "NORP"))


def _is_person(words: Words, group: _Group, labels: dict[str, Counter[str]]) -> bool:
    """Whether a lone name, without a fuller form, is a person's."""
    if any(naming.titles for naming in group.namings):
        return True
    seen = labels.get(group.namings[0].name.words[-1], Counter())
    others = sum(seen[label] for label in ("ORG", "LOC", "NORP"))
    starts = [naming.places[0] for naming in group.namings]
    as_thing = sum(words.lower(at - 1) in ("the", "a", "an", "in", "near") for at in starts)
    return seen["PERSON"] > max(1, 3 * others) and 4 * as_thing <= len(starts)


def _pronoun_votes(words: Words, groups: Sequence[_Group]) -> list[Counter[str]]:
    """How often a pronoun of each gender follows a person with nobody else named between."""
    owner = {
        place: n for n, g in enumerate(groups) for naming in g.namings for place in naming.places
    }
    votes: list[Counter[str]] = [Counter() for _ in groups]
    last: int | None = None
    others = False
    paragraph = sentence = -1
    for place, word in enumerate(words.words):
        if word.paragraph != paragraph:
            last, others, paragraph = None, False, word.paragraph
        if word.sentence > sentence + 1:
            last, others = None, False
        if place in owner:
            others = others or last not in (None, owner[place])
            last, sentence = owner[place], word.sentence
        elif word.lower in PERSON_NOUNS:
            others = True
        elif word.lower in _PRONOUNS and last is not None and not others:
            votes[last][_PRONOUNS[word.lower]] += 1
    return votes


def _individual(words: Words, group: _Group, is_relative: bool, votes: Counter[str]) -> Individual:
    fullest = group.fullest
    spelled = [naming.span.of(words.text) for naming in group.namings]
    forms = list(dict.fromkeys(" ".join(form.split()) for form in spelled))
    full = [form for form in forms if Name.of(form).words == fullest.words] or forms
    full.sort(key=lambda form: (form.isupper(), -len(form)))
    name = full[0]
    if name.isupper() and len(name) > 4:
        name = name.title()
    aliases = tuple(form for form in forms if form != name)
    return Individual(
        name, aliases, _gender(words, group, votes), is_relative, tuple(group.namings)
    )


def _gender(words: Words, group: _Group, votes: Counter[str]) -> str | None:
    for naming in group.namings:
        if naming.gender:
            return naming.gender
        for title in naming.titles:
            if title in MALE_NOUNS or title in FEMALE_NOUNS:
                return "male" if title in MALE_NOUNS else "female"
    before = words.lower(group.namings[0].places[0] - 1)
    if KIN.get(before):
        return KIN[before]
    if group.fullest.gender:
        return group.fullest.gender
    ranked = votes.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > 2 * ranked[1][1]):
        return ranked[0][0]
    return None
