"""Verdicts and doubts as sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from quotes.article import Span
from quotes.check.ladder import Finding
from quotes.check.match import Match
from quotes.check.rows import Claim, Guard, SaidBy, Verdict
from quotes.check.speakers import Sought
from quotes.check.told import doubts, why
from quotes.store.lookup.rows import Called
from tests.check.made import matched

SAID = "“We will not pay for three yachts, unless the school agrees.”"
WHERE = "in Tern Courier on 2026-03-02"
FENWICK = Sought("Odo Fenwick", (Called(7, "Odo Fenwick", 3),))


def told(
    verdict: Verdict, words: str, *, by: SaidBy = "same", guards: tuple[Guard, ...] = ()
) -> str:
    claim = Claim(words, "Ilse Brandvold" if by != "same" else "Odo Fenwick")
    return why(claim, Finding(verdict, ((matched(words, SAID, by), guards),)))


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
    guard = Guard(
        "denial", "That is not true.", Span(0, 5), "It is taken back: “That is not true”."
    )
    assert told("out-of-context", SAID, guards=(guard,)).endswith(guard.sentence)


def test_stitched_names_every_source_once() -> None:
    match = matched("We will not pay", SAID)
    article = replace(match.row.article, outlet="Isle Post")
    elsewhere = replace(match, rows=(replace(match.row, article=article),))
    found = ((match, ()), (elsewhere, ()), (match, ()))
    said = why(Claim("x"), Finding("stitched", found))
    assert said.count("Odo Fenwick, in Tern Courier") == 1
    assert said.count("Odo Fenwick, in Isle Post") == 1


@pytest.mark.parametrize("by", [None, "Odo Fenwick"])
def test_not_found_never_means_false(by: str | None) -> None:
    said = why(Claim("x", by), Finding("not-found"))
    assert "does not mean that it was never said" in said
    assert ("of Odo Fenwick" in said) is (by is not None)


def found(match: Match) -> Finding:
    return Finding("verbatim", ((match, ()),))


def test_no_doubt_without_reason() -> None:
    assert doubts(Claim(SAID), None, found(matched(SAID, SAID))) == ()


def test_namesakes_are_listed() -> None:
    called = tuple(Called(at, "Odo Fenwick", 1) for at in range(1, 8))
    (one, *_) = doubts(
        Claim(SAID, "Odo Fenwick"), Sought("Odo Fenwick", called), Finding("not-found")
    )
    assert one.startswith("Odo Fenwick may be one of 7 people in the archive: Odo Fenwick (1), ")
    assert one.endswith("and 2 more.")


def test_nobody_of_that_name() -> None:
    said = doubts(Claim(SAID, "Rolf"), Sought("Rolf", ()), found(matched(SAID, SAID, "other")))
    assert said == ("Nobody called Rolf is in the archive.",)


def test_a_quotation_that_is_not_sure() -> None:
    match = matched(SAID, SAID)
    unsure = replace(match, rows=(replace(match.row, confidence=0.3),))
    (one,) = doubts(Claim(SAID), None, found(unsure))
    assert "(confidence 0.30)" in one


def test_words_that_are_only_repeated() -> None:
    echoed = replace(matched(SAID, SAID, "same"), echoed=True)
    assert any("who repeats them" in one for one in doubts(Claim(SAID), FENWICK, found(echoed)))


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
