from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.entities.post_match import Tenure, match_roles
from quotes.entities.profile import Profile, ProfileFeatures
from quotes.entities.score import Spread, rarity, weigh
from quotes.entities.weights import Rarity
from quotes.names.person_match import likeness
from tests.entities.profiles import DAY, held, person


@pytest.mark.parametrize(
    ("name", "rare"),
    [
        ("Ingvild Torsund", "rare"),
        ("Ann Torsund", "ordinary"),
        ("Ingvild Smith", "ordinary"),
        ("J. Torsund", "ordinary"),
        ("Jack Smith", "common"),
        ("", "common"),
    ],
)
def test_rarity(name: str, rare: Rarity) -> None:
    assert rarity(name) == rare


POST = held("director", "Harbour Office")
ROLE = held("harbour master")


def seen(profile: Profile, **told: object) -> Profile:
    return replace(profile, features=ProfileFeatures(**told))  # type: ignore[arg-type]


def kinds(one: Profile, other: Profile) -> tuple[str, set[str]]:
    found, back = weigh(one, other), weigh(other, one)
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
    assert weigh(one, other).score <= 0.9


def test_a_role_takes_a_place_or_an_age_that_agrees() -> None:
    one = person("Ann Vale", ROLE)
    place = {"near": frozenset({"skarholm"}), "places": frozenset({"skarholm"})}
    assert kinds(one, one)[0] == "maybe"
    assert kinds(seen(one, **place), seen(one, places=frozenset({"skarholm"})))[0] == "same"
    assert kinds(seen(one, **place), seen(one, places=frozenset({"brandtvik"})))[0] == "maybe"
    born = seen(one, births=frozenset({1976}))
    assert kinds(born, seen(one, births=frozenset({1977})))[0] == "same"


def test_callings_that_seldom_go_together_contradict_a_companion() -> None:
    one = person("Ann Vale", beside=("bo ek", "cy lund"))
    baker, judge = (seen(one, callings=frozenset({word})) for word in ("baker", "judge"))
    assert kinds(baker, baker)[0] == "same"
    assert kinds(baker, judge)[0] != "same"


def test_a_holder_of_an_office_is_no_telling_companion() -> None:
    one = person("Ann Vale", beside=("bo ek", "cy lund"))
    assert kinds(one, one)[0] == "same"
    assert kinds(seen(one, officials=frozenset({"bo ek"})), one)[0] == "maybe"


LATER = DAY + timedelta(days=2000)


def verdict(new: Profile, known: Profile, spread: Spread | None = None) -> str:
    found = weigh(new, known, spread)
    back = weigh(known, new, spread)
    assert (found.verdict, found.score) == (back.verdict, back.score)
    return found.verdict


def details(new: Profile, known: Profile) -> dict[str, str]:
    return {one.kind: one.detail for one in weigh(new, known).evidence}


def test_a_name_alone_is_a_maybe() -> None:
    assert verdict(person("Ann Vale"), person("Ann Vale")) == "maybe"
    assert verdict(person("John Smith"), person("John Smith")) == "maybe"


def test_a_post_in_other_words_merges_even_a_common_name() -> None:
    one = person("John Smith", held("spokesman", "the Skarholm Harbour Office"))
    other = person("John Smith", held("press officer", "SHO"))
    assert verdict(one, other) == "same"
    assert details(one, other)["post"] == (
        "one is spokesman of the Skarholm Harbour Office, the other is press officer of SHO"
    )
    assert details(one, one)["post"] == "both are spokesman of the Skarholm Harbour Office"


def test_an_organisation_merges_an_uncommon_name_only() -> None:
    ours, theirs = held("founder", "Ek Shipping"), held("chief executive", "Ek Shipping")
    assert verdict(person("Ann Vale", ours), person("Ann Vale", theirs)) == "same"
    assert verdict(person("John Smith", ours), person("John Smith", theirs)) == "maybe"


def test_a_role_without_its_organisation_takes_a_place_or_one_outlet() -> None:
    role = held("harbour master")
    assert verdict(person("Ann Vale", role), person("Ann Vale", role)) == "maybe"
    bell = person("Ann Vale", role, outlets=("evening bell",))
    assert verdict(bell, bell) == "same"
    near = seen(person("Ann Vale", role), near=frozenset({"skarholm"}))
    assert verdict(near, seen(near, places=frozenset({"skarholm"}))) == "same"
    nurse = person("Ann Vale", held("nurse"), outlets=("evening bell",))
    assert verdict(bell, nurse) == "maybe"


