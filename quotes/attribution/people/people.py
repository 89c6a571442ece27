"""The people of an article: which namings belong to one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.article import Span
from quotes.attribution.people.bounds import is_name_word
from quotes.attribution.people.grouping import (
    Group,
    couples,
    group_full_names,
    is_relative,
    is_run_together,
    is_short_of_another,
    join_other_names,
    lone_owner,
    owner,
)
from quotes.attribution.people.names import Name, folded
from quotes.attribution.people.naming import Naming, naming_at, namings
from quotes.attribution.words import Words
from quotes.lexicon import (
    FEMALE_NOUNS,
    KIN,
    MALE_NOUNS,
    PARTICLES,
    PERSON_NOUNS,
    PRONOUNS_OF,
    word_set,
)

_FIRM_NOUNS = word_set("organization_nouns", "firm")
"""Nouns right before a name that make it a firm's: "the clothing company X"."""

_PRONOUNS = {word: shown for word, shown in PRONOUNS_OF.items() if shown in ("male", "female")}
_PLACING = word_set("grammar", "placing")


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


def find_people(words: Words, skip: Sequence[Span] = ()) -> list[Individual]:
    """Everybody named in the text, in the order of their first naming.

    Nobody is taken from inside ``skip``. Two people with one family name stay two; a bare family
    name goes to the one whom its title and its place speak for.
    """
    found = namings(words, skip)
    known = {naming.name for naming in found}
    found = [naming for naming in found if not is_run_together(naming.name, known)]
    names = {naming.name for naming in found if naming.name.is_full}
    whole = {name for name in names if not is_short_of_another(name, names)}
    groups = group_full_names(words, [naming for naming in found if naming.name in whole])
    groups = join_other_names(words, groups)
    groups += couples(words, found, groups)
    found += _families_with_particles(words, groups, found, skip)
    found += _bare(words, groups, found, skip)
    lone = _share_out(found, groups)
    labels = _labels(words)
    alone = [group for group in lone if _is_person(words, group, labels)]
    for naming in _bare(words, alone, found, skip):
        group = lone_owner(naming, alone)
        if group is not None:
            group.namings.append(naming)
    everyone = [
        *(group for group in groups if _is_named_like_one(words, group, labels)),
        *alone,
    ]
    for group in everyone:
        group.namings.sort(key=lambda naming: naming.span)
    everyone.sort(key=lambda group: group.namings[0].span)
    marks = _pronoun_votes(words, everyone)
    return [_individual(words, group, marks[number]) for number, group in enumerate(everyone)]


def _share_out(found: Sequence[Naming], groups: Sequence[Group]) -> list[Group]:
    """Gives the shorter names to the people they stand for; back come those left over."""
    known = {naming.span for group in groups for naming in group.namings}
    lone: list[Group] = []
    for naming in sorted(found, key=lambda naming: naming.span):
        if naming.span in known:
            continue
        group = owner(naming, groups) or lone_owner(naming, lone)
        if group is None:
            group = Group([naming.name])
            lone.append(group)
        elif group in lone:
            group.names.append(naming.name)
        group.namings.append(naming)
    return lone


def _bare(
    words: Words, groups: Sequence[Group], found: Sequence[Naming], skip: Sequence[Span]
) -> list[Naming]:
    """Capitalised family names of known people that the model passed over."""
    taken = {place for naming in found for place in naming.places}
    labels = _labels(words)
    families = {
        family
        for group in groups
        for family in (group.fullest.family, group.fullest.words[-1])
        if len(family) > 1
    }
    more: list[Naming] = []
    for place, word in enumerate(words.words):
        if place in taken or not word.is_capitalised or folded(word.text) not in families:
            continue
        neighbours = [at for at in (place - 1, place + 1) if 0 <= at < len(words)]
        in_longer = word.label not in ("", "PERSON") and any(
            words[at].entity == word.entity for at in neighbours
        )
        if in_longer or not is_name_word(words, place) or _is_place(words, place, labels):
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


