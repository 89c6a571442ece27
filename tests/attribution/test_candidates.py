from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.candidates import (
    FEATURES,
    PAIR_GROUPS,
    STANDING,
    CandidateKind,
    MentionTable,
    Standing,
    group_of,
    pair_features,
    speaker_features,
)
from quotes.attribution.coreference import NOWHERE, Agreement, Form, GrammaticalRole, Mention


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    start = draw(st.integers(0, 400))
    tokens = range(start, start + draw(st.integers(1, 6)))
    return Mention(
        tokens=tokens,
        head=draw(st.sampled_from(tokens)),
        form=draw(st.sampled_from(Form)),
        agreement=draw(st.sampled_from(Agreement)),
        role=draw(st.sampled_from(GrammaticalRole)),
        possessive=draw(st.booleans()),
        sentence=start // 20,
        paragraph=start // 60,
        content=draw(st.sampled_from([NOWHERE, 0, 1])),
        is_source=draw(st.booleans()),
    )


@given(mentions(), st.lists(mentions(), min_size=1, max_size=8))
def test_a_pair_has_one_feature_of_each_group(asking: Mention, others: list[Mention]) -> None:
    found = pair_features(asking, MentionTable(others))
    assert found.shape == (len(others), PAIR_GROUPS)
    assert (np.diff(found, axis=1) > 0).all()
    assert found.min() >= 0
    assert found.max() < FEATURES


@given(mentions(), st.lists(mentions(), min_size=2, max_size=8), st.randoms())
def test_the_order_of_the_candidates_changes_nothing(
    asking: Mention, others: list[Mention], random: st.DataObject
) -> None:
    order = list(range(len(others)))
    random.shuffle(order)  # type: ignore[attr-defined]
    there = pair_features(asking, MentionTable(others))
    back = pair_features(asking, MentionTable([others[at] for at in order]))
    assert (there[order] == back).all()


@given(st.sampled_from(Standing), st.sampled_from(CandidateKind), st.integers(0, 4))
def test_a_group_can_be_read_back(standing: Standing, kind: CandidateKind, asks: int) -> None:
    columns = [np.array([at]) for at in (0, int(standing), 0, 0, 0, 0, 0, 0, 0)]
    own = speaker_features(np.array([kind]), asks, columns)
    whole = np.concatenate([np.zeros((1, PAIR_GROUPS), np.int64), own], axis=1)
    assert group_of(whole, STANDING).tolist() == [standing]
    assert own.max() < FEATURES
