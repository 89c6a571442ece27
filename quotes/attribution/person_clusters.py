"""The people of an article: which namings belong to one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from quotes.attribution.person_evidence import is_told_person
from quotes.attribution.person_mentions import (
    Naming,
    in_headline,
    is_name_word,
    naming_at,
    namings,
    told_alike,
)
from quotes.attribution.told_names import ToldName, birth_names, kept_form, told_names
from quotes.attribution.words import NO_ENTITY, Words
from quotes.lexicon import (
    ARABIC_ARTICLES,
    COUPLE_WORDS,
    FEMALE_NOUNS,
    HONORIFICS,
    KIN,
    MALE_NOUNS,
    PARTICLES,
    PERSON_NOUNS,
    PRONOUNS_OF,
    is_given,
    is_nickname,
    word_set,
)
from quotes.names.person import PersonName, fold_word, parse
from quotes.names.person_match import Fit, fit, same_name
from quotes.types import Span

# Which namings belong to one person: full names to one another, shorter ones to full ones.


_FIRST_NAME_TITLES = word_set("titles", "given")
"""Titles that can stand before a given name: "Sir Hugh", "Sister Mary"."""

_POSSESSIVES = frozenset("his her their my our its".split())


@dataclass(slots=True, eq=False)
class NameCluster:
    """The namings of one person.

    ``others`` are names of another kind, as on the stage, and ``called`` all that the article
    tells beside the namings; ``is_headline`` says that the full name stands in headlines alone,
    where verbs with capital letters look like names.
    """

    names: list[PersonName]
    namings: list[Naming] = field(default_factory=list)
    others: list[PersonName] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    is_relative: bool = False
    is_headline: bool = False

    @property
    def fullest(self) -> PersonName:
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

    def fit(self, name: PersonName) -> Fit:
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
        if any(_is_husbands(naming) != _is_husbands(known) for known in self.namings):
            return False
        return not any(_are_told_apart(words, naming, known) for known in self.namings)


def group_full_names(words: Words, found: Iterable[Naming]) -> list[NameCluster]:
    """The full names that can be one person's together, the longest first."""
    groups: list[NameCluster] = []
    for naming in sorted(found, key=lambda n: (-len(n.name.words), n.span)):
        group = next((group for group in groups if group.takes(naming, words)), None)
        if group is None:
            group = NameCluster([])
            groups.append(group)
        group.names.append(naming.name)
        group.namings.append(naming)
    for group in groups:
        group.namings.sort(key=lambda naming: naming.span)
        group.is_relative = is_relative(words, group.namings[0])
        group.is_headline = all(in_headline(words, n.tokens[0]) for n in group.namings)
    return groups


def is_short_of_another(name: PersonName, names: Iterable[PersonName]) -> bool:
    """Whether two words are the family names of somebody else named: "Ortiz Luna"."""
    return any(
        len(name.words) < len(other.words)
        and name.words == other.words[-len(name.words) :]
        and (len(other.words[0]) == 1 or not is_given(name.words[0]))
        for other in names
    )


def is_run_together(name: PersonName, names: Iterable[PersonName]) -> bool:
    """Whether a headline put two names and a verb together: "Ines Okafor Slams Peter Grantley"."""
    known = {other.words for other in names if len(other.words) == 2}
    return len(name.words) > 3 and {name.words[:2], name.words[-2:]} <= known


