"""The fit of the calibration, and the samples that it is fitted to."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from quotes.attribution.confidence import PARTS, RISING, Calibration, ConfidenceInput, LogisticFit
from quotes.reader.model import Model
from scripts.calibration.__main__ import promise_line, promised, report, written
from scripts.calibration.fit import by_corpus, chance, cross_fitted, fit
from scripts.calibration.guarantee import sure
from scripts.calibration.samples import (
    MARKED,
    POLNEAR,
    Sample,
    marked_samples,
    polnear_samples,
)

PROMISE = sure([0.99] * 500, [False] * 500)
TRUTH = Calibration(
    LogisticFit({"intercept": 0.5, "score_marked": 0.8, "score_unmarked": 1.3, "marked": 1.0}),
    LogisticFit({"intercept": 1.0, "certainty": 0.7, "pronoun": -1.0}),
    LogisticFit({"intercept": 2.0, "status": 0.5}),
    PROMISE,
    "truth",
)


def drawn(number: int, corpus: str = MARKED, seed: int = 1) -> list[Sample]:
    """Quotations that are right as often as TRUTH says, ten to an article."""
    random = np.random.default_rng(seed)
    samples = []
    for place in range(number):
        known = ConfidenceInput(
            score=float(random.beta(6, 1)),
            certainty=float(random.choice([0.5, 0.8, 0.95, 0.98])),
            status=float(random.choice([0.6, 0.99])),
            way="pronoun" if random.random() < 0.3 else "named",
            marked=bool(random.random() < 0.4),
        )
        true = TRUTH(known)
        words, speakers, status = (
            bool(random.random() < one) for one in (true.words, true.speakers, true.status)
        )
        judged = words and corpus == MARKED
        samples.append(
            Sample(
                corpus,
                place // 10,
                known,
                words,
                speakers if judged else None,
                status if judged else None,
                wrong_name=judged and not speakers,
            )
        )
    return samples


def test_a_known_calibration_is_found_again() -> None:
    samples = drawn(20000)
    found = fit(samples)
    for sample in samples[:500]:
        mine, true = chance(found, sample.evidence), TRUTH(sample.evidence)
        assert (mine.words, mine.speakers, mine.status) == pytest.approx(
            (true.words, true.speakers, true.status), abs=0.05
        )


def test_articles_not_seen_are_calibrated_too() -> None:
    samples = drawn(3000)
    held_out = by_corpus(samples, cross_fitted(samples))[MARKED]
    plain = by_corpus(samples, [s.evidence.score * s.evidence.certainty for s in samples])[MARKED]
    assert held_out["ece"] <= 0.05 < plain["ece"]
    assert held_out["log_loss"] < plain["log_loss"]


def test_a_fold_holds_whole_articles() -> None:
    samples = drawn(400)
    spoilt = [replace(s, words=not s.words) if s.article == 0 else s for s in samples]
    own = [i for i, s in enumerate(samples) if s.article == 0]
    before, after = cross_fitted(samples), cross_fitted(spoilt)
    assert [before[i] for i in own] == [after[i] for i in own]
    assert before != after


def test_a_small_corpus_counts_as_much_as_a_large_one() -> None:
    one = drawn(600)
    good = [replace(s, words=True) for s in drawn(600, POLNEAR, seed=2)]
    once, thrice = fit([*one, *good]), fit([*one, *good, *good, *good])
    for name, value in once["words"].coefficients.items():
        assert thrice["words"].coefficients[name] == pytest.approx(value, abs=0.1), name


def test_scores_that_mislead_count_for_nothing() -> None:
    turned = [replace(s, words=s.evidence.score < 0.8, speakers=None) for s in drawn(500)]
    found = fit([*turned, *drawn(50, seed=4)])["words"].coefficients
    assert all(found[name] >= 0 for name in RISING & found.keys())
    assert found["score_marked"] == 0


def test_a_part_without_samples_gives_no_calibration() -> None:
    with pytest.raises(ValueError, match="speakers"):
        fit(drawn(50, POLNEAR))


def test_only_marked_articles_tell_of_wrong_names() -> None:
    samples = [*drawn(300), *drawn(300, POLNEAR, seed=5)]
    found = promised(samples, [0.99] * 600)
    assert found.shown == 300
    assert found.wrong == sum(sample.wrong_name for sample in samples) > 0


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    samples = drawn(500)
    fits = dict(zip(PARTS, (TRUTH.words, TRUTH.speakers, TRUTH.status), strict=True))
    held_out = by_corpus(samples, [chance(fits, s.evidence).whole for s in samples])
    file = tmp_path / "confidence.json"
    file.write_text(written("truth", fits, PROMISE, held_out), encoding="utf8")
    read = Calibration.read(file)
    assert (read.words, read.speakers, read.status, read.model) == (
        TRUTH.words,
        TRUTH.speakers,
        TRUTH.status,
        "truth",
    )
    assert read.sure.threshold == PROMISE.threshold
    assert json.loads(file.read_text())["cross_fitted"][MARKED]["quotations"] == 500
    assert promise_line(PROMISE) in report(samples, fits, PROMISE, held_out)


def test_what_cannot_be_promised_is_said() -> None:
    assert "cannot" not in promise_line(PROMISE)
    assert "1% cannot be promised" in promise_line(sure([0.99] * 500, [True] * 500))


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
    assert first.words
    assert second.words
    assert first.speakers is first.status is None
    assert first.evidence.marked
    assert first.evidence.score > second.evidence.score


@pytest.mark.parametrize(("told", "status"), [({}, None), ({"status": "said"}, True)])
def test_what_has_no_status_was_said_where_a_folder_tells_any(
    tmp_path: Path, model: Model, told: dict[str, str], status: bool | None
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/bridge.txt").write_text(TEXT, encoding="utf8")
    doc = {
        "doc": "bridge",
        "persons": [{"id": "p", "name": "Ines Okafor", "affiliations": []}],
        "quotes": [
            {"content_spans": at(FIRST), "speakers": ["p"]},
            {"content_spans": at(SECOND), "speakers": ["p"], **told},
        ],
    }
    (tmp_path / "bridge.json").write_text(json.dumps(doc), encoding="utf8")
    assert {sample.status for sample in marked_samples([tmp_path], model)} == {status}


def test_a_marked_article_tells_what_is_right(tmp_path: Path, model: Model) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/bridge.txt").write_text(TEXT, encoding="utf8")
    for name, status, right in (
        ("Ines Okafor", "said", True),
        ("Ines Okafor", "denied", False),
        ("Paul Rennick", "said", False),
    ):
        doc = {
            "doc": "bridge",
            "persons": [{"id": "p", "name": name, "affiliations": []}],
            "quotes": [
                {"content_spans": at(content), "speakers": ["p"], "status": status}
                for content in (FIRST, SECOND)
            ],
        }
        (tmp_path / "bridge.json").write_text(json.dumps(doc), encoding="utf8")
        found = list(marked_samples([tmp_path], model))
        assert [sample.right for sample in found] == [right, right]
        assert {sample.corpus for sample in found} == {MARKED}
        assert {sample.wrong_name for sample in found} == {name == "Paul Rennick"}
        assert {sample.status for sample in found} == {status == "said"}