def test_two_pieces_of_evidence_merge_a_common_name() -> None:
    judge, others = held("appeal judge"), ("bo ek", "cy lund")
    one = person("John Smith", judge, beside=others)
    assert verdict(one, person("John Smith", judge, beside=others)) == "same"
    assert verdict(one, person("John Smith", beside=others)) == "maybe"
    assert verdict(one, person("John Smith", judge)) == "maybe"


def test_a_person_is_not_their_own_companion() -> None:
    one = person("Ann Vale", aliases=("Ann Maria Vale",), beside=("ann maria vale",))
    assert "companion" not in details(one, one)


def test_the_outlet_alone_merges_nobody() -> None:
    for name in ("Ann Vale", "John Smith"):
        assert verdict(person(name, outlets=("bell",)), person(name, outlets=("bell",))) == "maybe"
    baker = person("Ann Vale", held("baker"), outlets=("bell",))
    assert verdict(baker, person("Ann Vale", held("glassblower"), outlets=("bell",))) == "maybe"


def test_a_name_that_many_articles_of_several_outlets_have_is_that_of_one_person() -> None:
    one = person("Ann Vale")
    assert verdict(one, one, Spread(4, 4)) == "maybe"
    assert verdict(one, one, Spread(20, 1)) == "maybe"
    assert verdict(one, one, Spread(20, 3)) == "same"
    smith = person("John Smith")
    assert verdict(smith, smith, Spread(20, 3)) == "maybe"
    nurse, judge = (person("Ann Vale", held(role)) for role in ("nurse", "judge"))
    assert verdict(nurse, judge, Spread(20, 3)) == "maybe"


def test_the_spread_counts_articles_and_outlets_of_all_who_bear_the_name() -> None:
    bell, gull = (person("Ann Vale", outlets=(outlet,)) for outlet in ("bell", "gull"))
    assert Spread.of([bell, replace(gull, size=4), bell]) == Spread(6, 2)


def test_forms_of_a_name_need_the_same_evidence_and_nearly_alike_ones_a_human() -> None:
    post = held("director", "Harbour Office")
    for name, expected in (
        ("Bob Vale", "same"),
        ("Robert K. Vale", "same"),
        ("R. Vale", "same"),
        ("Robert Vale Jr.", "same"),
        ("Robert Wale", "maybe"),
        ("Robert Vale-Ek", "maybe"),
        ("Vale", "different"),
        ("Roberta Vale", "different"),
    ):
        assert verdict(person("Robert Vale", post), person(name, post)) == expected, name


def test_what_tells_namesakes_apart_outweighs_all_else() -> None:
    post = held("director", "Harbour Office")
    one = person("Ann M. Vale", post, aliases=("Ann Vale",))
    assert verdict(one, person("Ann K. Vale", post, aliases=("Ann Vale",))) == "different"
    she, he = (person("Kim Vale", post, gender=gender) for gender in ("female", "male"))
    assert verdict(she, he) == "different"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (held("mayor of Skarholm"), held("mayor of Brandt"), "maybe"),
        (held("mayor", "Skarholm"), held("mayor", "Brandt"), "maybe"),
        (held("mayor", "Skarholm"), held("mayor of Brandt"), "maybe"),
        (held("professor"), held("baker"), "maybe"),
        (held("professor", "Skarholm University"), held("baker", "Brandt Mill"), "different"),
        (held("professor", "Skarholm University"), held("professor", "Brandt College"), "maybe"),
        (held("professor"), held("baker", day=LATER), "maybe"),
        (held("director", "Harbour Office"), held("director", "Museum", day=LATER), "maybe"),
        (held("deputy minister"), held("minister"), "maybe"),
        (held("student", "Skarholm University"), held("professor", "Skarholm University"), "maybe"),
    ],
)
def test_contradictions(ours: object, theirs: object, expected: str) -> None:
    assert verdict(person("Ann Vale", ours), person("Ann Vale", theirs)) == expected


def test_the_firm_of_a_family_has_namesakes() -> None:
    for firm, expected in (("Ek Shipping", "same"), ("Vale Shipping", "maybe")):
        founder, clerk = held("founder", firm), held("chief executive", firm)
        assert verdict(person("Tom Vale", founder), person("Tom Vale", clerk)) == expected
    owner = held("owner", "Vale Shipping")
    assert verdict(person("Tom Vale", owner), person("Tom Vale", owner)) == "same"


