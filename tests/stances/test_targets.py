from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.stances.targets import TargetQuery, subject_in, subject_of
from quotes.text.normalize import fold_target, words_of

SAME = [
    ("toll", "the tolls"),
    ("tolls", "The Harbour Toll"),
    ("the toll", "a toll on lorries"),
    ("water price", "the price of water"),
    ("toll", "the toll plan"),
    ("toll", "campaign for the toll"),
    ("toll", "opposition to the repeal of the toll"),
    ("toll", "the toll with a ban on lorries"),
    ("plastic bag ban", "a ban on plastic bags"),
    ("end to the war", "an end to the war"),
    ("Skarholm", "Skarholm's council"),
    ("trade", "free trade"),
]
OPPOSITE = [
    ("toll", "opposition to the toll"),
    ("toll", "the repeal of the toll"),
    ("toll", "scrapping the toll"),
    ("toll", "toll repeal"),
    ("toll", "an anti-toll group"),
    ("toll", "no tolls"),
    ("toll", "the campaign against the toll"),
    ("plastic bags", "a ban on plastic bags"),
    ("war", "an end to the war"),
]
OUT = [
    ("toll", "toll cuts"),
    ("toll", "delay of the toll"),
    ("toll", "critics of the toll"),
    ("toll", "protests over the toll"),
    ("toll", "the toll protests"),
    ("toll", "a toll-free road"),
    ("drugs", "war on drugs"),
    ("Skarholm", "sanctions against Skarholm"),
    ("dam", "dam removal"),
]


@pytest.mark.parametrize(("asked", "target"), SAME)
def test_a_part_of_a_target_has_its_side(asked: str, target: str) -> None:
    found = TargetQuery(asked).relation(target)
    assert found is not None
    assert found.side("support") == "support"


@pytest.mark.parametrize(("asked", "target"), OPPOSITE)
def test_a_turning_word_turns_the_side(asked: str, target: str) -> None:
    found = TargetQuery(asked).relation(target)
    assert found is not None
    assert (found.side("support"), found.side("oppose")) == ("oppose", "support")
    assert found.side("neutral") == "neutral"


@pytest.mark.parametrize(("asked", "target"), OUT)
def test_what_tells_no_side_is_left_out(asked: str, target: str) -> None:
    assert TargetQuery(asked).relation(target) is None


@pytest.mark.parametrize("target", ["the dam", "toll", "harbour", "harbours and tolerance"])
def test_every_word_has_to_be_there(target: str) -> None:
    assert TargetQuery("harbour toll").relation(target) is None


def test_how_a_target_belongs() -> None:
    asked = TargetQuery("toll", similar=("road pricing", "toll cuts"))
    matches = {
        target: found.relation if (found := asked.relation(target)) else None
        for target in ("Tolls", "the toll plan", "repeal of the toll", "harbour toll")
    }
    assert matches == {
        "Tolls": "same",
        "the toll plan": "same",
        "repeal of the toll": "same",
        "harbour toll": "part",
    }
    similar = asked.relation("road pricing")
    assert similar is not None
    assert similar.relation == "similar"
    assert asked.relation("toll cuts") is None


@pytest.mark.parametrize(
    ("target", "key", "label", "turned", "vague"),
    [
        ("the tolls", "toll", "tolls", False, False),
        ("price of water", "price water", "price of water", False, False),
        ("the water price", "price water", "water price", False, False),
        ("repeal of the toll", "toll", "toll", True, False),
        ("a ban on plastic bags", "bag plastic", "plastic bags", True, False),
        ("the toll plan", "toll", "toll", False, False),
        (
            "toll with a ban on lorries",
            "ban lorry toll",
            "toll with a ban on lorries",
            False,
            False,
        ),
        ("toll cuts", "cut toll", "toll cuts", False, False),
        ("the plan", "plan", "plan", False, True),
        ("this government", "government", "government", False, True),
        ("it", "it", "it", False, True),
        ("…", "…", "…", False, True),
    ],
)
def test_the_core_of_a_target(target: str, key: str, label: str, turned: bool, vague: bool) -> None:
    found = subject_of(target)
    assert (found.key, found.label, found.turned, found.vague) == (key, label, turned, vague)


def test_vague_words_mean_what_their_article_means() -> None:
    def named(phrase: str) -> str | None:
        return "Road Toll" if phrase == "lorry charge" else None

    assert subject_in("the plan", "a1", named).key != subject_in("the plan", "b2", named).key
    assert subject_in("the toll", "a1", named) == subject_in("the toll", "b2", named)
    assert subject_in("the lorry charge", "a1", named).key == "road toll"


@given(st.text(max_size=40))
def test_any_text_is_a_target(text: str) -> None:
    for word in words_of(text):
        assert text[word.start : word.end].strip()
    assert fold_target(text) == fold_target(text.strip())
    found = TargetQuery(text).relation(text)
    if words_of(text):
        assert found is not None
        assert (found.relation, found.turned) == ("same", False)
        assert subject_of(text).label in text
