"""Appearances put together to people, without any database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from quotes.entities.clustering import (
    COMPARED,
    RECENT,
    Cluster,
    Clustering,
    PersonAppearance,
    merge,
    read_history,
    stored_history,
)
from quotes.entities.profile import Profile, ProfileFeatures
from quotes.names.person import fold_person
from tests.entities.profiles import DAY, held, person

OFFICE, MUSEUM = held("director", "Harbour Office"), held("nurse", "Skarholm Hospital")


def appearance(number: int, profile: Profile, article: int | None = None) -> PersonAppearance:
    at = number if article is None else article
    day = DAY + timedelta(days=at)
    order = (day, 1, f"{at:04}", fold_person(profile.name), number)
    return PersonAppearance(number, at, order, number, profile)


def put_together(
    ones: Sequence[PersonAppearance], apart: frozenset[int] = frozenset()
) -> list[set[int]]:
    """The people, each by the numbers of the appearances."""
    clustering = Clustering({}, apart=apart)
    stands: dict[int, set[int]] = {}
    clustering.meet = lambda one, other: bool(stands[one.label] & stands[other.label])
    where: dict[int, int] = {}
    gone: dict[int, int] = {}
    for _, group in groupby(sorted(ones, key=lambda one: one.order), key=lambda one: one.order[:3]):
        people = list(group)
        placed, joined = clustering.add(people)
        for one, it in zip(people, placed, strict=True):
            where[one.id] = it.label
            stands.setdefault(it.label, set()).add(one.article)
        for it in joined:
            gone[it.gone] = it.label
            stands.setdefault(it.label, set()).update(stands.get(it.gone, set()))
    members: dict[int, set[int]] = {}
    for row, label in where.items():
        while label in gone:
            label = gone[label]
        members.setdefault(label, set()).add(row)
    return sorted(members.values(), key=min)


def test_one_post_is_one_person_and_another_trade_another() -> None:
    ones = [
        appearance(1, person("Ann Vale", OFFICE)),
        appearance(2, person("Ann Vale", MUSEUM)),
        appearance(3, person("Ann Vale", OFFICE)),
        appearance(4, person("Bo Ek", OFFICE)),
    ]
    assert put_together(ones) == [{1, 3}, {2}, {4}]


def test_two_people_of_one_article_are_never_one() -> None:
    pair = [appearance(number, person("Ann Vale", OFFICE), article=1) for number in (1, 2)]
    assert put_together(pair) == [{1}, {2}]
    later = appearance(3, person("Ann Vale", OFFICE), article=2)
    assert len(put_together([*pair, later])) > 1


def test_two_whom_humans_know_are_never_joined() -> None:
    ones = [appearance(number, person("Ann Vale", OFFICE)) for number in (1, 2)]
    assert put_together(ones) == [{1, 2}]
    assert put_together(ones, frozenset({1, 2})) == [{1}, {2}]


def test_evidence_that_comes_late_joins_two_who_are_known() -> None:
    first, second = person("Ann Vale", OFFICE), person("Ann Vale", beside=("bo ek", "cy lund"))
    ones = [appearance(1, first), appearance(2, second)]
    assert put_together(ones) == [{1}, {2}]
    both = replace(second, posts=first.posts)
    assert put_together([*ones, appearance(3, both)]) == [{1, 2, 3}]


def test_nobody_is_chosen_between_two_who_are_two() -> None:
    office, clinic = person("Ann Vale", OFFICE), person("Ann Vale", MUSEUM)
    ones = [appearance(1, office), appearance(2, clinic)]
    torn = replace(office, posts=office.posts | clinic.posts)
    assert put_together([*ones, appearance(3, torn)]) == [{1}, {2}, {3}]


def test_whoever_is_pinned_is_not_weighed() -> None:
    clustering = Clustering({}, pinned={2: -1})
    clustering.add([appearance(1, person("Ann Vale", OFFICE))])
    placed, _ = clustering.add([appearance(2, person("Ann Vale", MUSEUM))])
    assert [it.label for it in placed] == [-1]
    assert placed[0].same is None


def test_an_appearance_is_compared_with_few() -> None:
    clustering = Clustering({})
    for number in range(COMPARED + 5):
        clustering.add([appearance(number, person("Ann Vale", held("nurse", f"Clinic {number}")))])
    placed, _ = clustering.add([appearance(99, person("Ann Vale"))])
    assert len(placed[0].may) <= COMPARED


posts = st.sampled_from([OFFICE, MUSEUM, held("chair", "Ek Shipping"), held("mayor of Skarholm")])
profiles = st.builds(
    lambda name, post, beside, births, days: replace(
        person(name, *post, beside=beside),
        days=days,
        features=ProfileFeatures(births=frozenset(births)),
    ),
    st.sampled_from(["Ann Vale", "Ann M. Vale", "A. Vale"]),
    st.lists(posts, max_size=2),
    st.sets(st.sampled_from(["bo ek", "cy lund"])),
    st.sets(st.sampled_from([1960, 1961, 1985]), max_size=1),
    st.sampled_from([None, (DAY, DAY), (date(1999, 1, 1), DAY)]),
)


@given(st.lists(profiles, min_size=1, max_size=4))
def test_what_is_kept_of_a_person_can_be_read_again(found: list[Profile]) -> None:
    cluster = Cluster(1, None, (), frozenset())
    for number, profile in enumerate(found):
        cluster = cluster.with_appearance(appearance(number, profile))
    kept = stored_history(cluster)
    assert kept is not None
    assert read_history(kept) == cluster.history
    assert cluster.size == len(found)


@given(st.lists(profiles, min_size=2, max_size=9), st.data())
def test_a_person_is_the_same_however_it_was_put_together(
    found: list[Profile], data: st.DataObject
) -> None:
    ones = [appearance(number, profile) for number, profile in enumerate(found)]
    cut = data.draw(st.integers(1, len(ones) - 1))
    empty = Cluster(1, None, (), frozenset())
    whole, left, right = empty, empty, empty
    for one in ones:
        whole = whole.with_appearance(one)
    for one in ones[:cut]:
        left = left.with_appearance(one)
    for one in ones[cut:]:
        right = right.with_appearance(one)
    joined = left.with_cluster(right)
    assert joined.recent == whole.recent
    assert len(joined.recent) <= RECENT
    assert joined.history == whole.history


@given(st.lists(profiles, min_size=1, max_size=6), st.permutations(range(6)))
def test_the_order_in_which_appearances_are_given_does_not_matter(
    found: list[Profile], order: list[int]
) -> None:
    ones = [appearance(number, profile) for number, profile in enumerate(found)]
    turned = [ones[number] for number in order if number < len(ones)]
    assert put_together(turned) == put_together(ones)


def test_merging_keeps_what_all_tell() -> None:
    both = merge([person("Ann Vale", OFFICE, beside=("bo ek",)), person("Ann Vale", MUSEUM)])
    assert both.posts == {OFFICE, MUSEUM}
    assert both.companions == {"bo ek"}
    assert both.size == 2
