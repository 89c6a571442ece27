from __future__ import annotations

import gzip
import json
from pathlib import Path

from quotes.types import Span
from scripts.coreference.documents import gap, litbank, ontogum, polnear


def write(path: Path, row: object) -> Path:
    with gzip.open(path, "wt", encoding="utf8") as file:
        file.write(json.dumps(row) + "\n")
    return path


def test_brackets_become_chains(tmp_path: Path) -> None:
    rows = [["1", "Ada", "(0)"], ["2", "'s", "_"], ["3", "dog", "_"], ["4", ".", "_"]]
    rows += [["5", "The", "(1(2"], ["6", "mill", "2)"], ["7", "owner", "1)"], ["8", "she", "(0)"]]
    (found,) = ontogum(write(tmp_path / "a.jsonl.gz", {"id": "a", "conll": rows}))
    assert found.text == "Ada's dog. The mill owner she"
    assert {tuple(span.of(found.text) for span in chain) for chain in found.chains} == {
        ("Ada", "she"),
        ("The mill",),
        ("The mill owner",),
    }


def test_quotation_marks_are_set_without_blanks_inside(tmp_path: Path) -> None:
    rows = [["``", ""], ["Go", ""], [",", ""], ["''", ""], ["he", "(7)"], ["said", ""]]
    (found,) = litbank(write(tmp_path / "b.jsonl.gz", {"id": "b", "conll": rows}))
    assert found.text == '"Go," he said'
    assert found.chains == ((Span(6, 8),),)


def test_silver_chains_and_articles_without_any(tmp_path: Path) -> None:
    row = {"text": "Ada left. She ran.", "silver": {"coref": [[[0, 3], [10, 13]]]}}
    (found,) = polnear(write(tmp_path / "c.jsonl.gz", row))
    assert found.chains == ((Span(0, 3), Span(10, 13)),)
    assert not list(polnear(write(tmp_path / "d.jsonl.gz", {"text": "Ada left."})))


def test_a_passage_of_gap(tmp_path: Path) -> None:
    text = "Ada told Bea that she won."
    row = {
        "ID": "x-1",
        "Text": text,
        "Pronoun": "she",
        "Pronoun-offset": "18",
        "A": "Ada",
        "A-offset": "0",
        "A-coref": "FALSE",
        "B": "Bea",
        "B-offset": "9",
        "B-coref": "TRUE",
    }
    (found,) = gap(write(tmp_path / "e.jsonl.gz", row))
    assert [span.of(text) for span in (found.pronoun, *found.names)] == ["she", "Ada", "Bea"]
    assert (found.meant, found.gender) == ((False, True), "feminine")
