from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.pipeline import Extractor
from quotes.reader.component import Reader
from quotes.reader.model import Model
from scripts.stance import data
from scripts.stance.data import (
    SIDES,
    WRITTEN,
    Example,
    arguments_in_pairs,
    debates,
    negated,
    newsmtsc,
    passages,
    perspectrum,
    read_lines,
    turned_about,
    with_unmarked,
)
from scripts.stance.unmarked import unmarked

NEWS, DEBATES = (sorted(WRITTEN.glob(name)) for name in ("news-*.jsonl", "debate-*.jsonl"))
KEPT = "“The quay is shut,” said Ines Okafor."
HELD_OUT = "“The ferry is full,” said Ines Okafor."


def rows(paths: Iterable[Path]) -> list[dict[str, Any]]:
    return [row for path in paths for row in read_lines(path)]


def twice(texts: Iterable[object]) -> list[object]:
    return [text for text, count in Counter(texts).items() if count > 1]


def write(path: Path, lines: Iterable[object]) -> None:
    opening = gzip.open if path.suffix == ".gz" else open
    path.parent.mkdir(parents=True, exist_ok=True)
    with opening(path, "wt", encoding="utf8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)


@pytest.mark.parametrize("path", NEWS, ids=lambda path: path.name)
def test_a_passage_has_its_targets_and_sides(path: Path) -> None:
    for row in read_lines(path):
        assert set(row) == {"text", "targets"}
        targets = [target for target, _ in row["targets"]]
        assert targets, row["text"]
        assert not twice(targets), row["text"]
        for target, side in row["targets"]:
            assert target == target.strip() != ""
            assert target in row["text"], (target, row["text"])
            assert side in SIDES


@pytest.mark.parametrize("path", DEBATES, ids=lambda path: path.name)
def test_an_argument_has_a_claim_and_one_of_two_sides(path: Path) -> None:
    for row in read_lines(path):
        assert set(row) == {"target", "text", "side"}
        assert row["target"] == row["target"].strip() != ""
        assert row["text"] == row["text"].strip() != ""
        assert row["side"] in ("oppose", "support")


def test_nothing_is_written_twice() -> None:
    assert not twice(row["text"] for row in rows(NEWS))
    assert not twice((row["target"], row["text"]) for row in rows(DEBATES))


def test_unmarked_phrases_stand_in_their_passage_beside_the_marked_ones() -> None:
    extractor = Extractor(Reader(Model.shipped(1)))
    found = 0
    for row in rows(NEWS)[::400]:
        marked = [target for target, _ in row["targets"]]
        left = unmarked(extractor, row["text"], marked)
        assert set(left).isdisjoint(marked)
        assert all(phrase in row["text"] for phrase in left)
        found += len(left)
    assert found


def test_unmarked_phrases_go_to_their_passage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "UNMARKED", tmp_path / "unmarked.jsonl")
    write(tmp_path / "unmarked.jsonl", [{"text": "A quay.", "unmarked": ["quay"]}])
    one, other = (Example(text, (), "side") for text in ("A quay.", "A boat."))
    assert [e.unmarked for e in with_unmarked([one, other])] == [("quay",), ()]


def test_no_case_of_the_tests_is_trained_on() -> None:
    from scripts.evaluation.stances import load_cases, load_pairs

    asked = {case.text for case in load_cases()}
    asked |= {text for pair in load_pairs() for text in (pair.text, pair.turned)}
    assert asked.isdisjoint(row["text"] for row in rows(NEWS + DEBATES))


def test_an_eighth_of_the_passages_is_held_out() -> None:
    kept, held_out = passages()
    texts = [one.text for one in kept + held_out]
    assert Counter(texts) == Counter(row["text"] for row in rows(NEWS))
    assert 1 / 10 < len(held_out) / len(texts) < 1 / 6
    assert {one.task for one in kept + held_out} == {"side"}
    assert {side for one in held_out for _, side in one.targets} == set(SIDES)


