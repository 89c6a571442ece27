"""Claims written as schema.org ClaimReview, from end to end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.export.vocabulary import check

PUBLISHED = ("--reviewer", "Quay Checks", "--url", "https://checks.example/water")
REVIEW = ("--format", "schema.org", *PUBLISHED)
SAID = "This is a tax by another name."


@pytest.fixture(autouse=True)
def archive(filled: Path) -> Path:
    return filled


def test_a_claim_is_one_object(run: Run) -> None:
    made = json.loads(run("check", SAID, "--by", "Maren Okonedo", *REVIEW).stdout)
    check(made, {})
    assert made["@context"] == "https://schema.org"
    assert made["@type"] == "ClaimReview"
    assert made["claimReviewed"] == SAID
    assert made["author"]["name"] == "Quay Checks"
    assert made["url"] == "https://checks.example/water"
    assert made["reviewRating"]["ratingValue"] == 5
    assert made["itemReviewed"]["author"]["name"] == "Maren Okonedo"
    assert made["itemReviewed"]["appearance"][0]["url"] == "https://gazette.example/water"


def test_a_list_is_an_array_in_its_order(run: Run) -> None:
    Path("claims.csv").write_text(f"claim,by\n{SAID},Ilse Brandvold\nWhales sing at noon,\n")
    made = json.loads(run("check", "--file", "claims.csv", *REVIEW).stdout)
    assert [one["@type"] for one in made] == ["ClaimReview", "ClaimReview"]
    ratings = [one["reviewRating"] for one in made]
    assert ratings[0]["ratingValue"] == 1
    assert ratings[1]["alternateName"] == "unproven: not found"
    assert "ratingValue" not in ratings[1]


def test_a_list_of_one_is_an_array(run: Run) -> None:
    Path("claims.jsonl").write_text(json.dumps({"claim": SAID}))
    assert len(json.loads(run("check", "--file", "claims.jsonl", *REVIEW).stdout)) == 1


def test_into_a_file_of_any_ending(run: Run, folder: Path) -> None:
    result = run("check", SAID, *REVIEW, "-o", "water.jsonld")
    assert result.stdout == ""
    assert result.stderr == "1 claim checked. The review is in water.jsonld.\n"
    assert json.loads((folder / "water.jsonld").read_text())["claimReviewed"] == SAID
    assert sorted(path.name for path in folder.iterdir()) == ["quotes.db", "water.jsonld"]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--format", "schema.org"], 2, "schema.org wants to know who checked and on which page"),
        (["--format", "schema.org", *PUBLISHED[:2]], 2, "schema.org wants to know who checked"),
        (["--format", "schema.org", *PUBLISHED[2:]], 2, "schema.org wants to know who checked"),
        ([*REVIEW[:-1], "checks/1"], 2, "checks/1 is no address of a page; it begins with https"),
        (PUBLISHED, 2, "--reviewer and --url go with --format schema.org."),
        ([*PUBLISHED, "--json"], 2, "--reviewer and --url go with --format schema.org."),
        ([*REVIEW, "--json"], 2, "Choose either --format or one of --json, --nl and --csv"),
        ([*REVIEW, "-o", "no/water.json"], 1, "no/water.json cannot be written: there is no"),
    ],
)
def test_one_sentence_says_what_is_amiss(
    run: Run, folder: Path, arguments: list[str], code: int, sentence: str
) -> None:
    result = run("check", SAID, *arguments, code=code)
    assert result.stdout == ""
    assert result.stderr.startswith(f"quotes: {sentence}")
    assert result.stderr.count("\n") == 1
    assert [path.name for path in folder.iterdir()] == ["quotes.db"]


def test_a_draft_is_no_claim(run: Run) -> None:
    Path("draft.md").write_text("# Water\n\n“This is a tax,” said Maren Okonedo.\n")
    result = run("check", "--file", "draft.md", *REVIEW, code=2)
    assert result.stderr.startswith("quotes: schema.org is for claims; a draft is written as md")
