from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.speakers.coreference.mentions import NOWHERE, Agreement, Form, Mention, Role
from quotes.attribution.speakers.coreference.pairs import FEATURES, between, features


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    start = draw(st.integers(0, 400))
    places = range(start, start + draw(st.integers(1, 6)))
    return Mention(
        places=places,
        head=draw(st.sampled_from(places)),
        form=draw(st.sampled_from(Form)),
        agreement=draw(st.sampled_from(Agreement)),
        role=draw(st.sampled_from(Role)),
        possessive=draw(st.booleans()),
        sentence=start // 20,
        paragraph=start // 60,
        content=draw(st.sampled_from([NOWHERE, 0, 1])),
        is_source=draw(st.booleans()),
    )


@given(mentions(), st.lists(mentions(), min_size=1, max_size=8))
def test_a_pair_has_one_feature_of_each_group(anaphor: Mention, others: list[Mention]) -> None:
    found = [
        features(anaphor, one, stands)
        for one, stands in zip(others, between(anaphor, others), strict=True)
    ]
    assert all(list(one) == sorted(set(one)) for one in found)
    assert all(0 <= feature < FEATURES for one in found for feature in one)
    assert len({len(one) for one in found}) == 1


@given(mentions(), st.lists(mentions(), min_size=1, max_size=8))
def test_the_nearest_has_nobody_between(anaphor: Mention, others: list[Mention]) -> None:
    before = [one for one in others if one.places.start < anaphor.places.start]
    if before:
        nearest = max(before, key=lambda one: one.places.start)
        stands = between(anaphor, others)[others.index(nearest)]
        assert (stands.names, stands.sources) == (0, 0)
