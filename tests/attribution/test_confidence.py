from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.confidence import (
    PARTS,
    RISING,
    Calibration,
    ConfidenceInput,
    LogisticFit,
    Sure,
    Way,
    is_sure,
    log_odds,
    shipped,
    shipped_file,
    sure_from,
    terms,
)
from quotes.attribution.utterances import ORPHAN
from quotes.reader.model import Model

PROMISE = Sure(threshold=0.9, bound=0.01, shown=500, wrong=1, covers=0.6)

shares = st.floats(0, 1)
ways = st.sampled_from(get_args(Way))
evidence = st.builds(
    ConfidenceInput,
    score=shares,
    certainty=shares,
    status=shares,
    way=ways,
    marked=st.booleans(),
    nested=st.booleans(),
    several=st.booleans(),
)
NAMES = sorted(
    {
        name
        for part in PARTS
        for way in get_args(Way)
        for marked in (True, False)
        for name in terms(part, ConfidenceInput(0.5, 0.5, way=way, marked=marked))
    }
)
fits = st.builds(
    LogisticFit,
    st.fixed_dictionaries(
        {name: st.floats(0, 5) if name in RISING else st.floats(-5, 5) for name in NAMES}
    ),
)
calibrations = st.one_of(
    st.builds(Calibration, fits, fits, fits, st.just(PROMISE), st.just("any")), st.just(shipped())
)


@given(calibrations, evidence)
def test_a_confidence_is_a_chance_and_never_above_that_of_the_speakers(
    calibrate: Calibration, known: ConfidenceInput
) -> None:
    chance = calibrate(known)
    assert 0 <= chance.whole <= chance.speakers <= 1
    assert chance.whole <= min(chance.words, chance.status)


@pytest.mark.parametrize("name", ["score", "certainty", "status"])
@given(calibrations, evidence, shares)
def test_surer_evidence_never_lowers_it(
    name: str, calibrate: Calibration, known: ConfidenceInput, other: float
) -> None:
    low, high = sorted([getattr(known, name), other])
    less, more = calibrate(replace(known, **{name: low})), calibrate(replace(known, **{name: high}))
    assert less.whole <= more.whole
    assert less.speakers <= more.speakers


def test_the_parts_are_sums_of_named_terms() -> None:
    words = LogisticFit({"intercept": 1.0, "score_marked": 0.5, "marked": -1.0, "carried": 0.25})
    speakers = LogisticFit({"certainty": 2.0, "pronoun": -0.5})
    calibrate = Calibration(words, speakers, LogisticFit({"status": 1.0}), PROMISE, "any")
    found = calibrate(ConfidenceInput(0.8, 0.7, status=0.9, way="carried", marked=True))
    assert log_odds(found.words) == pytest.approx(1.0 + 0.5 * log_odds(0.8) - 1.0 + 0.25)
    assert log_odds(found.speakers) == pytest.approx(2 * log_odds(0.7))
    assert found.status == pytest.approx(0.9)
    assert found.whole == pytest.approx(found.words * found.speakers * 0.9)
    unmarked = calibrate(ConfidenceInput(0.8, 0.7, way="pronoun", marked=False))
    assert log_odds(unmarked.words) == pytest.approx(1.0)
    assert log_odds(unmarked.speakers) == pytest.approx(2 * log_odds(0.7) - 0.5)


@pytest.mark.parametrize("name", sorted(RISING))
def test_a_map_that_would_turn_the_order_round_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        LogisticFit({name: -0.1})


def test_sure_is_what_reaches_the_threshold() -> None:
    assert [PROMISE.holds(value) for value in (0.899, 0.9, 1.0)] == [False, True, True]
    assert is_sure(sure_from())
    assert not is_sure(sure_from() - 0.001)


def test_a_calibration_is_read_from_its_file(tmp_path: Path) -> None:
    coefficients = {"words": {"score_marked": 0.5}, "speakers": {"certainty": 1}, "status": {}}
    sure = {"threshold": 0.9, "bound": 0.01, "shown": 500, "wrong": 1, "covers": 0.6}
    file = tmp_path / "confidence.json"
    file.write_text(json.dumps({"model": "m", "coefficients": coefficients, "sure": sure}))
    assert Calibration.read(file) == Calibration(
        LogisticFit({"score_marked": 0.5}), LogisticFit({"certainty": 1}), LogisticFit({}), PROMISE,
        "m",
    )  # fmt: skip


def test_the_shipped_calibration_belongs_to_the_shipped_weights() -> None:
    # After a new model: python -m scripts.calibration
    assert shipped().model == Model.shipped(threads=1).sha256


def test_the_shipped_calibration_holds_on_articles_it_has_not_seen() -> None:
    figures = json.loads(shipped_file().read_text(encoding="utf8"))["cross_fitted"]
    # PolNeAR tells nothing of speakers, who may be wrong too: there a confidence must be too low.
    assert figures["polnear"]["ece"] <= 0.11
    assert figures["marked"]["ece"] <= 0.05


def test_a_quotation_without_a_speaker_stays_doubtful() -> None:
    chance = shipped()(ConfidenceInput(ORPHAN, 1.0, way="unknown", marked=True))
    assert chance.whole < 0.5