def owner(words: Words, naming: Naming, groups: Sequence[NameCluster]) -> NameCluster | None:
    """The person for whom a shorter name stands; None where that is nobody, or not to be told.

    Of several with the family name, the gender decides, and what the title and the apposition
    tell; then the one who is not brought in as a relative; then the nearest.
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
    shares = [told_alike(words, naming, group.namings) for group in agreeing]
    agreeing = [g for g, share in zip(agreeing, shares, strict=True) if share == max(shares)]
    if not naming.titles:
        agreeing = [group for group in agreeing if not group.is_relative] or agreeing
    return min(agreeing, key=lambda group: _distance(naming, group))


def lone_owner(naming: Naming, lone: Sequence[NameCluster]) -> NameCluster | None:
    """Of people without a full name, the one whom a name stands for."""
    same = [
        group
        for group in lone
        if group.fullest.words[-1] == naming.name.words[-1] and _may_be(naming, group)
    ]
    return min(same, key=lambda group: _distance(naming, group)) if same else None


def join_other_names(
    told: Sequence[ToldName], groups: Sequence[NameCluster]
) -> tuple[NameCluster, ...]:
    """The groups, joined where the text tells of another name: "Marla Venn, better known as DJ
    Kestrel".

    A told family name goes behind the given names: "Helen Moss, née Crane" is Helen Crane too.
    """
    home = {naming.span: group for group in groups for naming in group.namings}
    gone: list[NameCluster] = []
    for name in told:
        group, other = home.get(name.owner.span), home.get(name.other.span)
        if group is None:
            continue
        if name.kind == "family":
            group.called.append(_with_family(group.fullest, name.text))
            group.namings.append(name.other)
        elif name.kind == "husband":
            group.called += _by_husband(other.fullest if other else name.other.name, group)
        elif group is other:
            continue
        elif other is None or (other.fullest.is_full and not name.other.name.is_full):
            group.called.append(name.text)
        else:
            group.namings += other.namings
            group.others += [*other.names, *other.others]
            group.called += [name.text, *_own_name(name, group), *other.called]
            home |= {naming.span: group for naming in other.namings}
            gone.append(other)
    return tuple(group for group in groups if group not in gone)


def _with_family(name: PersonName, family: str) -> str:
    """The given names with another family name; that alone where none is known."""
    given = name.text.split()[: len(name.words) - len(_with_particles(name) or name.words[-1:])]
    return " ".join([*given, family])


def _own_name(name: ToldName, group: NameCluster) -> list[str]:
    """The whole name of a wife named by her husband of whom the article tells the given name."""
    if name.other.name.is_full or not any(map(_is_husbands, group.namings)):
        return []
    return [f"{name.text} {group.fullest.text.split()[-1]}"]


def _by_husband(husband: PersonName, wife: NameCluster) -> list[str]:
    """The wife's name by her husband's, where both have one family name.

    That she has her husband's, where the article tells only his given name, "Mrs" shows.
    """
    own = wife.fullest
    if any(map(_is_husbands, wife.namings)) or is_given(own.words[-1]):
        return []
    if husband.is_full:
        return [f"Mrs. {husband.text}"] if husband.family == own.family else []
    is_hers = any("mrs" in naming.titles for naming in wife.namings)
    return [f"Mrs. {husband.text} {own.text.split()[-1]}"] if is_hers else []


def couples(
    words: Words, found: Sequence[Naming], groups: Sequence[NameCluster]
) -> list[NameCluster]:
    """New people named by the given name before their partner's: "Daniel and Grace Pemberley".

    Only where the paragraph speaks of a family, or the article goes on to call the partner by the
    given name alone, as artists stand beside others with one name too.
    """
    starts = {naming.tokens[0]: naming for naming in found if naming.name.is_full}
    alone = {naming.name.words for naming in found if not naming.titles}
    new: list[NameCluster] = []
    for naming in found:
        after = starts.get(naming.tokens[-1] + 2)
        if after is None or words.lower(naming.tokens[-1] + 1) not in ("and", "&"):
            continue
        (given, *more), partner = naming.name.words, after.name
        if more or naming.titles or is_given(given) != is_given(partner.words[0]):
            continue
        by_given = partner.words[:1] in alone
        is_family = _speaks_of_family(words, naming) if is_given(given) else _is_kin(words, naming)
        if owner(words, naming, groups) or not (by_given or is_family):
            continue
        family = words.phrase(after.tokens[1:])
        new.append(NameCluster([parse(f"{naming.name.text} {family}", titled=False)], [naming]))
    return new


def spouses(
    words: Words, found: Sequence[Naming], groups: Sequence[NameCluster]
) -> list[NameCluster]:
    """New people named by the given name as somebody's relative, who bear the same family name:
    "Emil Vance and his wife Clara", where the article has a Mrs Vance too."""
    new: list[NameCluster] = []
    for naming in found:
        kin = naming.tokens[0] - 1
        gender = KIN.get(words.lower(kin))
        if naming.name.is_full or naming.titles or not gender or not _is_possessive(words, kin - 1):
            continue
        sentence = words[kin].sentence
        before = [
            (known, group)
            for group in groups
            for known in group.namings
            if known.name.is_full and words[known.tokens[0]].sentence == sentence
            if known.span.end <= words[kin].span.start
        ]
        if not before or owner(words, naming, groups):
            continue
        partner, group = max(before, key=lambda pair: pair[0].span)
        family = partner.name.family
        is_told = any(other.name.words == (family,) and other.gender == gender for other in found)
        if is_told and group.gender != gender:
            name = f"{naming.name.text} {words[partner.tokens[-1]].text}"
            new.append(NameCluster([parse(name, titled=False)], [naming]))
    return new


def _is_husbands(naming: Naming) -> bool:
    """Whether a wife is named by her husband's name: "Mrs. Emil Vance"."""
    return "mrs" in naming.titles and naming.name.is_full and naming.name.gender == "male"


