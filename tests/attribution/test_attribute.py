from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.attribute import (
    Calibration,
    ConfidenceInput,
    LogisticFit,
    attribute,
    log_odds,
    shipped,
    shipped_file,
)
from quotes.attribution.utterances import ORPHAN
from quotes.reader.model import Model
from quotes.reader.reading import Attribution, Reading
from quotes.types import Article, QuotationStatus, Span

TEXT = (
    "“The bridge will not hold another winter,” said Ines Okafor, the chief engineer of the Tarn "
    "Valley Council.\n\n“We asked for the money in March.”\n\nPaul Rennick did not answer."
)


def test_people_and_quotations_come_out(read: Callable[[str], Reading]) -> None:
    found = attribute(read(TEXT), Article(TEXT, "bridge.txt"))
    people, quotations = found.people, found.quotations
    assert "Ines Okafor" in {person.name for person in people}
    assert [[s.name for s in q.speakers] for q in quotations] == [["Ines Okafor"]] * 2
    assert [q.cue.of(TEXT) if q.cue else None for q in quotations] == ["said", None]
    assert quotations[1].speakers[0].mention is None


@pytest.mark.parametrize("status", ["said", "denied", "refused", "hypothetical"])
def test_what_is_told_in_words_that_were_not_said_was_not_said(
    read: Callable[[str], Reading], status: QuotationStatus
) -> None:
    text = "Okafor denied writing: “The mayor told us the bridge would hold.”"

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    outer = Attribution((at("The mayor told us the bridge would hold."),), at("Okafor"), None, 0.99)
    inner = Attribution((at("the bridge would hold"),), at("The mayor"), at("told"), 0.98)
    reading = replace(read(text), attributions=(replace(outer, status=status), inner))
    first, second = attribute(reading, Article(text, "bridge.txt")).quotations
    assert (second.nested_in, second.status) == (first.id, first.status) == (first.id, status)


def test_ids_are_the_same_each_time_and_all_different(read: Callable[[str], Reading]) -> None:
    article = Article(TEXT, "bridge.txt")
    ids = [[q.id for q in attribute(read(TEXT), article).quotations] for _ in range(2)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


def test_nobody_in_a_credit_is_told_of(read: Callable[[str], Reading]) -> None:
    from quotes.ingest.header import byline_spans, line_notices

    text = f"Bridge may close\n\nBy Una Brandt\n\n{TEXT}"
    people = attribute(
        read(text), Article(text, "bridge.txt"), byline_spans(line_notices(text))
    ).people
    assert "Una Brandt" not in {person.name for person in people}


shares = st.floats(0, 1)
slopes = st.floats(0, 5)
intercepts = st.floats(-5, 5)
lines = st.builds(LogisticFit, intercepts, slopes)
calibrations = st.one_of(
    st.builds(Calibration, lines, lines, slopes, st.just("any")), st.just(shipped())
)
evidence = st.builds(ConfidenceInput, shares, shares, st.booleans())

WEIGHED = (
    "“The bridge will not hold another winter,” said Ines Okafor, the chief engineer of the Tarn "
    "Valley Council.\n\n“We asked for the money in March.”\n\nPaul Rennick did not answer."
)


@given(calibrations, evidence)
def test_a_confidence_is_a_chance(calibrate: Calibration, known: ConfidenceInput) -> None:
    assert 0 <= calibrate(known) <= 1


@given(calibrations, evidence, shares)
def test_a_surer_score_never_lowers_it(
    calibrate: Calibration, known: ConfidenceInput, other: float
) -> None:
    low, high = sorted([known.score, other])
    assert calibrate(replace(known, score=low)) <= calibrate(replace(known, score=high))


@given(calibrations, evidence, shares)
def test_a_surer_resolution_never_lowers_it(
    calibrate: Calibration, known: ConfidenceInput, other: float
) -> None:
    low, high = sorted([known.certainty, other])
    assert calibrate(replace(known, certainty=low)) <= calibrate(replace(known, certainty=high))


@given(st.booleans(), st.lists(st.integers(1, 999), min_size=2, unique=True))
def test_the_shipped_calibration_keeps_the_order_of_scores(
    marked: bool, thousandths: list[int]
) -> None:
    found = [shipped()(ConfidenceInput(n / 1000, 1.0, marked)) for n in sorted(thousandths)]
    assert all(a < b for a, b in itertools.pairwise(found))


def test_the_lines_are_those_of_the_marks() -> None:
    calibrate = Calibration(LogisticFit(1.0, 0.0), LogisticFit(0.0, 2.0), 1.0, "any")
    assert log_odds(calibrate(ConfidenceInput(0.9, 1.0, marked=True))) == pytest.approx(1.0)
    unmarked = calibrate(ConfidenceInput(0.9, 0.5, marked=False))
    assert unmarked / (1 - unmarked) == pytest.approx(9**2 * 0.5)


def test_a_map_that_would_turn_the_order_round_is_refused() -> None:
    with pytest.raises(ValueError, match="slope"):
        LogisticFit(0.0, -0.1)
    with pytest.raises(ValueError, match="certainty"):
        Calibration(LogisticFit(0, 1), LogisticFit(0, 1), -0.1, "any")


def test_the_shipped_calibration_belongs_to_the_shipped_weights() -> None:
    # After a new model: python -m scripts.calibration
    assert shipped().model == Model.shipped(threads=1).sha256


def test_the_shipped_calibration_holds_on_articles_it_has_not_seen() -> None:
    figures = json.loads(shipped_file().read_text(encoding="utf8"))["cross_validated"]
    assert figures["polnear"]["ece"] <= 0.05
    assert figures["hand"]["ece"] <= 0.07  # by chance alone 0.04 on so few quotations


def test_a_quotation_without_a_speaker_stays_doubtful() -> None:
    assert shipped()(ConfidenceInput(ORPHAN, 1.0, marked=True)) < 0.3


def test_a_calibration_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "confidence.json"
    line = '{"intercept": -0.5, "slope": 0.75}'
    file.write_text(f'{{"model": "m", "marked": {line}, "unmarked": {line}, "certainty": 2}}')
    assert Calibration.read(file) == Calibration(
        LogisticFit(-0.5, 0.75), LogisticFit(-0.5, 0.75), 2, "m"
    )


def test_quotations_carry_the_calibrated_confidence(read: Callable[[str], Reading]) -> None:
    shown: list[ConfidenceInput] = []

    def remember(known: ConfidenceInput) -> float:
        shown.append(known)
        return 0.25

    article = Article(WEIGHED, "bridge.txt")
    plain = attribute(read(WEIGHED), article, (), remember).quotations
    assert [q.confidence for q in plain] == [0.25, 0.25]
    quotations = attribute(read(WEIGHED), article).quotations
    assert [q.confidence for q in quotations] == [shipped()(known) for known in shown]
    told, going_on = shown
    assert told.marked
    assert going_on.score < told.score
    assert going_on.certainty == told.certainty
