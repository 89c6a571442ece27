from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.training import marked
from scripts.training.marked import digest, pack, pack_all, passages, unpack, unpack_all

SHARED = Path("../shared")
TEXT = "“We sail at noon,” said Ines Okafor of the Tarn Valley Ferries. She denied being late."
MARKING: dict[str, Any] = {
    "doc": "ferries",
    "sha256": digest(TEXT),
    "persons": [
        {
            "id": "P1",
            "name": "Ines Okafor",
            "affiliations": [
                {
                    "role": None,
                    "organization": "Tarn Valley Ferries",
                    "unit": None,
                    "evidence": "Ines Okafor of the Tarn Valley Ferries",
                    "evidence_span": [24, 62],
                }
            ],
            "mentions": ["Ines Okafor"],
            "speaks": True,
        }
    ],
    "bodies": [],
    "quotes": [
        {
            "kind": "direct",
            "core": True,
            "content": ["“We sail at noon,”"],
            "content_spans": [[0, 18]],
            "cue": "said",
            "cue_span": [19, 23],
            "mention": "Ines Okafor",
            "mention_span": [24, 35],
            "speakers": ["P1"],
            "stance": [{"target": "being late", "polarity": "neutral"}],
        },
        {
            "kind": "indirect",
            "core": True,
            "content": ["being late"],
            "content_spans": [[75, 85]],
            "cue": None,
            "cue_span": None,
            "mention": None,
            "mention_span": None,
            "speakers": [{"group": "the shipping line", "unnamed": True}],
            "stance": [],
            "status": "denied",
        },
    ],
}


def test_a_marking_without_its_words_is_made_whole_by_its_text() -> None:
    packed = json.loads(json.dumps(pack(MARKING, TEXT)))
    assert unpack(packed, TEXT) == MARKING
    assert not [word for word in ("Okafor", "sail", "Tarn") if word in json.dumps(packed)]


def test_the_text_must_be_the_one_that_was_marked() -> None:
    with pytest.raises(ValueError, match="not the text that was marked"):
        unpack(pack(MARKING, TEXT), TEXT + " ")


def test_folders_are_kept_and_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marked, "ARTICLES", tmp_path / "kept" / "articles.jsonl")
    for folder in ("first", "second"):
        (tmp_path / folder / "articles").mkdir(parents=True)
        (tmp_path / folder / "ferries.json").write_text(json.dumps(MARKING))
        (tmp_path / folder / "articles/ferries.txt").write_text(TEXT, "utf8")
    assert pack_all([tmp_path / "first", tmp_path / "second"]) == 2
    data = tmp_path / "data"
    for corpus in marked.CORPORA:
        (data / corpus).parent.mkdir(parents=True)
        with gzip.open(data / corpus, "wt", encoding="utf8") as lines:
            lines.write(json.dumps({"text": TEXT}) + "\n")
    assert unpack_all(data, tmp_path / "out", reader=2) == 1
    assert json.loads((tmp_path / "out/ferries.json").read_text("utf8")) == MARKING
    assert (tmp_path / "out/articles/ferries.txt").read_bytes().decode() == TEXT


def test_what_was_marked_by_reading_holds_no_words_of_sentences() -> None:
    held = [json.loads(line) for line in marked.ARTICLES.read_text("utf8").splitlines()]
    assert Counter(packed["reader"] for packed in held) == {1: 391, 2: 7}
    strings = [text for packed in held for text in _strings(packed)]
    assert max(len(text.split()) for text in strings) <= 12


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def test_the_passages_stand_in_their_texts() -> None:
    found = list(passages())
    assert len(found) >= 800
    for passage in found:
        text = passage["text"]
        ids = {person["id"] for person in passage["persons"]}
        assert all(string in text for string in passage["not_quotes"])
        for person in (*passage["persons"], *passage["bodies"]):
            assert all(mention in text for mention in person["mentions"]), passage["kind"]
        for quote in passage["quotes"]:
            spans = [*zip(quote["content_spans"], quote["content"], strict=True)]
            spans += [
                (quote[f"{name}_span"], quote[name]) for name in ("cue", "mention") if quote[name]
            ]
            assert all(text[start:end] == string for (start, end), string in spans)
            assert quote["content"]
            assert quote["speakers"]
            assert {speaker for speaker in quote["speakers"] if isinstance(speaker, str)} <= ids
            assert quote.get("status", "said") in ("said", "denied", "refused", "hypothetical")


def test_what_is_kept_out_is_marked_and_has_one_use() -> None:
    kept = json.loads(marked.KEPT_OUT.read_text("utf8"))
    choose, calibrate = set(kept["choose"]), set(kept["calibrate"])
    assert not choose & calibrate
    held = [json.loads(line) for line in marked.ARTICLES.read_text("utf8").splitlines()]
    assert calibrate <= {packed["name"] for packed in held}
    out = {packed["sha256"] for packed in held if packed["name"] in choose | calibrate}
    others = {packed["sha256"] for packed in held if packed["name"] not in choose | calibrate}
    assert not out & others


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_nothing_that_is_kept_out_is_trained_on(tmp_path: Path) -> None:
    kept = json.loads(marked.KEPT_OUT.read_text("utf8"))
    assert marked.part("train", SHARED, tmp_path) > 300
    written = {path.stem for path in tmp_path.glob("*.json")}
    assert written == {path.stem for path in (tmp_path / "articles").glob("*.txt")}
    assert not written & {*kept["choose"], *kept["calibrate"]}
    assert marked.part("choose", SHARED, tmp_path / "choose") == len(kept["choose"])