def _is_kin(words: Words, naming: Naming) -> bool:
    """Whether a noun right before says that a family follows: "the brothers X and Y Z"."""
    return words.lower(naming.tokens[0] - 1) in COUPLE_WORDS


def is_relative(words: Words, naming: Naming) -> bool:
    """Whether a naming calls the person somebody's relative: "his wife X", "X, Y's wife"."""
    before = naming.tokens[0] - 1
    if words.lower(before) == ",":
        before -= 1
    if words.lower(before) in KIN and _is_possessive(words, before - 1):
        return True
    after = naming.tokens[-1] + 1
    if words.lower(after) != "," or not words.joined(after):
        return False
    if words.lower(after + 1) in _POSSESSIVES:
        return words.lower(after + 2) in KIN
    return words.lower(after + 2) in KIN and words.lower(after + 3) == "of"


def _is_possessive(words: Words, index: int) -> bool:
    return words.lower(index) in _POSSESSIVES or (index > 0 and words[index].is_possessive)


def _are_told_apart(words: Words, left: Naming, right: Naming) -> bool:
    """Whether a sentence has both a given name and its short form: two people, then."""
    first, second = left.name.words[0], right.name.words[0]
    if first == second or not is_nickname(first, second):
        return False
    return words[left.tokens[0]].sentence == words[right.tokens[0]].sentence


def _may_be(naming: Naming, group: NameCluster) -> bool:
    """Whether the title before a shorter name does not speak against the person."""
    return naming.gender is None or group.gender in (None, naming.gender)


def _may_stand_before_given(naming: Naming, group: NameCluster) -> bool:
    """Whether a title goes with a given name: "Sir Hugh", "Mr. Lou" of Lou Jiwei.

    Of a first name that is none of the common ones nobody knows which name it is.
    """
    if group.fullest.is_family_first or not set(naming.titles) & HONORIFICS:
        return True
    if not is_given(naming.name.words[0]):
        return True
    return bool(set(naming.titles) & _FIRST_NAME_TITLES)


def _distance(naming: Naming, group: NameCluster) -> tuple[bool, int]:
    """How far the nearest naming of the group is; one before comes before any behind."""
    starts = [known.span.start for known in group.namings]
    before = [naming.span.start - start for start in starts if start <= naming.span.start]
    after = [start - naming.span.start for start in starts if start > naming.span.start]
    return (not before, min(before or after))


def _speaks_of_family(words: Words, naming: Naming) -> bool:
    paragraph = words[naming.tokens[0]].paragraph
    return any(word.lower in COUPLE_WORDS for word in words.words if word.paragraph == paragraph)


_FIRM_NOUNS = word_set("organization_nouns", "firm")
"""Nouns right before a name that make it a firm's: "the clothing company X"."""

_PRONOUNS = {word: shown for word, shown in PRONOUNS_OF.items() if shown in ("male", "female")}
_PLACING = word_set("grammar", "placing")
_KEPT_TITLES = word_set("titles", "kept")
_LONGEST_INITIALS, _LONGEST_INITIALS_TITLED = 4, 2
"""Letters up to which a name in capitals may be initials; behind a title ("Mr. ODD") few are."""


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