def test_what_is_held_out_hangs_on_the_text_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, before = passages()
    some = rows(NEWS)[::-7]
    write(tmp_path / "news-9.jsonl", some)
    monkeypatch.setattr(data, "WRITTEN", tmp_path)
    kept, held_out = passages()
    assert len(kept) + len(held_out) == len(some)
    known = {one.text for one in before}
    assert [one.text for one in held_out] == [row["text"] for row in some if row["text"] in known]
    write(
        tmp_path / "news-9.jsonl",
        [{"text": text, "targets": [["quay", "neutral"]]} for text in (KEPT, HELD_OUT)],
    )
    assert [[one.text for one in part] for part in passages()] == [[KEPT], [HELD_OUT]]


def test_debates_are_two_sided() -> None:
    found = debates()
    assert len(found) == len(rows(DEBATES))
    assert all(one.task == "two-sided" and len(one.targets) == 1 for one in found)


def test_published_sets_are_read(tmp_path: Path) -> None:
    write(
        tmp_path / "stance/perspectrum.dev.jsonl.gz",
        [{"target": "Quays should be free", "text": "Fees hurt trade.", "stance": "support"}],
    )
    assert perspectrum(tmp_path, "dev") == [
        Example("Fees hurt trade.", (("Quays should be free", "support"),), "two-sided")
    ]
    many = [
        {"text": f"Ada scolded boat {number}.", "targets": [[0, 3, "Ada", "negative"]]}
        for number in range(200)
    ]
    write(tmp_path / "stance/newsmtsc.train.jsonl.gz", many)
    kept, held_out = newsmtsc(tmp_path)
    assert len(kept) + len(held_out) == len(many)
    assert 8 <= len(held_out) <= 40
    assert {one.targets for one in kept + held_out} == {(("Ada", "oppose"),)}
    assert {one.task for one in kept + held_out} == {"polarity"}


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("Quays should be free", "Quays should not be free"),
        ("Quays should not be free", "Quays should be free"),
        ("A ferry must run at night", "A ferry must not run at night"),
        ("The toll is fair", "The toll is not fair"),
        ("Tolls are not fair", "Tolls are fair"),
        ("What is right should be done", "What is right should not be done"),
        ("Fishing does more harm than good", "Fishing does more good than harm"),
        ("This island needs a bridge", None),
        ("Should quays be free?", None),
        ("Is the toll fair? ", None),
        ("", None),
    ],
)
def test_negated(claim: str, other: str | None) -> None:
    assert negated(claim) == other


words = st.lists(st.sampled_from("boats quays the every island pay free of late".split()))


@given(words, st.sampled_from(["should", "must", "is", "are", "should not", "are not"]), words)
def test_negated_twice_is_the_claim(before: list[str], verb: str, after: list[str]) -> None:
    claim = " ".join([*before, verb, *after])
    other = negated(claim)
    assert other not in (None, claim)
    assert other is not None
    assert negated(other) == claim


def test_a_claim_turned_about_has_the_other_side() -> None:
    one = Example("Fees hurt trade.", (("Quays should be free", "support"),), "two-sided")
    rng = random.Random(1)
    assert turned_about(one, rng, 0.0) == one
    turned = turned_about(one, rng, 1.0)
    assert turned.targets == (("Quays should not be free", "oppose"),)
    assert turned.text == one.text
    fixed = Example("It is far.", (("This island needs a bridge", "support"),), "two-sided")
    assert turned_about(fixed, rng, 1.0) == fixed


def test_pairs_of_arguments_agree_or_not() -> None:
    claim = "Quays should be free"
    arguments = {"Fees hurt trade.": "support", "Quays cost money.": "oppose"}
    examples = [Example(text, ((claim, side),), "two-sided") for text, side in arguments.items()]
    alone = Example("It is far.", (("This island needs a bridge", "support"),), "two-sided")
    found = list(arguments_in_pairs([*examples, alone], random.Random(1), 3))
    assert len(found) == 3
    for one in found:
        ((other, side),) = one.targets
        assert {one.text, other} == set(arguments)
        assert side == "oppose"
    same = [Example(text, ((claim, "oppose"),), "two-sided") for text in arguments]
    assert {one.targets[0][1] for one in arguments_in_pairs(same, random.Random(1), 2)} == {
        "support"
    }
