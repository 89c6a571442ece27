"""Everybody and every organisation that an article names, and the posts that it gives people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from quotes.attribution.bodies import introduced_body
from quotes.attribution.organizations import (
    OrganizationCluster,
    described,
    find_organizations,
    named,
    subject_before,
)
from quotes.attribution.person_clusters import Individual, find_people
from quotes.attribution.person_evidence import with_people
from quotes.attribution.person_mentions import Naming
from quotes.attribution.post_patterns import (
    PARTICIPLES,
    Description,
    behind,
    descriptions,
    openings,
    predicate,
)
from quotes.attribution.post_phrases import (
    Post,
    belonging,
    complement_post,
    country_of,
    party_of,
    plural_posts_of,
    posts_of,
)
from quotes.attribution.words import Words, words_of
from quotes.lexicon import CONSTITUENCY_OFFICES, PUBLIC_OFFICES, word_set
from quotes.names.organization import is_kind_of, key_words
from quotes.names.person import fold_word
from quotes.reader.reading import Reading
from quotes.types import Affiliation, Person, Span

_POSTNOMINAL_POSTS = word_set("postnominals", "post")

_POLITICAL = CONSTITUENCY_OFFICES | PUBLIC_OFFICES | {"candidate", "nominee", "chair"}
"""Posts that a party fills."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A post and where it is told; ``by_tense``: its status shows in the tense of a verb only."""

    post: Post
    evidence: range
    by_tense: bool = False


def affiliations_of(
    words: Words,
    person: Individual,
    organizations: Sequence[OrganizationCluster],
    openings: Sequence[range] = (),
) -> tuple[Affiliation, ...]:
    """All posts of the person in the order of the text, none of them twice.

    :param openings: the tokens of pronouns and descriptions that open a sentence and surely mean
        the person.
    """
    found: list[_Found] = []
    introduced = any(naming.name.is_full for naming in person.namings)
    for naming in person.namings:
        here: list[_Found] = []
        for description in descriptions(words, naming):
            if introduced and _is_somebody_else(words, naming, description):
                continue
            here.extend(_read(words, description))
        found.extend(_with_party(_joined(here, naming.tokens)))
    for subject in openings:
        for description in (*behind(words, subject), *predicate(words, subject)):
            found.extend(f for f in _read(words, description) if f.post.organization)
    filled = [replace(f, post=_filled(words, f, organizations)) for f in found]
    return tuple(
        Affiliation(
            f.post.role,
            f.post.organization,
            f.post.unit,
            words.span(f.evidence),
            f.post.status,
            f.post.party,
            country_of(f.post.organization),
        )
        for f in _distinct(filled)
    )


def _joined(found: Sequence[_Found], name: range) -> list[_Found]:
    """A title before a name and the organisation behind it as one: "Professor X of Calder"."""
    titles = [f for f in found if f.evidence.stop == name.stop and f.post.role]
    bodies = [f for f in found if f.evidence.start == name.start and _is_body(f.post)]
    if len(titles) != 1 or len(bodies) != 1:
        return list(found)
    (title,), (body,) = titles, bodies
    if title.post.organization or title.post.holder or title.post.status != body.post.status:
        return list(found)
    whole = replace(
        title,
        post=replace(title.post, organization=body.post.organization, unit=body.post.unit),
        evidence=range(title.evidence.start, body.evidence.stop),
    )
    return [whole if f is title else f for f in found if f is not body]


def _is_body(post: Post) -> bool:
    return post.role is None and post.organization is not None and post.party is None


def _with_party(found: Sequence[_Found]) -> list[_Found]:
    """The posts with the party that stands beside the same naming, for those that have one."""
    parties = {f.post.party for f in found if f.post.party}
    if len(parties) != 1:
        return list(found)
    (party,) = parties
    return [
        replace(f, post=replace(f.post, party=party)) if _is_political(f.post) else f for f in found
    ]


def _is_political(post: Post) -> bool:
    role = (post.role or "").lower().replace("-", " ").split()
    return not _POLITICAL.isdisjoint(role)


def _is_somebody_else(words: Words, naming: Naming, description: Description) -> bool:
    """Whether a title before a bare name is no title: "the judge Grantley was talking of"."""
    first, last = description.tokens[0], description.tokens[-1]
    return (
        not naming.name.is_full
        and last + 1 == naming.tokens.start
        and words.lower(first) == "the"
        and not words[last].is_capitalised
    )


