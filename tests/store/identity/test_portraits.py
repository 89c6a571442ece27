from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.store.identity.portrait import Portrait
from quotes.store.identity.weigh import Commonness, Profile, weigh
from tests.store.identity.profiles import held, person

POST = held("director", "Harbour Office")
ROLE = held("harbour master")


def seen(profile: Profile, **told: object) -> Profile:
    return replace(profile, portrait=Portrait(**told))  # type: ignore[arg-type]


def kinds(one: Profile, other: Profile) -> tuple[str, set[str]]:
    found, back = weigh(one, other, Commonness()), weigh(other, one, Commonness())
    assert (found.verdict, found.score) == (back.verdict, back.score)
    return found.verdict, {evidence.kind for evidence in found.evidence}


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        ({"births": frozenset({1941})}, {"births": frozenset({1976})}, "other age"),
        ({"births": frozenset({2019})}, {}, "other age"),
        ({"genders": frozenset({"male"})}, {"genders": frozenset({"female"})}, "other pronoun"),
        ({"namesake": True}, {}, "other bearer"),
    ],
)
def test_what_contradicts_keeps_people_of_one_post_apart(
    ours: dict[str, object], theirs: dict[str, object], kind: str
) -> None:
    one, other = seen(person("Ann Vale", POST), **ours), seen(person("Ann Vale", POST), **theirs)
    verdict, found = kinds(one, other)
    assert verdict == "maybe"
    assert kind in found
    assert weigh(one, other, Commonness()).score <= 0.9


def test_a_role_takes_a_place_or_an_age_that_agrees() -> None:
    one = person("Ann Vale", ROLE)
    place = {"near": frozenset({"skarholm"}), "places": frozenset({"skarholm"})}
    assert kinds(one, one)[0] == "maybe"
    assert kinds(seen(one, **place), seen(one, places=frozenset({"skarholm"})))[0] == "same"
    assert kinds(seen(one, **place), seen(one, places=frozenset({"brandtvik"})))[0] == "maybe"
    born = seen(one, births=frozenset({1976}))
    assert kinds(born, seen(one, births=frozenset({1977})))[0] == "same"


def test_callings_that_seldom_go_together_contradict_a_companion() -> None:
    one = person("Ann Vale", beside=("bo ek",))
    baker, judge = (seen(one, callings=frozenset({word})) for word in ("baker", "judge"))
    assert kinds(baker, baker)[0] == "same"
    assert kinds(baker, judge)[0] != "same"


def test_a_holder_of_an_office_is_no_telling_companion() -> None:
    one = person("Ann Vale", beside=("bo ek",))
    assert kinds(one, one)[0] == "same"
    assert kinds(seen(one, officials=frozenset({"bo ek"})), one)[0] == "maybe"