def find_people(
    words: Words, skip: Sequence[Span] = (), sources: Sequence[Span] = ()
) -> list[Individual]:
    """Everybody named in the text, in the order of their first naming.

    Nobody is taken from inside ``skip``; a lone name that the reader saw once only is a person's
    in one of the ``sources`` of quotations. Two people with one family name stay two; a bare family
    name goes to the one whom its title and its place speak for.
    """
    found = namings(words, skip)
    found += birth_names(words, found)
    told = told_names(words, found)
    families = {name.other.span for name in told if name.kind == "family"}
    found = [naming for naming in found if naming.span not in families]
    known = {naming.name for naming in found}
    found = [naming for naming in found if not is_run_together(naming.name, known)]
    names = {naming.name for naming in found if naming.name.is_full}
    whole = {name for name in names if not is_short_of_another(name, names)}
    groups = group_full_names(words, [naming for naming in found if naming.name in whole])
    groups += couples(words, found, groups)
    groups += spouses(words, found, groups)
    found += _families_with_particles(words, groups, found, skip)
    found += _bare(words, groups, found, skip)
    lone = _share_out(words, found, groups)
    joined = join_other_names(told, [*groups, *lone])
    groups = [group for group in groups if group in joined]
    lone = [group for group in lone if group in joined]
    labels = _labels(words)
    alone = [group for group in lone if _is_person(words, group, labels, sources)]
    for naming in _bare(words, alone, found, skip):
        group = lone_owner(naming, alone)
        if group is not None:
            group.namings.append(naming)
    everyone = [
        *(group for group in groups if _is_named_like_one(words, group, sources)),
        *alone,
    ]
    for group in everyone:
        group.namings.sort(key=lambda naming: naming.span)
    everyone.sort(key=lambda group: group.namings[0].span)
    marks = _pronoun_votes(words, everyone)
    return [_individual(words, group, marks[number]) for number, group in enumerate(everyone)]


def _share_out(
    words: Words, found: Sequence[Naming], groups: Sequence[NameCluster]
) -> list[NameCluster]:
    """Gives the shorter names to the people they stand for; back come those left over."""
    known = {naming.span for group in groups for naming in group.namings}
    lone: list[NameCluster] = []
    for naming in sorted(found, key=lambda naming: naming.span):
        if naming.span in known:
            continue
        group = owner(words, naming, groups) or lone_owner(naming, lone)
        if group is None:
            group = NameCluster([naming.name])
            lone.append(group)
        elif group in lone:
            group.names.append(naming.name)
        group.namings.append(naming)
    return lone


def _bare(
    words: Words, groups: Sequence[NameCluster], found: Sequence[Naming], skip: Sequence[Span]
) -> list[Naming]:
    """Capitalised family names of known people that the model passed over."""
    taken = {index for naming in found for index in naming.tokens}
    labels = _labels(words)
    families = {
        family
        for group in groups
        for family in (group.fullest.family, group.fullest.words[-1])
        if len(family) > 1
    }
    more: list[Naming] = []
    for index, word in enumerate(words.words):
        if index in taken or not word.is_capitalised or fold_word(word.text) not in families:
            continue
        neighbours = [at for at in (index - 1, index + 1) if 0 <= at < len(words)]
        in_longer = word.label not in ("", "PERSON") and any(
            words[at].entity == word.entity for at in neighbours
        )
        if in_longer or not is_name_word(words, index) or _is_place(words, index, labels):
            continue
        if any(
            words[at].is_capitalised and at in taken
            for at in neighbours
            if words.joined(min(at, index))
        ):
            continue
        if not any(word.span.meets(span) for span in skip):
            more.append(naming_at(words, range(index, index + 1)))
    return more


def _families_with_particles(
    words: Words, groups: Sequence[NameCluster], found: Sequence[Naming], skip: Sequence[Span]
) -> list[Naming]:
    """Family names with particles that the model passed over: "colleagues of van der Meer"."""
    taken = {index for naming in found for index in naming.tokens}
    families = {family for group in groups if (family := _with_particles(group.fullest))}
    more: list[Naming] = []
    for family in families:
        for index in range(len(words) - len(family) + 1):
            tokens = range(index, index + len(family))
            if (
                taken.isdisjoint(tokens)
                and all(
                    fold_word(words[at].text) == word
                    for at, word in zip(tokens, family, strict=True)
                )
                and all(words.joined(at) for at in tokens[:-1])
                and words[tokens[-1]].is_capitalised
                and not any(words.span(tokens).meets(span) for span in skip)
            ):
                more.append(naming_at(words, tokens))
    return more