def _read(words: Words, description: Description) -> Iterator[_Found]:
    posts: Iterable[Post | None]
    if description.kind == "posts":
        posts = posts_of(words, description.tokens)
    elif description.kind == "placed":
        posts = [post for post in posts_of(words, description.tokens) if post.organization]
    elif description.kind == "plural":
        posts = plural_posts_of(words, description.tokens)
    elif description.kind == "belonging":
        posts = [belonging(words, description.tokens)]
    elif description.kind == "verb":
        fields = description.role in ("head", "director")
        posts = [complement_post(words, description.role, description.tokens, fields)]
    elif description.kind == "party":
        posts = [party_of(words.phrase(description.tokens))]
    elif description.kind == "bracket":
        posts = [_in_brackets(words, description.tokens)]
    else:
        letters = words[description.tokens[0]]
        role = PARTICIPLES.get(letters.lower)
        if role is None and letters.lower in _POSTNOMINAL_POSTS:
            role = letters.text
        posts = [Post(role)] if role else []
    for post in posts:
        if post is not None:
            stated = post.status != "current"
            by_tense = (
                description.kind == "placed" and description.status == "former" and not stated
            )
            status = post.status if stated else description.status
            yield _Found(replace(post, status=status), description.evidence, by_tense)


def _in_brackets(words: Words, tokens: range) -> Post | None:
    """The party or the organisation in brackets behind a name."""
    party = party_of(words.phrase(tokens))
    if party or len(tokens) < 2 or any(words[at].label != "ORG" for at in tokens):
        return party
    return belonging(words, tokens)


def _filled(words: Words, found: _Found, organizations: Sequence[OrganizationCluster]) -> Post:
    """The post with "its" and "the company" replaced by the organisation that is meant."""
    post, start = found.post, words[found.evidence[0]].span.start
    if post.holder in ("its", "their"):
        subject = subject_before(words, found.evidence[0])
        if subject is not None:
            return replace(post, organization=subject, holder=None)
        before = [o for o in organizations if o.mentions[0].start < start]
        near = [
            o for o in before if any(start - s.end < 600 for s in o.mentions if s.start < start)
        ]
        if near:
            owner = max(near, key=lambda o: max(s.start for s in o.mentions if s.start < start))
            return replace(post, organization=owner.name, holder=None)
        return post
    if post.holder is not None:
        whole, unit = _hinted(words, post.holder, found.evidence[0], organizations)
        return replace(post, organization=whole, unit=unit, holder=None)
    name = post.organization
    if name is None or not name.islower():
        return replace(post, organization=_fullest(name, organizations)) if name else post
    known = named(name, organizations)
    if known is None and len(key_words(name)) == 1 and post.unit is None:
        known, sure = described(fold_word(name), start, organizations)
        if not sure:
            whole, unit = introduced_body(words, name.split()[-1].lower(), found.evidence[0])
            if whole:
                return replace(post, organization=whole, unit=unit)
    return replace(post, organization=known.name) if known else post


def _hinted(
    words: Words, noun: str, before: int, organizations: Sequence[OrganizationCluster]
) -> tuple[str | None, str | None]:
    """Organisation and unit that the noun in "board member" means, where only one can be meant."""
    holding = [o for o in organizations if fold_word(noun) in _ends(o.name)]
    if holding:
        known = holding[0] if len(holding) == 1 else None
        if known is None or known.mentions[0].start > words[before].span.start:
            return None, None
        return known.name, None
    whole, unit = introduced_body(words, noun, before)
    return (whole, unit) if whole and not whole.islower() else (None, None)


def _ends(name: str) -> tuple[str, ...]:
    """The first and the last word of a name that is short enough to be one, for comparing."""
    key = key_words(name)
    return (key[0], key[-1]) if 1 < len(key) < 6 else ()


def _fullest(name: str, organizations: Sequence[OrganizationCluster]) -> str:
    """The long form of an acronym or of a lone "Council"; any other name as it stands."""
    holders = [o for o in organizations if any(is_kind_of(name, form) for form in o.forms)]
    if len(holders) == 1:
        return holders[0].name
    if not name.isupper() or " " in name or "." in name:
        return name
    known = named(name, organizations)
    return known.name if known and len(known.name) > len(name) else name


