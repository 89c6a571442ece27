"""Everybody and every organisation that an article names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from quotes.attribution.affiliations import affiliations_of
from quotes.attribution.organizations import OrganizationCluster, find_organizations
from quotes.attribution.person_clusters import Individual, find_people
from quotes.attribution.post_patterns import descriptions, openings
from quotes.attribution.words import Words, words_of
from quotes.reader.reading import Reading
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
    words = words_of(reading)
    individuals = find_people(words, skip)
    named = {naming.span for individual in individuals for naming in individual.namings}
    full_names = [one.name for one in individuals if " " in one.name]
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
        words.lower(place).rstrip(".")
        for naming in individual.namings
        for description in descriptions(words, naming)
        for place in description.places
    }
    for post in person.affiliations:
        described.update((post.role or "").lower().split())
    return CastMember(person, individual, frozenset(described))