def _with_particles(name: PersonName) -> tuple[str, ...]:
    """The family name from its first particle on, empty where it has none."""
    for index, word in enumerate(name.words[1:-1], 1):
        if word in PARTICLES:
            return name.words[index:]
    return ()


def _is_place(words: Words, index: int, labels: dict[str, Counter[str]]) -> bool:
    """Whether a word that is a family name too is a town here: "born in Lancaster"."""
    seen = labels[fold_word(words[index].text)]
    return (
        words[index].label == "LOC"
        and words.lower(index - 1) in _PLACING
        and 3 * seen["LOC"] >= seen["PERSON"]
    )


def _labels(words: Words) -> dict[str, Counter[str]]:
    """How often each capitalised word has which entity label."""
    labels: dict[str, Counter[str]] = {}
    for word in words.words:
        if word.is_capitalised:
            labels.setdefault(fold_word(word.text), Counter())[word.label] += 1
    return labels


def _is_named_like_one(words: Words, group: NameCluster, sources: Sequence[Span]) -> bool:
    """Whether a full name is a person's rather than a place's, a club's or a firm's."""
    firsts = [naming.tokens[0] for naming in group.namings]
    if words.lower(firsts[0] - 1) in _FIRM_NOUNS:
        return False
    if any(naming.titles for naming in group.namings):
        return True
    if all(_is_thing(words, naming) for naming in group.namings):
        return False
    if group.fullest.gender or _is_told(words, group, sources):
        return True
    whole = [naming.tokens[0] for naming in group.namings if naming.name.is_full]
    if any(words.lower(index - 1) == "the" for index in whole):
        return False
    seen = _label_votes(words, set(group.fullest.words) - PARTICLES - ARABIC_ARTICLES)
    return seen["PERSON"] > sum(seen[label] for label in ("ORG", "LOC", "NORP"))


def _label_votes(words: Words, name: Collection[str]) -> Counter[str]:
    """How often the words of a name have which label; what is named after a person counts not."""
    votes: Counter[str] = Counter()
    for at, word in enumerate(words.words):
        if fold_word(word.text) not in name or not word.is_capitalised:
            continue
        beside = (n for n in (at - 1, at + 1) if 0 <= n < len(words))
        named_after = word.label != "PERSON" and any(
            words[n].entity == word.entity != NO_ENTITY and fold_word(words[n].text) not in name
            for n in beside
        )
        if not named_after:
            votes[word.label] += 1
    return votes


def _is_thing(words: Words, naming: Naming) -> bool:
    """Whether a name with an article stands for a ship or an award: "the Edith Marlowe sank"."""
    after = naming.tokens[-1] + 1
    modifies = after < len(words) and words[after].pos in ("NOUN", "PROPN", "ADJ")
    return words.lower(naming.tokens[0] - 1) == "the" and not modifies


def _is_person(
    words: Words, group: NameCluster, labels: dict[str, Counter[str]], sources: Sequence[Span]
) -> bool:
    """Whether a lone name, without a fuller form, is a person's."""
    if group.others:
        return True
    if any(naming.titles or is_relative(words, naming) for naming in group.namings):
        return True
    seen = labels.get(group.namings[0].name.words[-1], Counter())
    others = sum(seen[label] for label in ("ORG", "LOC", "NORP"))
    starts = [naming.tokens[0] for naming in group.namings]
    placed = sum(words.lower(at - 1) in ("a", "an", "in", "near") for at in starts)
    as_thing = placed + sum(_is_thing(words, naming) for naming in group.namings)
    if seen["PERSON"] == 1 and not _is_told(words, group, sources):
        return False
    return seen["PERSON"] > 3 * others and 4 * as_thing <= len(starts)


def _is_told(words: Words, group: NameCluster, sources: Sequence[Span]) -> bool:
    """Whether the article says of a name that it is a person's, or lets it speak."""
    return any(
        is_told_person(words, naming.tokens, sources) or _speaks(words, naming, sources)
        for naming in group.namings
    )


