from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.check.drafts import CheckedQuotation, check_draft
from quotes.check.results import Checked, Verdict
from quotes.types import (
    Article,
    Claim,
    Extraction,
    Quotation,
    QuotationStatus,
    Span,
    Speaker,
    Why,
    quotation_id,
)
from tests.check.samples import checked, difference, evidence

TEXT = """The vote

“We will not pay,” said Odo Fenwick. “Ask the school.”

Ilse Brandvold called it “a fairy tale for yachts” and said that
the port would close in June.

“Odo told me ‘never sell the boat’ and I laughed,” a fisher said. “No way.”
"""
FENWICK = Speaker("person", "Odo Fenwick")
BRANDVOLD = Speaker("person", "Ilse Brandvold")
FISHER = Speaker("unknown", "a fisher")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def quotation(
    kind: str, *pieces: str, by: tuple[Speaker, ...] = (FENWICK,), nested_in: str | None = None
) -> Quotation:
    places = tuple(map(span, pieces))
    made = quotation_id("article", " … ".join(pieces))
    return Quotation(made, kind, "statement", places, None, by, 0.9, nested_in)  # type: ignore[arg-type]


DIRECT = quotation("direct", "“We will not pay,”", "“Ask the school.”")
MIXED = quotation(
    "mixed", "it “a fairy tale for yachts” and said that\nthe port would close", by=(BRANDVOLD,)
)
INDIRECT = quotation("indirect", "the port would close in June", by=(BRANDVOLD,))
OUTER = quotation("direct", "“Odo told me ‘never sell the boat’ and I laughed,”", by=(FISHER,))
NESTED = quotation("direct", "‘never sell the boat’", nested_in=OUTER.id)
SHORT = quotation("direct", "“No way.”", by=(FISHER,))


class Answers:
    """Gives one verdict to every claim, and remembers what it was asked."""

    def __init__(self, verdict: Verdict = "verbatim", **by: Verdict) -> None:
        self.claims: list[Claim] = []
        self._verdict = verdict
        self._by = by

    def __call__(self, claim: Claim) -> Checked:
        self.claims.append(claim)
        surname = (claim.by or "nobody").rpartition(" ")[2]
        return checked(self._by.get(surname, self._verdict), claim)


def drafted(*quotations: Quotation, extractor: str | None = None) -> Extraction:
    article = Article(TEXT, "draft.md", title="The vote", extractor=extractor)
    return Extraction(article, quotations=quotations)


def only(quotation: Quotation, answers: Answers) -> CheckedQuotation:
    (found,) = check_draft(drafted(quotation), answers).quotations
    return found


class TestClaims:
    @pytest.mark.parametrize(
        ("quotation", "claim"),
        [
            (DIRECT, Claim("“We will not pay, Ask the school.”", "Odo Fenwick")),
            (MIXED, Claim("“a fairy tale for yachts”", "Ilse Brandvold")),
            (INDIRECT, Claim("the port would close in June", "Ilse Brandvold", quoted=False)),
            (OUTER, Claim("“Odo told me ‘never sell the boat’ and I laughed,”", None)),
        ],
    )
    def test_what_is_asked(self, quotation: Quotation, claim: Claim) -> None:
        answers = Answers()
        only(quotation, answers)
        assert answers.claims == [claim]

    def test_each_stretch_of_a_mixed_one_is_asked_by_itself(self) -> None:
        text = "She called it “mad” and “a tale for yachts” today."
        pieces = (Span(0, len(text)),)
        mixed = replace(MIXED, pieces=pieces)
        answers = Answers()
        draft = check_draft(Extraction(Article(text, "-"), quotations=(mixed,)), answers)
        assert [one.text for one in answers.claims] == ["“mad”", "“a tale for yachts”"]
        assert [one.short for one in draft.quotations] == [True, False]

    @pytest.mark.parametrize("status", ["denied", "refused", "hypothetical"])
    def test_what_the_draft_does_not_claim_was_said_is_not_asked(
        self, status: QuotationStatus
    ) -> None:
        answers = Answers()
        draft = check_draft(drafted(DIRECT, replace(INDIRECT, status=status)), answers)
        assert len(answers.claims) == len(draft.quotations) == 1
        (left,) = draft.unclaimed
        assert (left.words, left.speaker, left.status, left.position.line) == (
            "the port would close in June",
            "Ilse Brandvold",
            status,
            6,
        )

    def test_a_mixed_one_without_marks_is_reported(self) -> None:
        answers = Answers()
        only(replace(INDIRECT, kind="mixed"), answers)
        assert not answers.claims[0].quoted

    def test_direct_words_without_marks(self) -> None:
        answers = Answers()
        only(replace(INDIRECT, kind="direct"), answers)
        assert answers.claims[0].text == "“the port would close in June”"

    def test_marks_inside_of_marks_are_single(self) -> None:
        text = "“He told me, “never,” and I laughed,” said Odo Fenwick."
        answers = Answers()
        inside = replace(DIRECT, pieces=(Span(0, text.index(" said")),))
        check_draft(Extraction(Article(text, "-"), quotations=(inside,)), answers)
        assert answers.claims[0].text == "“He told me, ‘never,’ and I laughed,”"

    def test_words_in_the_words_of_another_are_checked_once(self) -> None:
        answers = Answers()
        check_draft(drafted(NESTED, OUTER), answers)
        assert len(answers.claims) == 1

    def test_words_in_a_report_are_checked_by_themselves(self) -> None:
        reported = replace(OUTER, kind="indirect")
        answers = Answers()
        check_draft(drafted(reported, NESTED), answers)
        assert [one.text for one in answers.claims][1] == "“never sell the boat”"

    def test_every_named_speaker_is_asked_after(self) -> None:
        both = replace(DIRECT, speakers=(BRANDVOLD, FISHER, FENWICK))
        answers = Answers(Brandvold="other-speaker", Fenwick="trimmed")
        found = only(both, answers)
        assert [one.by for one in answers.claims] == ["Ilse Brandvold", "Odo Fenwick"]
        assert found.verdict == "trimmed"
        assert found.speaker == "Ilse Brandvold and a fisher and Odo Fenwick"
        assert only(both, Answers("other-speaker")).checked.claim.by == "Ilse Brandvold"

    def test_no_words_are_no_claim(self) -> None:
        dots = Article("“…” said Odo Fenwick.", "-")
        empty = replace(DIRECT, pieces=(Span(0, 3),))
        assert check_draft(Extraction(dots, quotations=(empty,)), Answers()).quotations == ()


