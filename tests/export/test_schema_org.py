from __future__ import annotations

import json
from datetime import date
from typing import Any, get_args

import pytest
from pyld import jsonld

from quotes.check.differences import difference_of
from quotes.check.results import Checked, Difference, Verdict, VerdictEvidence
from quotes.db.rows import QuotationRow
from quotes.export.schema_org import CONTEXT, claim_review, quotation_graph
from quotes.search.query import SearchedQuotations
from quotes.search.selection import Selection
from quotes.types import Claim
from tests.export.vocabulary import check


@pytest.fixture
def graph(selection: Selection) -> dict[str, Any]:
    made: dict[str, Any] = json.loads("".join(quotation_graph(selection)))
    return made


def of(graph: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [node for node in graph["@graph"] if node["@type"] == kind]


def test_types_and_properties_are_those_of_schema_org(graph: dict[str, Any]) -> None:
    known = {node["@id"]: node for node in graph["@graph"]}
    assert len(known) == len(graph["@graph"])
    for node in graph["@graph"]:
        check(node, known)


def test_the_check_can_fail() -> None:
    with pytest.raises(AssertionError, match="has no words"):
        check({"@type": "Quotation", "words": "x"}, {})
    with pytest.raises(AssertionError, match="is no Place"):
        check({"@type": "Quotation", "creator": {"@type": "Place"}}, {})


def test_it_is_linked_data(graph: dict[str, Any]) -> None:
    def load(url: str, _: object) -> dict[str, Any]:
        assert url == CONTEXT
        context = {"@vocab": "https://schema.org/"}
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    expanded = jsonld.expand(graph, {"documentLoader": load})
    assert len(expanded) == len(graph["@graph"])
    assert all(node["@id"].startswith(("https://", "urn:quotes:")) for node in expanded)


def test_a_quotation_has_words_speaker_post_article_and_topics(graph: dict[str, Any]) -> None:
    (one,) = [node for node in of(graph, "Quotation") if "another name" in node["text"]]
    (speaker,) = one["creator"]
    assert speaker["name"] == "Maren Okonedo"
    assert speaker["jobTitle"] == "director"
    assert speaker["affiliation"]["name"] == "Harbour Institute"
    assert one["about"] == [{"@type": "Thing", "name": "water price"}]
    (article,) = [n for n in of(graph, "NewsArticle") if n["@id"] == one["isPartOf"]["@id"]]
    assert article["publisher"]["name"] == "Harbour Gazette"
    assert one["datePublished"] == article["datePublished"] == "2026-03-02"


def test_who_has_no_name_is_no_person(graph: dict[str, Any]) -> None:
    credited = [node for node in of(graph, "Quotation") if "creditText" in node]
    assert {node["creditText"] for node in credited} == {"A senior official", "Villagers"}
    assert not any("creator" in node for node in credited)


def test_namesakes_have_ids_of_their_own(graph: dict[str, Any]) -> None:
    ids = {
        speaker["@id"]
        for node in of(graph, "Quotation")
        for speaker in node.get("creator", ())
        if speaker["name"] == "Maren Okonedo"
    }
    assert len(ids) == 2


VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
SEARCHED = SearchedQuotations(3, 2, 9, 1, date(2026, 3, 2), date(2026, 5, 20))
URL = "https://checks.example/1"


@pytest.fixture
def said(selection: Selection) -> QuotationRow:
    return next(selection.quotations())


def checked(verdict: Verdict, said: QuotationRow, *differences: Difference) -> Checked:
    claim = Claim("This is a tax by another name.", "Maren Okonedo", date(2026, 3, 3))
    evidence = (
        ()
        if verdict == "not-found"
        else (VerdictEvidence(said, said.pieces, 1.0, differences, "same"),)
    )
    return Checked(claim, verdict, "This is why.", evidence, SEARCHED, ("A doubt.",))


def review(verdict: Verdict, said: QuotationRow, *differences: Difference) -> dict[str, Any]:
    return claim_review(checked(verdict, said, *differences), "Quay Checks", URL, date(2026, 6, 1))


@pytest.mark.parametrize("verdict", VERDICTS)
def test_types_and_properties_are_those_of_schema_org_claim_review(
    verdict: Verdict, said: QuotationRow
) -> None:
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
    harmless = difference_of("missing", "", "really", None, said.pieces[0])
    turning = difference_of("missing", "", "not", None, said.pieces[0], "negation")
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