def test_a_form_that_two_people_share_does_not_make_them_one() -> None:
    post = held("researcher", "Skarholm University")
    for form, one, other in (("J. Holt", "Jane", "John"), ("Pat Holt", "Patricia", "Patrick")):
        ours, theirs = (person(f"{name} Holt", post, aliases=(form,)) for name in (one, other))
        assert verdict(ours, theirs) == "different"
        assert verdict(ours, person(form, post)) == "same"
    known = person("Edwin Holt", post, aliases=("Buzz Holt",))
    assert verdict(known, person("Buzz Holt", post)) == "same"


TOLD = frozenset(
    "berth boatyard cormorant dredger estuary ferry halyard herring lighthouse mooring quay".split()
) | {"silt"}


def test_the_setting_is_evidence_where_it_is_one_affair() -> None:
    one = replace(person("Ann Vale"), contexts=frozenset({TOLD}))
    assert verdict(one, one) == "same"
    assert details(one, one)["setting"].startswith("the articles of both tell of ")
    words = frozenset(sorted(TOLD)[:2]) | {f"{word}x" for word in TOLD}
    assert verdict(one, replace(one, contexts=frozenset({words}))) == "maybe"


def test_two_articles_that_share_nothing_speak_against_one_person() -> None:
    post = held("harbour master")
    ours = replace(person("Ann Vale", post), contexts=frozenset({TOLD}))
    other = frozenset(f"{word}s" for word in TOLD)
    theirs = replace(ours, contexts=frozenset({other}))
    assert weigh(ours, theirs).total < weigh(ours, person("Ann Vale", post)).total


def test_articles_of_one_meaning_speak_for_one_person() -> None:
    def about(*vector: int) -> Profile:
        told = bytes(value % 256 for value in vector)
        return replace(person("Ann Vale"), contexts=frozenset({TOLD}), vectors=frozenset({told}))

    assert weigh(about(90, 5), about(80, 9)).total > weigh(about(90, 5), about(-80, 90)).total


def test_a_family_name_with_its_particle_is_no_other_name() -> None:
    post = held("chief conductor", "Radio Orchestra")
    known = person("Felix von Traun", post, aliases=("Von Traun",))
    assert verdict(known, person("Felix Traun", post)) == "same"


def test_a_former_post_agrees_with_the_earlier_one() -> None:
    was = held("mayor of Skarholm", status="former", day=LATER)
    now = held("director", "Museum of Glass", day=LATER)
    mayor = person("John Smith", held("mayor", "Skarholm Town Council"))
    assert verdict(person("John Smith", was, now, day=LATER), mayor) != "different"
    assert verdict(person("Ann Vale", was, now), person("Ann Vale", *mayor.posts)) == "same"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (held("mayor", "Skarholm"), held("mayor", "Skarholm", day=LATER)),
        (held("mayor", "Skarholm", status="former"), held("mayor", "Skarholm")),
        (held("partner", "Vale & Ek"), held("partner", "Vale & Ek")),
        (held("farmer"), held("farmer")),
        (held("senator"), held("lawyer")),
    ],
)
def test_a_post_that_a_father_may_have_left_to_his_son_merges_nobody(
    ours: Tenure, theirs: Tenure
) -> None:
    father, son = (
        person(name, post, outlets=("bell",), day=post.first)
        for name, post in (("Robert Vale", ours), ("Robert Vale Jr.", theirs))
    )
    assert verdict(father, son) == "maybe"


def test_another_spelling_merges_on_the_post_and_the_people_around_only() -> None:
    post = held("wrestling coach", "Skarholm Mat Club")
    for around, expected in (({"beside": ("bo ek",)}, "same"), ({"outlets": ("bell",)}, "maybe")):
        ours, theirs = (
            person(name, post, **around) for name in ("Sergey Kovalski", "Sergei Kowalsky")
        )
        assert verdict(ours, theirs) == expected
        assert verdict(ours, replace(theirs, posts=frozenset())) == "maybe"


