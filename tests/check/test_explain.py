from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.check.claim_context import ClaimedSpeaker, VerdictFinding
from quotes.check.explain import PassagePart, Segment, doubts, explain_verdict, passage, segments
from quotes.check.match import Match, compare
from quotes.check.results import ContextWarning, SaidBy, Verdict, VerdictEvidence
from quotes.search.claims import PersonCandidate
from quotes.types import Claim, QuotationStatus, Span
from tests.check.made import matched
from tests.check.samples import START, difference, evidence, row, where


def said(text: str) -> tuple[str, str]:
    return text, text


def test_missing_changed_and_added_words() -> None:
    claim = "We will gladly pay for five yachts"
    found = evidence(
        difference("negation", "gladly", "not", claim),
        difference("number", "five", "three", claim),
        words=("We will", "pay for", "yachts"),
    )
    assert segments(claim, found) == (
        Segment("same", *said("We will ")),
        Segment("changed", "gladly", "not"),
        Segment("same", *said(" pay for ")),
        Segment("changed", "five", "three"),
        Segment("same", *said(" yachts")),
    )


def test_words_left_out_in_the_middle_and_at_the_end() -> None:
    claim = "“We will pay for three yachts.”"
    found = evidence(
        difference("missing", "", "not", claim),
        difference("missing", "", "Ask the school", claim),
        words=("We will", "pay for three yachts"),
    )
    assert segments(claim, found) == (
        Segment("same", *said("“We will ")),
        Segment("missing", "", "not "),
        Segment("same", *said("pay for three yachts.”")),
        Segment("missing", "", " Ask the school"),
    )


def test_words_left_out_at_the_start_and_words_put_in() -> None:
    claim = "“pay for three big yachts”"
    found = evidence(
        difference("missing", "", "We will not", claim),
        difference("added", "big", "", claim),
        words=("pay for three", "yachts"),
    )
    assert segments(claim, found) == (
        Segment("missing", "", "We will not "),
        Segment("same", *said("“pay for three ")),
        Segment("added", "big", ""),
        Segment("same", *said(" yachts”")),
    )


def test_harmless_differences_are_told_so() -> None:
    claim = "We will not pay for 3 yachts"
    found = evidence(
        difference("figure", "3", "three", claim),
        words=("We will not pay for three yachts",),
    )
    assert segments(claim, found)[1] == Segment("changed", "3", "three", harmless=True)


def test_without_differences_it_is_the_claim() -> None:
    assert segments("We will not pay", evidence(words=("We will not pay",))) == (
        Segment("same", *said("We will not pay")),
    )


def test_the_paragraph_with_words_and_warnings_marked() -> None:
    warning = ContextWarning("condition", "Ask", where("Ask"), "It is a condition.")
    found = evidence(words=("We will not pay", "yachts"), warnings=(warning,))
    assert passage(found) == (
        PassagePart("plain", "“"),
        PassagePart("quotation", "We will not pay"),
        PassagePart("plain", " for three "),
        PassagePart("quotation", "yachts"),
        PassagePart("plain", ",” said Odo Fenwick. “"),
        PassagePart("warning", "Ask"),
        PassagePart("plain", " the school.”"),
    )


WORDS = st.lists(
    st.sampled_from("we will not pay for 3 three yachts, ships. Odo’s can't “now” … a".split()),
    max_size=12,
).map(" ".join)


@given(WORDS, WORDS.filter(bool))
def test_the_segments_are_the_claim(claim: str, context: str) -> None:
    """Whatever the comparison says, no word of the claim is lost or told twice."""
    comparison = compare(claim, context)
    found = _at(comparison.differences, context)
    assert "".join(one.claim for one in segments(claim, found)) == claim
    assert "".join(part.text for part in passage(found)) == context


def _at(differences, context: str) -> VerdictEvidence:  # type: ignore[no-untyped-def]
    from dataclasses import replace

    from quotes.types import Span

    moved = tuple(
        replace(one, said_span=Span(one.said_span.start + START, one.said_span.end + START))
        if one.said_span
        else one
        for one in differences
    )
    return VerdictEvidence(row(context), (), 0.5, moved, None)


SAID = "“We will not pay for three yachts, unless the school agrees.”"
WHERE = "in Tern Courier on 2026-03-02"
FENWICK = ClaimedSpeaker("Odo Fenwick", (PersonCandidate(7, "Odo Fenwick", 3),))


def told(
    verdict: Verdict, words: str, *, by: SaidBy = "same", warnings: tuple[ContextWarning, ...] = ()
) -> str:
    claim = Claim(words, "Ilse Brandvold" if by != "same" else "Odo Fenwick")
    return explain_verdict(claim, VerdictFinding(verdict, ((matched(words, SAID, by), warnings),)))


