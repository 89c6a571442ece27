"""Who is who across articles, in a first and cautious form.

Names alone never merge two people. A person of an article is one who is known already only if the
full names agree (folded, two words at least) and something else does too: a post (the same
organisation, or the same role where the organisations do not contradict), another person named in
both articles, or the article being the same one or its earlier version, where any name suffices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio
from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from quotes.article import Person
from quotes.store.chunks import chunks
from quotes.store.folding import fold, fold_organization, fold_person
from quotes.store.models import Name, Organization, Post

_LIKE = 90.0
_SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the"})


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post reduced to what is compared: role and organisation, both folded."""

    role: str | None
    organization: str | None


def same_organization(one: str, other: str) -> bool:
    """Whether two folded names can be those of one organisation.

    Either all words of one are words of the other, or the words that differ are spelled alike.
    """
    ours, theirs = set(one.split()) - _SMALL_WORDS, set(other.split()) - _SMALL_WORDS
    if not ours or not theirs:
        return one == other
    if ours <= theirs or theirs <= ours:
        return True
    left, right = " ".join(sorted(ours - theirs)), " ".join(sorted(theirs - ours))
    return ratio(left, right) >= _LIKE


def agree(ours: Collection[Tenure], theirs: Collection[Tenure]) -> bool:
    """Whether two sets of posts can be one person's.

    They share an organisation; or a role, where only one of them or neither names organisations.
    """
    our_bodies = {one.organization for one in ours if one.organization}
    their_bodies = {one.organization for one in theirs if one.organization}
    if our_bodies and their_bodies:
        return any(same_organization(one, other) for one in our_bodies for other in their_bodies)
    return bool({one.role for one in ours if one.role} & {one.role for one in theirs})


def resolve(
    connection: Connection, people: Sequence[Person], kin: Collection[int]
) -> list[int | None]:
    """The id of the known person that each person of an article is, None for a new one.

    :param people: the people of the article.
    :param kin: ids of the article's own row and of its earlier version, where there are any.
    """
    folded = [fold_person(person.name) for person in people]
    known = _namesakes(connection, folded)
    at_home = _named_in(connection, kin)
    chosen: list[int | None] = [None] * len(people)
    taken: set[int] = set()

    def choose(index: int, agreeing: Iterable[int]) -> None:
        free = sorted(set(agreeing) - taken)
        if free and chosen[index] is None:
            chosen[index] = free[0]
            taken.add(free[0])

    for index, name in enumerate(folded):
        choose(index, known[name] & at_home)
    open_names = {
        name
        for name, choice in zip(folded, chosen, strict=True)
        if choice is None and _is_full(name)
    }
    candidates = set().union(*(known[name] for name in open_names)) - taken
    tenures = _tenures(connection, candidates)
    companions = _companions(connection, candidates, set(filter(_is_full, folded)))
    for index, (name, person) in enumerate(zip(folded, people, strict=True)):
        if name in open_names:
            posts = _posts(person)
            choose(index, (one for one in known[name] & candidates if agree(posts, tenures[one])))
            choose(index, (one for one in known[name] & candidates if companions[one] - {name}))
    return chosen


def _is_full(folded: str) -> bool:
    return " " in folded


def _posts(person: Person) -> set[Tenure]:
    return {
        Tenure(
            fold(post.role) if post.role else None,
            fold_organization(post.organization) if post.organization else None,
        )
        for post in person.affiliations
    }


def _namesakes(connection: Connection, folded: Sequence[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for part in chunks(set(folded)):
        named = select(Name.folded, Name.person_id).where(
            Name.folded.in_(part), Name.kind == "full"
        )
        for name, person in connection.execute(named.distinct()):
            found[name].add(person)
    return found


def _named_in(connection: Connection, articles: Collection[int]) -> set[int]:
    named = select(Name.person_id).where(Name.article_id.in_(articles))
    return set(connection.scalars(named.distinct())) if articles else set()


def _tenures(connection: Connection, people: Collection[int]) -> dict[int, set[Tenure]]:
    found: dict[int, set[Tenure]] = defaultdict(set)
    for part in chunks(people):
        held = (
            select(Post.person_id, Post.role, Organization.folded)
            .outerjoin(Organization, Organization.id == Post.organization_id)
            .where(Post.person_id.in_(part))
        )
        for person, role, organization in connection.execute(held.distinct()):
            found[person].add(Tenure(fold(role) if role else None, organization))
    return found


def _companions(
    connection: Connection, people: Collection[int], folded: Collection[str]
) -> dict[int, set[str]]:
    """Which of the full names stand in an article together with each of the people."""
    found: dict[int, set[str]] = defaultdict(set)
    theirs, others = aliased(Name), aliased(Name)
    for part in chunks(people):
        for names in chunks(folded):
            together = (
                select(theirs.person_id, others.folded)
                .join(others, others.article_id == theirs.article_id)
                .where(theirs.person_id.in_(part), others.folded.in_(names))
                .where(others.kind == "full", others.person_id != theirs.person_id)
            )
            for person, name in connection.execute(together.distinct()):
                found[person].add(name)
    return found