class TestPlaces:
    def test_in_the_order_of_the_draft(self) -> None:
        draft = check_draft(drafted(INDIRECT, OUTER, DIRECT), Answers())
        assert [one.number for one in draft.quotations] == [1, 2, 3]
        assert [one.position.line for one in draft.quotations] == [3, 6, 8]
        assert [one.position.paragraph for one in draft.quotations] == [2, 3, 4]
        first = draft.quotations[0]
        assert TEXT[first.position.start : first.position.end].startswith("We will not pay")
        assert [piece.of(TEXT) for piece in first.pieces] == ["We will not pay,", "Ask the school."]
        assert first.words == "We will not pay, … Ask the school."

    def test_a_word_document_has_no_lines(self) -> None:
        draft = check_draft(drafted(DIRECT, extractor="python-docx 1.2.0"), Answers())
        assert draft.quotations[0].position.line is None
        assert draft.quotations[0].position.paragraph == 2


class TestVerdicts:
    @pytest.mark.parametrize(
        ("verdict", "failed"),
        [("altered", True), ("other-speaker", True), ("not-found", False), ("stitched", False)],
    )
    def test_what_fails(self, verdict: Verdict, failed: bool) -> None:
        draft = check_draft(drafted(DIRECT, INDIRECT), Answers(Fenwick=verdict))
        assert draft.failed is failed
        assert draft.counts == {"verbatim": 1, verdict: 1}
        assert draft.quotations[0].standing == ("wrong" if failed else "open")

    def test_short_words_never_alarm(self) -> None:
        found = only(SHORT, Answers("altered"))
        assert (found.short, found.alarms, found.standing) == (True, False, "short")
        assert only(SHORT, Answers()).standing == "fine"

    def test_an_uncertain_speaker_is_no_alarm_but_a_doubt(self) -> None:
        unsure = replace(DIRECT, why=Why("the last one named", 0.3))
        found = only(unsure, Answers("other-speaker"))
        assert found.standing == "open"
        assert "Odo Fenwick" in found.doubts[0]
        assert only(unsure, Answers("altered")).alarms

    @pytest.mark.parametrize(("by", "failed"), [("other", True), ("unnamed", False)])
    def test_a_source_without_a_name_may_be_anybody(self, by, failed) -> None:  # type: ignore[no-untyped-def]
        found = replace(evidence(words=("We will",)), said_by=by)
        draft = check_draft(drafted(DIRECT), lambda claim: checked("other-speaker", claim, found))
        assert draft.failed is failed
        assert draft.quotations[0].standing == ("wrong" if failed else "open")

    def test_a_report_is_never_altered_for_certain(self) -> None:
        assert only(INDIRECT, Answers("altered")).standing == "open"
        assert only(INDIRECT, Answers("other-speaker")).standing == "wrong"

    def test_a_report_in_other_words_is_fine_and_a_quotation_is_not(self) -> None:
        assert only(INDIRECT, Answers("indirect")).standing == "fine"
        assert only(DIRECT, Answers("indirect")).standing == "open"

    @pytest.mark.parametrize(
        ("said", "turns", "standing"),
        [("Ask the school", None, "fine"), ("Ask the school", "condition", "open"),
         ("for three", None, "open")],
    )  # fmt: skip
    def test_words_cut_out_as_a_whole_are_fine(self, said, turns, standing) -> None:  # type: ignore[no-untyped-def]
        found = evidence(
            difference("missing", "", said, "", turns), words=("We will not pay", "yachts")
        )

        def answer(claim: Claim) -> Checked:
            return checked("trimmed", claim, found)

        (one,) = check_draft(drafted(DIRECT), answer).quotations
        assert one.standing == standing

    def test_the_draft_itself_is_no_evidence(self) -> None:
        extraction = drafted(DIRECT)
        found = evidence(words=("We will",))
        article = replace(found.quotation.article, sha256=extraction.article.sha256)
        own = replace(found, quotation=replace(found.quotation, article=article))
        (one,) = check_draft(extraction, lambda claim: checked("verbatim", claim, own)).quotations
        assert "no evidence for itself" in one.doubts[0]
        assert one.standing == "open"
        (one,) = check_draft(extraction, lambda claim: checked("verbatim", claim, found)).quotations
        assert one.doubts == ()
