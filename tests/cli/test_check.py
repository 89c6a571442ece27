"""Did they really say it? From articles read by the shipped reader to the answer on the screen."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from quotes.pipeline import Extractor
from quotes.store.store import Store
from quotes.types import Article
from tests.cli.conftest import Run, lines

VOTE = """Tern Bay votes for dredging

The council of Tern Bay voted on Monday to dredge the old harbour.

“We will not pay for a harbour that only three yachts need,” said Odo Fenwick, who heads the \
fishers' union. “The bakers pay, the teachers pay, and the yachts sail away for nothing.”

Ilse Brandvold, the mayor of Tern Bay, said the dredging would cost 12 million crowns and take \
two winters.

“Some people will tell you that the harbour is dead,” Brandvold told reporters. “They should come \
down here on a Friday.”

Desmond Harrow, a ferry captain, called the plan “a ditch with a budget”.
"""
WALL = """The mayor and the sea wall

“I have seen two harbours die, and I will not watch a third,” said Ilse Brandvold, the mayor of \
Tern Bay, at the sea wall on Friday.

“This town was built by people who could not swim,” she said.
"""
GULLS = """Gulls keep their goalkeeper

“I have never seen a ball that I did not want to catch,” said Odo Fenwick, the goalkeeper of the \
Skarholm Gulls, after the match.
"""
ARTICLES = {
    "vote.txt": (VOTE, "Tern Courier", date(2026, 3, 2)),
    "wall.txt": (WALL, "Isle Post", date(2026, 4, 10)),
    "gulls.txt": (GULLS, "Skarholm Sport", date(2026, 5, 17)),
}
YACHTS = "We will not pay for a harbour that only three yachts need"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the three articles, as the shipped reader reads them."""
    database = tmp_path_factory.mktemp("harbour") / "quotes.db"
    extractor = Extractor.load(vectors=True)
    articles = [
        Article(text, source, title=text.splitlines()[0], outlet=outlet, published=day)
        for source, (text, outlet, day) in ARTICLES.items()
    ]
    with Store(str(database)) as store:
        for extraction in extractor.extract_many(articles):
            store.add(extraction)
    return database


@pytest.fixture
def archive(read: Path, folder: Path) -> Path:
    return Path(shutil.copy(read, folder))


@pytest.fixture
def check(run: Run, archive: Path) -> Any:
    """Checks a claim against the archive and gives the object that is printed."""
    assert archive.exists()

    def check(claim: str, by: str | None = None, *more: str) -> dict[str, Any]:
        named = ["--by", by] if by else []
        (answer,) = json.loads(run("check", claim, *named, *more, "--json").stdout)
        assert isinstance(answer, dict)
        return answer

    return check


def words_at(answer: dict[str, Any], number: int = 0) -> str:
    """The stored text between the offsets of a piece of evidence."""
    one = answer["evidence"][number]
    text = ARTICLES[one["article"]["source"]][0]
    return text[one["start"] : one["end"]]


@pytest.mark.parametrize(
    ("claim", "by", "verdict", "words"),
    [
        (YACHTS, "Odo Fenwick", "verbatim", YACHTS),
        (
            '"we won\'t pay for a harbor that only 3 yachts need"',
            "Odo Fenwick",
            "verbatim",
            YACHTS,
        ),
        (
            "We will not pay for a harbour",
            "Odo Fenwick",
            "trimmed",
            "We will not pay for a harbour",
        ),
        (YACHTS.replace("three", "nine"), "Odo Fenwick", "altered", YACHTS),
        (YACHTS.replace(" not", ""), "Odo Fenwick", "altered", YACHTS),
        (
            "the dredging would cost 12 million crowns and take two winters",
            "Ilse Brandvold",
            "indirect",
            "the dredging would cost 12 million crowns and take two winters",
        ),
        (YACHTS, "Desmond Harrow", "other-speaker", YACHTS),
        ("the harbour is dead", "Ilse Brandvold", "out-of-context", "the harbour is dead"),
    ],
)
def test_the_ladder(check: Any, claim: str, by: str, verdict: str, words: str) -> None:
    answer = check(claim, by)
    assert (answer["claim"], answer["by"], answer["verdict"]) == (claim, by, verdict)
    assert words_at(answer).strip(",.“”") == words


def test_stitched_from_two_quotations(check: Any) -> None:
    first = "I have seen two harbours die"
    second = "this town was built by people who could not swim"
    answer = check(f"{first}, and {second}", "Ilse Brandvold")
    assert answer["verdict"] == "stitched"
    assert words_at(answer, 0).startswith(first)
    assert words_at(answer, 1).casefold() == second


def test_not_found_says_what_was_searched(check: Any, run: Run) -> None:
    answer = check("Whales sing opera at noon", "Odo Fenwick")
    assert answer["verdict"] == "not-found"
    assert answer["evidence"] == []
    searched = answer["searched"]
    assert {key: searched[key] for key in ("articles", "outlets", "from", "to")} == {
        "articles": 3,
        "outlets": 3,
        "from": "2026-03-02",
        "to": "2026-05-17",
    }
    assert 0 < searched["by_person"] < searched["quotations"]
    shown = " ".join(run("check", "Whales sing opera at noon").stdout.split())
    assert "NOT FOUND" in shown
    assert "does not mean that it was never said" in shown
    assert "in 3 articles of 3 outlets" in shown