def _distinct(found: Sequence[_Found]) -> list[_Found]:
    """The posts without repetitions; the fuller of two that say the same stays."""
    kept: list[_Found] = []
    for later in found:
        for index, earlier in enumerate(kept):
            if _repeats(later.post, earlier.post):
                kept[index] = _agreed(earlier, later)
                break
            if _repeats(earlier.post, later.post):
                kept[index] = _agreed(later, earlier)
                break
        else:
            kept.append(later)
    return kept


def _agreed(fuller: _Found, other: _Found) -> _Found:
    """The fuller of two that say the same, with the status, party that both together tell.

    A past tense alone ("was director") yields to any other telling; else what is not "current"
    stands.
    """
    post = fuller.post
    status = post.status
    if (fuller.by_tense and not other.by_tense) or (status == "current" and not other.by_tense):
        status = other.post.status
    return replace(fuller, post=replace(post, status=status, party=post.party or other.post.party))


def _repeats(less: Post, more: Post) -> bool:
    """Whether everything that the first post says is said by the second one."""
    if less.role and not set(key_words(less.role)) <= set(key_words(more.role or "")):
        return False
    if less.organization is None:
        return less.role is not None
    fewer, more_words = key_words(less.organization), key_words(more.organization or "")
    return set(fewer) <= set(more_words) or "".join(fewer) == "".join(more_words)


@dataclass(frozen=True, slots=True)
class CastMember:
    """A person of the cast, with what tells them apart from the others.

    ``described`` holds all words, in lower case, that the article uses of the person in titles
    and appositions; ``gender`` is ``male``, ``female`` or None.
    """

    person: Person
    individual: Individual
    described: frozenset[str]

    @property
    def gender(self) -> str | None:
        """``male``, ``female``, or None where the article does not show it."""
        return self.individual.gender

    @property
    def affiliation(self) -> Affiliation | None:
        """The most telling post: one with role and organisation, else the first."""
        posts = self.person.affiliations
        if not posts:
            return None
        return max(posts, key=lambda post: bool(post.role) + bool(post.organization))


@dataclass(frozen=True, slots=True)
class Cast:
    """The people and organisations of an article, in the order of their first mention."""

    people: tuple[Person, ...]
    members: tuple[CastMember, ...] = field(repr=False)
    organizations: tuple[OrganizationCluster, ...]
    words: Words = field(repr=False)


def find_cast(reading: Reading, skip: Sequence[Span] = ()) -> Cast:
    """The cast of an article; nobody is taken from inside ``skip`` (bylines, boilerplate)."""
    sources = [found.source for found in reading.attributions if found.source]
    words = with_people(words_of(reading), sources)
    individuals = find_people(words, skip, sources)
    named = {naming.span for individual in individuals for naming in individual.namings}
    full_names = [individual.name for individual in individuals if " " in individual.name]
    organizations = [
        organization
        for organization in find_organizations(words, skip, full_names)
        if not named.issuperset(organization.mentions)
    ]
    people = {form for individual in individuals for form in (individual.name, *individual.aliases)}
    subjects = openings(words, individuals)
    members = tuple(
        _member(words, individual, organizations, people, subjects[number])
        for number, individual in enumerate(individuals)
    )
    return Cast(tuple(member.person for member in members), members, tuple(organizations), words)


def _member(
    words: Words,
    individual: Individual,
    organizations: Sequence[OrganizationCluster],
    people: Collection[str],
    subjects: Sequence[range],
) -> CastMember:
    """The member; a post with "Quist's lawyer" names no organisation where Quist is a person."""
    posts = tuple(
        replace(post, organization=None) if post.organization in people else post
        for post in affiliations_of(words, individual, organizations, subjects)
        if post.role or post.organization not in people
    )
    person = Person(individual.name, individual.aliases, posts)
    described = {
        words.lower(index).rstrip(".")
        for naming in individual.namings
        for description in descriptions(words, naming)
        for index in description.tokens
    }
    for post in person.affiliations:
        described.update((post.role or "").lower().split())
    return CastMember(person, individual, frozenset(described))
