from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from quotes.check.rows import Checked, Claim, Difference, Evidence, Verdict
from quotes.export.claim_review import claim_review
from quotes.store.lookup.rows import Searched
from quotes.store.rows import QuotationRow
from quotes.store.selected.selection import Selection
from tests.export.vocabulary import check

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
SEARCHED = Searched(3, 2, 9, 1, date(2026, 3, 2), date(2026, 5, 20))
URL = "https://checks.example/1"


@pytest.fixture
def said(selection: Selection) -> QuotationRow:
    return next(selection.quotations())


def checked(verdict: Verdict, said: QuotationRow, *differences: Difference) -> Checked:
    claim = Claim("This is a tax by another name.", "Maren Okonedo", date(2026, 3, 3))
    evidence = (
        () if verdict == "not-found" else (Evidence(said, said.pieces, 1.0, differences, "same"),)
    )
    return Checked(claim, verdict, "This is why.", evidence, SEARCHED, ("A doubt.",))


def review(verdict: Verdict, said: QuotationRow, *differences: Difference) -> dict[str, Any]:
    return claim_review(checked(verdict, said, *differences), "Quay Checks", URL, date(2026, 6, 1))


@pytest.mark.parametrize("verdict", VERDICTS)
def test_types_and_properties_are_those_of_schema_org(verdict: Verdict, said: QuotationRow) -> None:
    check(review(verdict, said), {})


def test_what_a_review_holds(said: QuotationRow) -> None:
    made = review("verbatim", said)
    assert made["@type"] == "ClaimReview"
    assert made["url"] == URL
    assert made["claimReviewed"] == "This is a tax by another name."
    assert made["author"]["name"] == "Quay Checks"
    assert made["datePublished"] == "2026-06-01"
    assert made["itemReviewed"]["author"]["name"] == "Maren Okonedo"
    assert made["itemReviewed"]["datePublished"] == "2026-03-03"
    assert made["itemReviewed"]["appearance"][0]["url"] == "https://gazette.example/water"
    assert made["reviewRating"] == {
        "@type": "Rating",
        "ratingExplanation": "This is why.",
        "alternateName": "verbatim",
        "ratingValue": 5,
        "bestRating": 5,
        "worstRating": 1,
    }
    assert made["reviewBody"] == "This is why. A doubt."


@pytest.mark.parametrize("verdict", ["similar", "not-found"])
def test_what_is_not_proven_is_not_rated(verdict: Verdict, said: QuotationRow) -> None:
    rating = review(verdict, said)["reviewRating"]
    assert "ratingValue" not in rating
    assert rating["alternateName"].startswith("unproven")
    assert "false" not in str(rating).lower()


@pytest.mark.parametrize("verdict", [v for v in VERDICTS if v not in ("verbatim", "trimmed")])
def test_a_claim_appears_only_where_its_words_stand(verdict: Verdict, said: QuotationRow) -> None:
    assert "appearance" not in review(verdict, said)["itemReviewed"]


def test_words_left_out_that_turn_the_sense_are_rated_lower(said: QuotationRow) -> None:
    harmless = Difference("missing", "", "really", None, said.pieces[0])
    turning = Difference("missing", "", "not", None, said.pieces[0], "negation")
    mild, bad = (review("trimmed", said, one)["reviewRating"] for one in (harmless, turning))
    assert mild["ratingValue"] > bad["ratingValue"]
    assert "turns the sense" in bad["alternateName"]


def test_a_number_of_a_record_is_no_name(said: QuotationRow) -> None:
    by = str(said.speakers[0].person_id)
    for number, name in ((by, "Maren Okonedo"), ("99", None)):
        one = checked("verbatim", said)
        claim = Claim(one.claim.text, number)
        made = claim_review(
            Checked(claim, one.verdict, one.why, one.evidence, SEARCHED), "Quay Checks", URL
        )
        assert made["itemReviewed"].get("author", {}).get("name") == name