def test_the_organisation_of_a_post_in_the_article_of_the_other_tells_of_a_change() -> None:
    museum = held("director", "Museum of Glass")
    bell = ("bell",)
    before = person("Inga Voss", museum, bodies=("museum of glass",), outlets=bell)
    moved = held("director", "Museum of Tin", day=LATER)
    after = person("Inga Voss", moved, bodies=("museum of glass",), outlets=bell, day=LATER)
    assert verdict(before, after) == "same"
    assert details(before, after)["organisation of a post"] == (
        "one is of Museum Of Glass, which the articles of the other mention"
    )
    assert verdict(before, replace(after, organizations=frozenset())) == "maybe"
    nurse = held("nurse", "Skarholm Hospital", day=LATER)
    assert verdict(before, replace(after, posts=frozenset({nurse}))) == "maybe"
    resident = held("resident")
    assert verdict(before, replace(after, posts=frozenset({resident}))) == "maybe"


def test_who_has_no_post_is_not_of_every_organisation_that_the_article_names() -> None:
    police = ("skarholm police",)
    detective = held("detective", "Skarholm Police")
    one = person("Ann Vale", detective, bodies=police, outlets=("bell",))
    assert verdict(one, person("Ann Vale", bodies=police, outlets=("bell",))) == "maybe"


def test_articles_of_two_lives_are_of_two_people() -> None:
    one = person("Ann Vale", outlets=("bell",), day=date(1921, 3, 1))
    assert verdict(one, person("Ann Vale", outlets=("bell",))) == "different"


ROLES = st.sampled_from([None, "director", "mayor of Iona", "baker", "professor", "nurse"])
BODIES = st.sampled_from([None, "Harbour Office", "University of Skarholm", "SHO", "police"])
DAYS = st.dates(date(1990, 1, 1), date(2024, 1, 1))
POSTS = st.builds(
    lambda role, body, status, day: held(role, body, status=status, day=day),
    ROLES,
    BODIES,
    st.sampled_from(["current", "former", "acting", "elect"]),
    st.none() | DAYS,
)
NAMES = st.sampled_from(
    ["Ann Vale", "Ann M. Vale", "Ann K. Vale", "A. Vale", "John Smith", "Jack Smith", "Vale"]
)
PROFILES = st.builds(
    lambda name, posts, beside, bodies, outlets, day: person(
        name, *posts, beside=beside, bodies=bodies, outlets=outlets, day=day
    ),
    NAMES,
    st.lists(POSTS, max_size=3),
    st.lists(st.sampled_from(["bo ek", "cy lund", "mary jones"]), max_size=3),
    st.lists(st.sampled_from(["harbour office", "museum of glass"]), max_size=2),
    st.lists(st.sampled_from(["bell", "courier"]), max_size=2),
    st.none() | DAYS,
)


@given(PROFILES, PROFILES)
def test_the_verdict_is_symmetric_and_never_rests_on_the_name_alone(
    one: Profile, other: Profile
) -> None:
    found = weigh(one, other)
    back = weigh(other, one)
    assert (found.verdict, found.score) == (back.verdict, back.score)
    assert 0 <= found.score <= 1
    if found.verdict == "same":
        telling = {
            "post",
            "organisation",
            "organisation of a post",
            "role",
            "bare role",
            "companion",
        }
        telling |= {"outlet"}
        assert telling & {evidence.kind for evidence in found.evidence}
        assert likeness(one.name, other.name).degree != "near"


@given(NAMES, NAMES, DAYS, DAYS)
def test_nothing_but_names_and_days_never_merges(one: str, other: str, a: date, b: date) -> None:
    assert weigh(person(one, day=a), person(other, day=b)).verdict != "same"


def test_a_peer_is_whoever_has_the_family_name_and_the_post() -> None:
    seat = held("minister of transport", "Skarholm Government")
    bell = ("evening bell",)
    lord = person("Lord Vale", seat, beside=("bo ek", "cy lund"), outlets=bell)
    vale = person("Desmond Vale", seat, beside=("bo ek", "cy lund"), outlets=bell)
    assert verdict(lord, vale) == "same"
    assert verdict(replace(lord, posts=frozenset(), companions=frozenset()), vale) == "maybe"
    assert verdict(person("Vale", seat, beside=("bo ek", "cy lund"), outlets=bell), vale) != "same"


def test_the_branches_of_one_trade_are_two_matters() -> None:
    assert match_roles("eye surgeon", "hand surgeon") == "aside"
    assert match_roles("surgeon", "hand surgeon") == "same"