@pytest.mark.parametrize(
    "by", ["Ilse Brandvold", "Brandvold", "Mayor Brandvold", "Mayor Ilse Brandvold", "I. Brandvold"]
)
def test_by_name_title_and_initial(check: Any, by: str) -> None:
    answer = check("I have seen two harbours die, and I will not watch a third", by)
    assert answer["verdict"] == "verbatim"
    assert answer["evidence"][0]["speaker"] == "Ilse Brandvold"


def test_by_a_short_form_of_the_name(check: Any) -> None:
    assert check("a ditch with a budget", "Des Harrow")["verdict"] in ("verbatim", "trimmed")


def test_no_namesake_is_blamed(check: Any) -> None:
    """Two people are called Odo Fenwick: what either said was said by an Odo Fenwick."""
    for claim in (YACHTS, "I have never seen a ball that I did not want to catch"):
        answer = check(claim, "Odo Fenwick")
        assert answer["verdict"] == "verbatim"
        assert any("may be one of 2 people" in doubt for doubt in answer["doubts"])


def test_nobody_of_that_name(check: Any) -> None:
    answer = check(YACHTS, "Rolf Amund")
    assert answer["verdict"] == "other-speaker"
    assert "Nobody called Rolf Amund is in the archive." in answer["doubts"]
    assert "not of Rolf Amund" in answer["why"]


@pytest.mark.parametrize(
    ("day", "doubted"), [("2026-03-02", False), ("2026-02-25", False), ("2025-03-02", True)]
)
def test_on_a_day(check: Any, day: str, doubted: bool) -> None:
    answer = check(YACHTS, None, "--on", day)
    assert (answer["on"], answer["verdict"]) == (day, "verbatim")
    assert any(day in doubt for doubt in answer["doubts"]) is doubted


def test_the_keys_are_those_of_the_contract(check: Any) -> None:
    answer = check(YACHTS.replace("three", "nine"), "Odo Fenwick")
    assert {"claim", "by", "verdict", "evidence", "searched"} <= answer.keys()
    assert set(answer["searched"]) == {
        "articles", "outlets", "quotations", "by_person", "from", "to",
    }  # fmt: skip
    one = answer["evidence"][0]
    assert {
        "quote", "article", "speaker", "start", "end", "similarity", "difference",
    } <= one.keys()  # fmt: skip
    assert one["quote"].startswith(f"“{YACHTS},”")
    assert one["article"]["outlet"] == "Tern Courier"
    assert 0 < one["similarity"] < 1
    (number,) = [each for each in one["difference"] if not each["harmless"]]
    assert (number["kind"], number["claim"], number["said"]) == ("number", "nine", "three")
    where = number["where"]
    assert VOTE[where["start"] : where["end"]] == "three"
    assert len(one["id"]) == 16
    assert one["kind"] in ("direct", "mixed")
    context = one["context"]
    assert VOTE[context["start"] :].startswith(context["text"])
    for piece in one["quote_pieces"]:
        assert VOTE[piece["start"] : piece["end"]] in context["text"]


def test_guards_have_their_place(check: Any) -> None:
    guard = check("the harbour is dead", "Ilse Brandvold")["evidence"][0]["guards"][0]
    assert guard["kind"] == "distance"
    assert "Some people will tell you that" in VOTE[guard["start"] : guard["end"]]


@pytest.mark.usefixtures("archive")
def test_one_object_a_line(run: Run) -> None:
    (answer,) = lines(run("check", YACHTS, "--nl"))
    assert (answer["verdict"], answer["by"]) == ("verbatim", None)


@pytest.mark.usefixtures("archive")
def test_a_row_of_csv_for_each_piece_of_evidence(run: Run) -> None:
    printed = run("check", YACHTS, "--by", "Odo Fenwick", "--csv").stdout
    first = next(csv.DictReader(io.StringIO(printed)))
    assert (first["verdict"], first["speaker"]) == ("verbatim", "Odo Fenwick")
    assert YACHTS in VOTE[int(first["start"]) : int(first["end"])]
    printed = run("check", "Whales sing opera at noon", "--csv").stdout
    (row,) = csv.DictReader(io.StringIO(printed))
    assert (row["verdict"], row["quote"]) == ("not-found", "")


@pytest.mark.usefixtures("archive")
def test_for_people(run: Run) -> None:
    claim = YACHTS.replace("three", "nine")
    shown = " ".join(run("check", claim, "--by", "Odo Fenwick").stdout.split())
    assert f"“{claim}” — Odo Fenwick ALTERED" in shown
    assert "Tern Courier, 2026-03-02, Tern Bay votes for dredging" in shown
    assert "number changed: “nine” for “three”" in shown
    assert "Searched: " in shown


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("claim", ["", "   ", "“”", "…"])
def test_a_claim_without_words(run: Run, claim: str) -> None:
    result = run("check", claim, code=2)
    assert result.stdout == ""
    assert result.stderr.startswith("quotes: The claim has no words")
    assert result.stderr.count("\n") == 1


def test_without_a_database(run: Run) -> None:
    result = run("check", YACHTS, code=1)
    assert result.stdout == ""
    assert "quotes.db" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("archive")
def test_a_day_that_is_none(run: Run) -> None:
    assert "--on" in run("check", YACHTS, "--on", "soon", code=2).stderr
