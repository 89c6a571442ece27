"""Who the people of a new article are among those that the database knows.

Whoever has the same name in the same article, or in its earlier version, is the same person.
Others are weighed against all people with a name that can be a form of theirs; each known person
is at most one person of an article, and the best pair goes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from quotes.article import Extraction, Person
from quotes.store.appearances import Known, Link, find_again, find_before
from quotes.store.contacts.known import qids_of
from quotes.store.decisions.replay import Outcome
from quotes.store.decisions.settle import standing
from quotes.store.folding import fold_person
from quotes.store.identity.profile import Profile
from quotes.store.identity.weigh import Commonness, Verdict, weigh
from quotes.store.models import Appearance
from quotes.store.profiles import candidates, commonness, known_profiles, new_profiles

_CLOSE = 0.02


@dataclass(frozen=True, slots=True)
class _Pair:
    """A person of the article, by place, and a known one, who may be the same."""

    place: int
    person: int
    verdict: Verdict


def recognize(
    connection: Connection,
    extraction: Extraction,
    people: Sequence[Person],
    article: int,
    previous: int | None,
) -> list[Known]:
    """What the store knows of each person of an article.

    :param people: the people of the article, speakers included.
    :param article: the row of the article, ``previous`` that of its earlier version.
    """
    known = [Known()] * len(people)
    for place, one in find_again(connection, article, people).items():
        known[place] = one
    if previous is not None and previous != article:
        for place, before in find_before(connection, previous, people).items():
            if known[place].home is None:
                known[place] = Known(None, before)
    profiles = new_profiles(extraction, people)
    fresh = {place: profiles[place] for place, one in enumerate(known) if one.home is None}
    outcome = standing(connection)
    taken = {outcome.whom(one.home) for one in known if one.home is not None}
    among = candidates(connection, (one.name for one in fresh.values()))
    records = known_profiles(connection, set[int]().union(*among.values()) - taken, profiles)
    if not records:
        return known
    names = [profile.name for profile in (*fresh.values(), *records.values())]
    companions = set[str]().union(*(one.companions for one in fresh.values()))
    bodies = set[str]().union(
        *(one.organizations | one.served for one in (*fresh.values(), *records.values()))
    )
    common = commonness(connection, names, companions, bodies)
    pairs = [
        _Pair(place, person, verdict)
        for place, profile in fresh.items()
        for person in among.get(profile.name, set()) & records.keys()
        if (verdict := weigh(profile, records[person], common)).verdict != "different"
    ]
    same = [pair for pair in pairs if pair.verdict.verdict == "same"]
    rivals = {one: records[one] for pair, _ in _rivals(same) for one in pair}
    chosen = _choose(same, _apart(connection, rivals, common, outcome))
    taken |= {pair.person for pair in chosen.values()}
    for place in fresh:
        pair = chosen.get(place)
        links = [Link.of(pair.person, "same", pair.verdict)] if pair else []
        links += [
            Link.of(other.person, "maybe", other.verdict)
            for other in pairs
            if other.place == place and other.person not in taken
        ]
        home = _home(connection, pair.person, people[place].name, outcome) if pair else None
        known[place] = Known(None, home, tuple(links))
    return known


def _rivals(same: Sequence[_Pair]) -> set[tuple[frozenset[int], int]]:
    """Pairs of known people whom one person of the article is alike, with the place of that."""
    return {
        (frozenset({one.person, other.person}), one.place)
        for one, other in combinations(same, 2)
        if one.place == other.place and abs(one.verdict.score - other.verdict.score) < _CLOSE
    }


def _choose(same: Sequence[_Pair], apart: set[frozenset[int]]) -> dict[int, _Pair]:
    """The pairs to be taken for the same, by place; nobody who may as well be one of two people."""
    torn = {place for rivals, place in _rivals(same) if rivals in apart}
    chosen: dict[int, _Pair] = {}
    taken: set[int] = set()
    for pair in sorted(same, key=lambda pair: (-pair.verdict.score, pair.person)):
        if pair.place not in torn | chosen.keys() and pair.person not in taken:
            chosen[pair.place] = pair
            taken.add(pair.person)
    return chosen


def _apart(
    connection: Connection, records: Mapping[int, Profile], common: Commonness, outcome: Outcome
) -> set[frozenset[int]]:
    """Pairs of known people who are two: by a human, by QID, in one article, or on the evidence."""
    if not records:
        return set()
    one, other = aliased(Appearance), aliased(Appearance)
    together = (
        select(one.person_id, other.person_id)
        .join(other, other.article_id == one.article_id)
        .where(one.person_id.in_(records), other.person_id.in_(records))
        .where(one.person_id < other.person_id)
    )
    apart = {frozenset({left, right}) for left, right in connection.execute(together.distinct())}
    apart |= {
        frozenset({left, right})
        for left, right in combinations(records, 2)
        if weigh(records[left], records[right], common).verdict == "different"
    }
    qids = qids_of(connection, records)
    apart |= {frozenset(pair) for pair in combinations(qids, 2)}
    return apart | set(outcome.apart)


def _home(connection: Connection, person: int, name: str, outcome: Outcome) -> int:
    """Who of those that humans merged into a person is called so; else the person."""
    called = select(Appearance.home_id).where(
        Appearance.person_id == person, Appearance.folded == fold_person(name)
    )
    homes = {home for home in connection.scalars(called) if outcome.whom(home) == person}
    return person if person in homes or not homes else min(homes)
