"""The fit of the calibration, and the samples that it is fitted to."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from quotes.attribution.attribute import Calibration, ConfidenceInput, LogisticFit
from quotes.reader.model import Model
from scripts.calibration.__main__ import written
from scripts.calibration.fit import applied, by_corpus, cross_validated, fit, raw
from scripts.calibration.samples import Sample, hand_samples, polnear_samples

TRUTH = Calibration(LogisticFit(-0.9, 0.8), LogisticFit(-0.4, 1.3), 1.5, "truth")


def drawn(number: int, corpus: str = "polnear", seed: int = 1) -> list[Sample]:
    """Quotations that are right as often as TRUTH says, ten to an article."""
    random = np.random.default_rng(seed)
    samples = []
    for place in range(number):
        known = ConfidenceInput(
            score=float(random.beta(6, 1)),
            certainty=float(random.choice([0.5, 0.8, 0.95, 0.98])),
            marked=bool(random.random() < 0.4),
        )
        right = bool(random.random() < TRUTH(known))
        samples.append(Sample(corpus, place // 10, known, right))
    return samples


def test_a_known_calibration_is_found_again() -> None:
    found = fit(drawn(20000), "m")
    assert found.model == "m"
    for mine, true in ((found.marked, TRUTH.marked), (found.unmarked, TRUTH.unmarked)):
        assert mine.intercept == pytest.approx(true.intercept, abs=0.15)
        assert mine.slope == pytest.approx(true.slope, abs=0.1)
    assert found.certainty == pytest.approx(TRUTH.certainty, abs=0.25)


def test_articles_not_seen_are_calibrated_too() -> None:
    samples = drawn(3000)
    held_out = by_corpus(samples, cross_validated(samples))["polnear"]
    plain = by_corpus(samples, applied(samples, raw))["polnear"]
    assert held_out["ece"] <= 0.05 < plain["ece"]
    assert held_out["log_loss"] < plain["log_loss"]


def test_a_fold_holds_whole_articles() -> None:
    samples = drawn(400)
    spoilt = [
        Sample(s.corpus, s.article, s.evidence, not s.right) if s.article == 0 else s
        for s in samples
    ]
    own = [i for i, s in enumerate(samples) if s.article == 0]
    before, after = cross_validated(samples), cross_validated(spoilt)
    assert [before[i] for i in own] == [after[i] for i in own]
    assert before != after


def test_a_small_corpus_counts_as_much_as_a_large_one() -> None:
    one = drawn(300, "hand")
    sure = [Sample("polnear", s.article, s.evidence, True) for s in drawn(300, seed=2)]
    once, thrice = fit([*one, *sure], ""), fit([*one, *sure, *sure, *sure], "")
    assert thrice.marked.intercept == pytest.approx(once.marked.intercept, abs=0.02)
    assert thrice.unmarked.slope == pytest.approx(once.unmarked.slope, abs=0.02)


def test_scores_that_mislead_give_no_calibration() -> None:
    turned = [Sample(s.corpus, s.article, s.evidence, s.evidence.score < 0.8) for s in drawn(500)]
    with pytest.raises(ValueError, match="slope"):
        fit(turned, "")
    with pytest.raises(ValueError, match="no samples"):
        fit([], "")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    samples = drawn(500)
    file = tmp_path / "confidence.json"
    file.write_text(written(TRUTH, by_corpus(samples, applied(samples, TRUTH))), encoding="utf8")
    assert Calibration.read(file) == TRUTH
    assert json.loads(file.read_text())["cross_validated"]["polnear"]["quotations"] == 500


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.shipped()


TEXT = (
    "“The bridge will not hold another winter,” said Ines Okafor, the chief engineer of the Tarn "
    "Valley Council.\n\n“We asked for the money in March.”\n\nPaul Rennick did not answer."
)
FIRST, SECOND = "“The bridge will not hold another winter,”", "“We asked for the money in March.”"


def at(*pieces: str) -> list[list[int]]:
    return [[TEXT.index(piece), TEXT.index(piece) + len(piece)] for piece in pieces]


def test_a_quotation_that_goes_on_has_the_source_of_the_one_before(
    tmp_path: Path, model: Model
) -> None:
    file = tmp_path / "marked.jsonl.gz"
    marks = [
        {"source": at("Ines Okafor"), "cue": at("said"), "content": at(FIRST)},
        {"source": at("Ines Okafor"), "cue": at("said"), "content": at(SECOND)},
    ]
    with gzip.open(file, "wt", encoding="utf8") as out:
        out.write(json.dumps({"id": "bridge", "text": TEXT, "attributions": marks}) + "\n")
    first, second = polnear_samples(file, model)
    assert first.right
    assert second.right
    assert first.evidence.marked
    assert first.evidence.score > second.evidence.score


def test_a_marked_article_tells_whose_speakers_are_right(tmp_path: Path, model: Model) -> None:
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf8")
    for name, right in (("Ines Okafor", True), ("Paul Rennick", False)):
        doc = {
            "doc": "bridge",
            "persons": [{"id": "p", "name": name, "affiliations": []}],
            "quotes": [
                {"content_spans": at(content), "speakers": ["p"]} for content in (FIRST, SECOND)
            ],
        }
        (tmp_path / "bridge.json").write_text(json.dumps(doc), encoding="utf8")
        found = list(hand_samples([(tmp_path, tmp_path)], model))
        assert [sample.right for sample in found] == [right, right]
        assert {sample.corpus for sample in found} == {"hand"}
