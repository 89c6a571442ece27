from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.conftest import Run, lines
from tests.cli.samples import WATER, water

pytestmark = pytest.mark.usefixtures("filled")


def test_a_quotation_has_the_keys_of_the_answer_format(run: Run) -> None:
    (found,) = lines(run("search", "tax", "--nl"))
    expected = water().quotations[0]
    assert found["id"] == expected.id
    assert found["text"] == "“Nobody asked the people who pay,” … “This is a tax by another name.”"
    assert [WATER[p["start"] : p["end"]] for p in found["pieces"]] == found["text"].split(" … ")
    assert found["cue"]["text"] == "said"
    (speaker,) = found["speakers"]
    assert speaker["type"] == "person"
    assert speaker["name"] == "Maren Okonedo"
    assert speaker["mention"]["text"] == "Maren Okonedo"
    assert speaker["affiliation"] == {
        "role": "director",
        "organization": "Harbour Institute",
        "unit": None,
        "status": "current",
        "party": None,
        "country": None,
    }
    assert found["stances"] == [
        {
            "target": "water price",
            "polarity": "oppose",
            "score": 0.7,
            "words": None,
            "origin": "machine",
        }
    ]
    assert found["topics"] == [{"topic": "water price", "score": 0.8, "origin": "phrase"}]
    assert found["confidence"] == 0.93
    assert found["nested_in"] is None
    assert found["article"]["published"] == "2026-03-02"
    assert found["article"]["authors"] == ["Jon Petrel"]
    start = found["context"]["start"]
    assert WATER[start:].startswith(found["context"]["text"])


@pytest.mark.parametrize(
    ("conditions", "count"),
    [
        ((), 3),
        (("--person", "okonedo"), 2),
        (("--org", "saint olave hospital"), 1),
        (("--topic", "water price"), 1),
        (("--stance", "oppose"), 1),
        (("--stance", "support"), 0),
        (("--kind", "indirect"), 2),
        (("--act", "attitude"), 0),
        (("--outlet", "harbour gazette"), 2),
        (("--since", "2026-03-02", "--until", "2026-03-02"), 2),
        (("--since", "2026-04"), 1),
        (("--until", "2026-03"), 2),
        (("--until", "2025"), 0),
        (("--min-confidence", "0.7"), 2),
        (("--limit", "1"), 1),
        (("--limit", "0"), 3),
        (("pipes", "--kind", "indirect"), 1),
        (("pipes", "--kind", "direct"), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_conditions(run: Run, conditions: tuple[str, ...], count: int) -> None:
    assert len(lines(run("search", *conditions, "--nl"))) == count


def test_sorting(run: Run) -> None:
    newest = lines(run("search", "--sort", "newest", "--nl"))
    assert newest[0]["article"]["published"] == "2026-05-20"
    oldest = lines(run("search", "--sort", "oldest", "--nl"))
    assert oldest[-1]["article"]["published"] == "2026-05-20"
    surest = [row["confidence"] for row in lines(run("search", "--sort", "confidence", "--nl"))]
    assert surest == sorted(surest, reverse=True)


@pytest.mark.parametrize(
    "wrong",
    [
        ("--since", "soon"),
        ("--until", "2026-02-30"),
        ("--kind", "verbatim"),
        ("--stance", "against"),
        ("--act", "opinion"),
        ("--sort", "random"),
        ("--limit", "-1"),
        ("--min-confidence", "1.5"),
        ("--min-confidence", "nan"),
        ("--since", "2026-05", "--until", "2026-04"),
        ("--no-such-option",),
        ("one", "two"),
    ],
    ids=" ".join,
)
def test_wrong_usage(run: Run, wrong: tuple[str, ...]) -> None:
    result = run("search", *wrong, code=2)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_the_table_hides_no_name_and_no_word(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("search").stdout
    assert all(len(line) <= 80 for line in shown.splitlines())
    words = set(shown.split())
    for row in lines(run("search", "--nl")):
        assert set(row["text"].split()) <= words
        assert set(row["speakers"][0]["name"].split()) <= words
        assert row["id"] in words


def test_csv_says_who_and_where(run: Run) -> None:
    (row,) = csv.DictReader(io.StringIO(run("search", "pipes", "--csv").stdout))
    assert row["speakers"] == "Ilse Brandvold"
    assert row["roles"] == "mayor"
    assert row["published"] == "2026-03-02"
    assert row["url"] == "https://gazette.example/water"


def test_an_array_of_one_object_a_quotation(run: Run) -> None:
    assert {row["kind"] for row in json.loads(run("search", "--json").stdout)} == {
        "direct",
        "indirect",
    }


def test_search_by_meaning_finds_other_words(run: Run) -> None:
    run("db", "reindex")
    result = run("search", "--about", "plumbing is in bad shape", "--limit", "1", "--nl")
    (found,) = lines(result)
    assert found["speakers"][0]["name"] == "Ilse Brandvold"
    assert result.stderr == ""


def test_search_by_meaning_heeds_the_other_conditions(run: Run) -> None:
    run("db", "reindex")
    asked = "search", "--about", "plumbing is in bad shape", "--nl"
    assert lines(run(*asked, "--person", "Ilse Brandvold"))
    assert not lines(run(*asked, "--until", "2025"))


def test_without_vectors_the_search_says_so_and_goes_by_words(run: Run) -> None:
    result = run("search", "--about", "will the pipes burst", "--nl")
    (found,) = lines(result)
    assert found["speakers"][0]["name"] == "Ilse Brandvold"
    assert result.stderr == (
        "3 quotations can be found by words alone, not by meaning; run `quotes db reindex` to "
        "change that.\n"
    )
