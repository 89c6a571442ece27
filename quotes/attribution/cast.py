"""Everybody and every organisation that an article names, and the posts that it gives people."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quotes.attribution.affiliations import held_posts
from quotes.attribution.organizations import OrganizationCluster, find_organizations
from quotes.attribution.person_clusters import Individual, find_people
from quotes.attribution.person_evidence import with_people
from quotes.attribution.words import Words, words_of
from quotes.reader.reading import PostSpans, Reading
from quotes.types import Affiliation, Person, Span


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
    owners = {
        at: number
        for number, individual in enumerate(individuals)
        for naming in individual.namings
        for at in naming.tokens
    }
    members = _members(words, reading.posts, individuals, owners, organizations)
    return Cast(tuple(member.person for member in members), members, tuple(organizations), words)


def with_described(cast: Cast, reading: Reading, described: Mapping[int, int]) -> Cast:
    """The cast with the posts that descriptions tell: "the former governor" of somebody.

    :param described: the number of the member that each word of a description means.
    """
    individuals = [member.individual for member in cast.members]
    owners = {
        at: number
        for number, individual in enumerate(individuals)
        for naming in individual.namings
        for at in naming.tokens
    }
    members = _members(
        cast.words, reading.posts, individuals, {**described, **owners}, cast.organizations
    )
    return replace(cast, people=tuple(member.person for member in members), members=members)


def _members(
    words: Words,
    found: Sequence[PostSpans],
    individuals: Sequence[Individual],
    owners: Mapping[int, int],
    organizations: Sequence[OrganizationCluster],
) -> tuple[CastMember, ...]:
    people = {form for individual in individuals for form in (individual.name, *individual.aliases)}
    posts = held_posts(words, found, owners, organizations)
    return tuple(
        _member(individual, posts.get(number, ()), people)
        for number, individual in enumerate(individuals)
    )


def _member(
    individual: Individual, posts: Sequence[Affiliation], people: Collection[str]
) -> CastMember:
    """The member; a post with "Quist's lawyer" names no organisation where Quist is a person."""
    held = tuple(
        replace(post, organization=None) if post.organization in people else post
        for post in posts
        if post.role or post.organization not in people
    )
    person = Person(individual.name, individual.aliases, held)
    described = {title for naming in individual.namings for title in naming.titles}
    for post in held:
        for text in (post.role, post.organization, post.unit):
            described.update(word.rstrip(".") for word in (text or "").lower().split())
    return CastMember(person, individual, frozenset(described))