@pytest.mark.parametrize(
    ("verdict", "words", "parts"),
    [
        ("verbatim", SAID, [f"These are the words of Odo Fenwick, {WHERE}."]),
        ("trimmed", "We will not pay", [WHERE, "some are left out", "set a condition"]),
        ("altered", "We will not pay for nine yachts", ["differ: number: “nine” for “three”"]),
        ("indirect", "We will not pay", ["only reported, not quoted, of Odo Fenwick"]),
        ("similar", "No ships", ["Nobody is quoted with these words; Odo Fenwick"]),
    ],
)
def test_every_verdict_has_its_reason(verdict: Verdict, words: str, parts: list[str]) -> None:
    said = told(verdict, words)
    assert all(part in said for part in parts), said
    assert said.endswith(".")


def test_said_by_others() -> None:
    assert told("other-speaker", SAID, by="other") == (
        f"{WHERE[0].upper()}{WHERE[1:]}, these are the words of Odo Fenwick, not of Ilse Brandvold."
    )
    assert "does not name as Ilse Brandvold" in told("other-speaker", SAID, by="unnamed")


def test_out_of_context_gives_the_words_around() -> None:
    warning = ContextWarning(
        "denial", "That is not true.", Span(0, 5), "It is taken back: “That is not true”."
    )
    assert told("out-of-context", SAID, warnings=(warning,)).endswith(warning.sentence)


def test_stitched_names_every_source_once() -> None:
    match = matched("We will not pay", SAID)
    article = replace(match.row.article, outlet="Isle Post")
    elsewhere = replace(match, rows=(replace(match.row, article=article),))
    found = ((match, ()), (elsewhere, ()), (match, ()))
    said = explain_verdict(Claim("x"), VerdictFinding("stitched", found))
    assert said.count("Odo Fenwick, in Tern Courier") == 1
    assert said.count("Odo Fenwick, in Isle Post") == 1


@pytest.mark.parametrize("by", [None, "Odo Fenwick"])
def test_not_found_never_means_false(by: str | None) -> None:
    said = explain_verdict(Claim("x", by), VerdictFinding("not-found"))
    assert "does not mean that it was never said" in said
    assert ("of Odo Fenwick" in said) is (by is not None)


def found(match: Match) -> VerdictFinding:
    return VerdictFinding("verbatim", ((match, ()),))


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("denied", "denied by Odo Fenwick"),
        ("refused", "not what Odo Fenwick would say"),
        ("hypothetical", "only supposed of Odo Fenwick"),
    ],
)
def test_what_was_not_said_is_told_beside_what_was(status: QuotationStatus, told: str) -> None:
    match = matched(SAID, SAID)
    elsewhere = replace(match, rows=(replace(match.row, id="other", status=status),))
    said = replace(found(match), not_said=(elsewhere,))
    (doubt,) = doubts(Claim(SAID), None, said)
    assert doubt.startswith(f"{WHERE[0].upper()}{WHERE[1:]}, much the same words are {told}: “")
    nearest = VerdictFinding("not-found", ((elsewhere, ()),))
    why = explain_verdict(Claim(SAID), nearest)
    assert why.endswith(f"The nearest words, {WHERE}, are {told}.")
    assert "does not mean that it was never said" in why


def test_no_doubt_without_reason() -> None:
    assert doubts(Claim(SAID), None, found(matched(SAID, SAID))) == ()


def test_namesakes_are_listed() -> None:
    called = tuple(PersonCandidate(at, "Odo Fenwick", 1) for at in range(1, 8))
    (one, *_) = doubts(
        Claim(SAID, "Odo Fenwick"),
        ClaimedSpeaker("Odo Fenwick", called),
        VerdictFinding("not-found"),
    )
    assert one.startswith("Odo Fenwick may be one of 7 people in the archive: Odo Fenwick (1), ")
    assert one.endswith("and 2 more.")


def test_nobody_of_that_name() -> None:
    said = doubts(
        Claim(SAID, "Rolf"), ClaimedSpeaker("Rolf", ()), found(matched(SAID, SAID, "other"))
    )
    assert said == ("Nobody called Rolf is in the archive.",)


def test_a_quotation_that_is_not_sure() -> None:
    match = matched(SAID, SAID)
    unsure = replace(match, rows=(replace(match.row, confidence=0.3),))
    (one,) = doubts(Claim(SAID), None, found(unsure))
    assert "(confidence 0.30)" in one


def test_words_that_are_only_repeated() -> None:
    repeated = replace(matched(SAID, SAID, "same"), is_repeated=True)
    assert any("who repeats them" in one for one in doubts(Claim(SAID), FENWICK, found(repeated)))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 2), None),
        (date(2026, 2, 23), None),
        (date(2026, 2, 22), "8 days after"),
        (date(2026, 3, 3), "1 days before"),
        (date(2025, 3, 2), "365 days after"),
    ],
)
def test_the_day(day: date, words: str | None) -> None:
    said = doubts(Claim(SAID, None, day), None, found(matched(SAID, SAID)))
    assert [words in one for one in said if words] == ([True] if words else [])
    assert bool(said) is (words is not None)