def _families_with_particles(
    words: Words, groups: Sequence[Group], found: Sequence[Naming], skip: Sequence[Span]
) -> list[Naming]:
    """Family names with particles that the model passed over: "colleagues of van der Meer"."""
    taken = {place for naming in found for place in naming.places}
    families = {family for group in groups if (family := _with_particles(group.fullest))}
    more: list[Naming] = []
    for family in families:
        for place in range(len(words) - len(family) + 1):
            places = range(place, place + len(family))
            if (
                taken.isdisjoint(places)
                and all(
                    folded(words[at].text) == word for at, word in zip(places, family, strict=True)
                )
                and all(words.joined(at) for at in places[:-1])
                and words[places[-1]].is_capitalised
                and not any(words.span(places).meets(span) for span in skip)
            ):
                more.append(naming_at(words, places))
    return more


def _with_particles(name: Name) -> tuple[str, ...]:
    """The family name from its first particle on, empty where it has none."""
    for place, word in enumerate(name.words[1:-1], 1):
        if word in PARTICLES:
            return name.words[place:]
    return ()


def _is_place(words: Words, place: int, labels: dict[str, Counter[str]]) -> bool:
    """Whether a word that is a family name too is a town here: "born in Lancaster"."""
    seen = labels[folded(words[place].text)]
    return (
        words[place].label == "LOC"
        and words.lower(place - 1) in _PLACING
        and 3 * seen["LOC"] >= seen["PERSON"]
    )


def _labels(words: Words) -> dict[str, Counter[str]]:
    """How often each capitalised word has which entity label."""
    labels: dict[str, Counter[str]] = {}
    for word in words.words:
        if word.is_capitalised:
            labels.setdefault(folded(word.text), Counter())[word.label] += 1
    return labels


def _is_named_like_one(words: Words, group: Group, labels: dict[str, Counter[str]]) -> bool:
    """Whether a full name is a person's rather than a place's, a club's or a firm's."""
    firsts = [naming.places[0] for naming in group.namings]
    if words.lower(firsts[0] - 1) in _FIRM_NOUNS:
        return False
    if any(naming.titles for naming in group.namings):
        return True
    if all(_is_thing(words, naming) for naming in group.namings):
        return False
    if group.fullest.gender:
        return True
    whole = [naming.places[0] for naming in group.namings if naming.name.is_full]
    if any(words.lower(place - 1) == "the" for place in whole):
        return False
    seen: Counter[str] = Counter()
    for word in group.fullest.words:
        seen.update(labels.get(word, {}))
    return seen["PERSON"] > sum(seen[label] for label in ("ORG", "LOC", "NORP"))


def _is_thing(words: Words, naming: Naming) -> bool:
    """Whether a name with an article stands for a ship or an award: "the Edith Marlowe sank"."""
    after = naming.places[-1] + 1
    modifies = after < len(words) and words[after].pos in ("NOUN", "PROPN", "ADJ")
    return words.lower(naming.places[0] - 1) == "the" and not modifies


def _is_person(words: Words, group: Group, labels: dict[str, Counter[str]]) -> bool:
    """Whether a lone name, without a fuller form, is a person's."""
    if any(naming.titles or is_relative(words, naming) for naming in group.namings):
        return True
    seen = labels.get(group.namings[0].name.words[-1], Counter())
    others = sum(seen[label] for label in ("ORG", "LOC", "NORP"))
    starts = [naming.places[0] for naming in group.namings]
    as_thing = sum(words.lower(at - 1) in ("the", "a", "an", "in", "near") for at in starts)
    return seen["PERSON"] > max(1, 3 * others) and 4 * as_thing <= len(starts)


def _pronoun_votes(words: Words, groups: Sequence[Group]) -> list[Counter[str]]:
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


def _individual(words: Words, group: Group, votes: Counter[str]) -> Individual:
    fullest = group.fullest
    spelled = [naming.span.of(words.text) for naming in group.namings]
    forms = list(dict.fromkeys(" ".join(form.split()) for form in spelled))
    full = [form for form in forms if Name.of(form).words == fullest.words] or [fullest.text]
    full.sort(key=lambda form: (form.isupper(), -len(form)))
    name = full[0]
    if name.isupper() and len(name) > 4:
        name = name.title()
    aliases = tuple(form for form in forms if form != name)
    gender = _gender(words, group, votes)
    return Individual(name, aliases, gender, group.is_relative, tuple(group.namings))


def _gender(words: Words, group: Group, votes: Counter[str]) -> str | None:
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