def _speaks(words: Words, naming: Naming, sources: Sequence[Span]) -> bool:
    """Whether a naming that the reader took for a person's begins a source of a quotation."""
    start = naming.tokens[0] - len(naming.titles)
    label = words[naming.tokens[-1]].label
    return label == "PERSON" and any(
        words.tokens(source).start == start for source in sources if source.holds(naming.span)
    )


def _pronoun_votes(words: Words, groups: Sequence[NameCluster]) -> list[Counter[str]]:
    """How often a pronoun of each gender follows a person with nobody else named between."""
    owner = {
        index: n for n, g in enumerate(groups) for naming in g.namings for index in naming.tokens
    }
    votes: list[Counter[str]] = [Counter() for _ in groups]
    last: int | None = None
    others = False
    paragraph = sentence = -1
    for index, word in enumerate(words.words):
        if word.paragraph != paragraph:
            last, others, paragraph = None, False, word.paragraph
        if word.sentence > sentence + 1:
            last, others = None, False
        if index in owner:
            others = others or last not in (None, owner[index])
            last, sentence = owner[index], word.sentence
        elif word.lower in PERSON_NOUNS:
            others = True
        elif word.lower in _PRONOUNS and last is not None and not others:
            votes[last][_PRONOUNS[word.lower]] += 1
    return votes


def _individual(words: Words, group: NameCluster, votes: Counter[str]) -> Individual:
    fullest = group.fullest
    spelled = [naming.span.of(words.text) for naming in group.namings]
    forms = list(dict.fromkeys(" ".join(form.split()) for form in spelled))
    full = [form for form in forms if parse(form, titled=False).words == fullest.words] or [
        fullest.text
    ]
    full.sort(key=lambda form: (form.isupper(), -len(form)))
    name = full[0]
    titled = any(naming.titles for naming in group.namings)
    if name.isupper() and len(name) > (_LONGEST_INITIALS_TITLED if titled else _LONGEST_INITIALS):
        name = name.title()
    if any(_is_husbands(naming) for naming in group.namings):
        forms = [form for form in forms if form not in full]
        name = f"Mrs. {name}"
    if not fullest.is_full:
        name = _with_kept_title(words, group, name)
    with_title = [form for naming in group.namings if (form := _with_title(words, naming))]
    others = dict.fromkeys([*forms, *group.called, *with_title])
    aliases = tuple(form for form in others if form != name)
    gender = _gender(words, group, votes)
    return Individual(name, aliases, gender, group.is_relative, tuple(group.namings))


def _with_title(words: Words, naming: Naming) -> str:
    """The name with a title that tells what is to be known of it, empty for others.

    A peer's is a name of its own ("Lord Vale", "Lady Vale of Hame"). "Mrs" before a full name shows
    that the given name may be the husband's where it is none of the common ones.
    """
    form = kept_form(words, naming)
    if form != naming.name.text and parse(form).is_peer:
        return form
    is_unknown = naming.name.is_full and naming.name.gender is None
    return f"Mrs. {naming.name.text}" if "mrs" in naming.titles and is_unknown else ""


def _with_kept_title(words: Words, group: NameCluster, name: str) -> str:
    """A lone name with the title that is a part of what its bearer is called: "Prince Harald"."""
    for naming in group.namings:
        at = naming.tokens[0] - 1
        if words.lower(at) in _KEPT_TITLES and words[at].is_capitalised and words.joined(at):
            return f"{words[at].text} {name}"
    return name


def _gender(words: Words, group: NameCluster, votes: Counter[str]) -> str | None:
    for naming in group.namings:
        if naming.gender:
            return naming.gender
        for title in naming.titles:
            if title in MALE_NOUNS or title in FEMALE_NOUNS:
                return "male" if title in MALE_NOUNS else "female"
    before = words.lower(group.namings[0].tokens[0] - 1)
    if KIN.get(before):
        return KIN[before]
    if group.fullest.gender:
        return group.fullest.gender
    ranked = votes.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > 2 * ranked[1][1]):
        return ranked[0][0]
    return None
