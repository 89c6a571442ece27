from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, lines

pytestmark = pytest.mark.usefixtures("filled")

WATER = "This is a tax"
USER = ("--user", "Ada Brandt")


def the_id(run: Run, words: str) -> str:
    (row,) = lines(run("search", f'"{words}"', "--nl"))
    return str(row["id"])


def found(run: Run, topic: str) -> list[str]:
    return [row["id"] for row in lines(run("search", "--topic", topic, "--nl"))]


def test_a_topic_of_ones_own(run: Run) -> None:
    made = run("topics", "add", "pipes", "--pattern", "pipe", "--synonym", "conduit", *USER)
    assert made.stdout == (
        "pipes is in the vocabulary: 1 link by words and 0 by meaning; 1 quotation looked at.\n"
    )
    assert found(run, "conduits") == [the_id(run, "another winter")]
    (card,) = lines(run("topics", "show", "conduit", "--nl"))
    assert (card["topic"], card["links"]) == ("pipes", {"vocabulary": 1})
    assert card["patterns"][0]["by"] == "Ada Brandt"
    assert "added to by Ada Brandt" in run("topics", "show", "pipes").stdout


def test_rename_and_merge(run: Run) -> None:
    run("topics", "rename", "water price", "price of water", *USER)
    assert found(run, "price of water") == found(run, "water price") != []
    run("topics", "merge", "price of water", "taxation", "--why", "one beat", *USER)
    assert found(run, "water prices") == found(run, "taxation")
    shown = run("topics", "show", "taxation").stdout
    assert "merged with price of water by Ada Brandt" in shown
    assert "because: one beat" in shown


def test_a_humans_word(run: Run) -> None:
    quote = the_id(run, WATER)
    said = run("topics", "set", quote[:8], "water price", "--not", *USER).stdout
    assert said == f"Quotation {quote} is not about water price, says Ada Brandt.\n"
    assert found(run, "water price") == []
    assert f"Quotation {quote} is about" in run("topics", "set", quote, "tariffs", *USER).stdout
    (row,) = lines(run("search", "--topic", "tariffs", "--nl"))
    assert {topic["origin"] for topic in row["topics"]} == {"human"}


def test_each_noun_takes_back_its_own(run: Run) -> None:
    run("topics", "add", "sea", *USER)
    run("stance", "set", the_id(run, WATER), "the tax", "support", "--user", "bo")
    for noun in ("people", "stance"):
        told = run(noun, "undo", "1", code=2).stderr
        assert (
            told == "quotes: Decision 1 is on topics; take it back with `quotes topics undo 1`.\n"
        )
    (side,) = lines(run("stance", "decisions", "--nl"))
    assert (side["id"], side["details"]["polarity"]) == (2, "support")
    assert "This is a tax" in side["words"]
    assert run("stance", "undo", "2").stdout.startswith("Undone is decision 2: quotation ")
    assert "There is no decision 9" in run("topics", "undo", "9", code=1).stderr


def test_match(run: Run) -> None:
    rows = lines(run("topics", "match", "Sea levels rise while taxpayers wait.", "--nl"))
    assert [(row["topic"], row["term"]) for row in rows if row["origin"] == "vocabulary"] == [
        ("climate change", "sea level"),
        ("taxation", "taxpayer"),
    ]
    assert "“Sea levels” fits sea level" in run("topics", "match", "Sea levels rise.").stdout


def test_import(run: Run, folder: Path) -> None:
    file = folder / "list.csv"
    file.write_text(
        "label,parent,synonyms,patterns\nnight shifts,working hours,,her shift; night shift\n"
        "working hours,work and labour,,\n",
        encoding="utf-8",
    )
    assert "2 topics taken over: 1 link by words" in run("topics", "import", str(file)).stdout
    assert found(run, "work and labour") == [the_id(run, "last ferry")]
    told = json.dumps({"label": "shifts", "synonyms": ["night shift work"]})
    assert "1 topic taken over" in run("topics", "import", "-", given=told).stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("label,size\nsea,2\n", "line 1: there is no column size"),
        ("parent\nsea\n", "line 1: there is no column label"),
        ("label,code\nsea,0600\n", "line 2: 0600 is no code of an IPTC Media Topic"),
        ("label\nsea\n\n...\n", "line 4: there is no label"),
        ('{"label": "sea", "patterns": ["a*"]}', "line 1: a* in the pattern a* is too short"),
        ('{"label": "sea"}\n{"name": "x"}', "line 2: a topic has no name"),
        ("label,parent\nsea,unknown\n", "line 2: There is no curated topic unknown"),
        ("label,synonyms\nsea,global warming\n", "line 2: global warming is a name of the topic"),
    ],
)
def test_what_is_wrong_in_a_list(run: Run, folder: Path, content: str, message: str) -> None:
    file = folder / "list"
    file.write_text(content, encoding="utf-8")
    assert f"{file}: {message}" in run("topics", "import", str(file), code=1).stderr
    assert "There is no topic sea" in run("topics", "show", "sea", code=1).stderr


def test_wrong_usage(run: Run) -> None:
    assert "is no code" in run("topics", "add", "sea", "--code", "6", code=2).stderr
    assert "has no word" in run("topics", "add", "--", "...", code=2).stderr
    assert "only a pattern" in run("topics", "add", "sea", "--synonym", "se*", code=2).stderr
    assert "is a name of" in run("topics", "add", "sea", "--synonym", "tax", code=2).stderr
    assert "no topic" in run("topics", "merge", "sea", "taxation", code=1).stderr
    assert "no quotation" in run("topics", "set", "ffffffff", "sea", code=1).stderr


def test_the_vocabulary_is_listed(run: Run) -> None:
    listed = run("topics", "list", "--curated", "--limit", "0", "--csv").stdout
    rows = {row["topic"]: row for row in csv.DictReader(io.StringIO(listed))}
    assert rows["climate change"]["code"] == "medtop:20000418"
    assert rows["climate change"]["parent"] == "environment and nature"
    assert {row["curated"] for row in rows.values()} == {"yes"}


def test_search_tells_which_topics_stand_in(run: Run) -> None:
    told = run("search", "--topic", "the planet is getting hotter").stderr
    assert "searched for the closest in meaning: " in told
    assert "climate change" in told
