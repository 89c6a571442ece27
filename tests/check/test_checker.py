"""A claim against a store of hand-made extractions, rung by rung (the ladder is climbed here)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quotes.check.results import Verdict
from quotes.check.thresholds import SHOWN
from quotes.check.verdict import Checker
from quotes.errors import UsageError
from quotes.store.store import Store
from quotes.types import Article, Claim, Extraction, Person, Speaker
from tests.store.made import quotation, span

MILL = """The mill

“We will not sell the mill to anybody who cannot bake,” said Odo Fenwick. “Ask the bakers.”

Ilse Brandvold said the lease would run out in the autumn of next year.

“Some people will tell you that the bread is bad,” Fenwick said.

“Nobody has told us whether the lease would be renewed,” a clerk said.
"""
COUNCIL = """The council

“The council has never read the lease that it signed,” said Odo Fenwick.

“I always liked the smell of the mill in the morning,” said Ilse Brandvold.
"""


def mill() -> Extraction:
    article = Article(MILL, "mill.txt", outlet="Tern Courier", published=date(2026, 3, 2))
    odo, ilse = Person("Odo Fenwick", ("Fenwick",)), Person("Ilse Brandvold")
    fenwick = Speaker("person", odo.name, span(MILL, "Odo Fenwick"))
    said = (
        quotation(
            article,
            "“We will not sell the mill to anybody who cannot bake,” … “Ask the bakers.”",
            fenwick,
            cue="said",
        ),
        quotation(
            article,
            "the lease would run out in the autumn of next year",
            Speaker("person", ilse.name, span(MILL, "Ilse Brandvold")),
            kind="indirect",
        ),
        quotation(article, "“Some people will tell you that the bread is bad,”", fenwick),
        quotation(article, "“Nobody has told us whether the lease would be renewed,”"),
    )
    return Extraction(article, (odo, ilse), said, "1", "m")


def council() -> Extraction:
    article = Article(COUNCIL, "council.txt", outlet="Isle Post", published=date(2026, 4, 2))
    odo, ilse = Person("Odo Fenwick"), Person("Ilse Brandvold")
    said = (
        quotation(
            article,
            "“The council has never read the lease that it signed,”",
            Speaker("person", odo.name, span(COUNCIL, "Odo Fenwick")),
        ),
        quotation(
            article,
            "“I always liked the smell of the mill in the morning,”",
            Speaker("person", ilse.name, span(COUNCIL, "Ilse Brandvold")),
        ),
    )
    return Extraction(article, (odo, ilse), said, "1", "m")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(str(tmp_path_factory.mktemp("mill") / "quotes.db")) as store:
        store.add(mill())
        store.add(council())
        yield store


@pytest.fixture(scope="module")
def checker(store: Store) -> Checker:
    return Checker(store)


FENWICK, BRANDVOLD = "Odo Fenwick", "Ilse Brandvold"


@pytest.mark.parametrize(
    ("words", "by", "verdict"),
    [
        ("We will not sell the mill to anybody who cannot bake.", FENWICK, "verbatim"),
        (
            "We will not sell the mill to anybody who cannot bake. Ask the bakers.",
            FENWICK,
            "verbatim",
        ),
        ("We won't sell the mill to anybody who can't bake", None, "verbatim"),
        ("We will not sell the mill", FENWICK, "trimmed"),
        ("We will not sell the mill … Ask the bakers", FENWICK, "trimmed"),
        ("We will not sell the mill to anybody who cannot swim", FENWICK, "altered"),
        ("We will now sell the mill to anybody who cannot bake", FENWICK, "altered"),
        (
            "We will not sell the mill and the council has never read the lease",
            FENWICK,
            "stitched",
        ),
        ("the lease would run out in the autumn of next year", BRANDVOLD, "indirect"),
        ("The lease will run out in the autumn of next year", BRANDVOLD, "indirect"),
        ("We will not sell the mill to anybody who cannot bake", BRANDVOLD, "other-speaker"),
        ("the lease would run out in the autumn of next year", FENWICK, "other-speaker"),
        ("Nobody has told us whether the lease would be renewed", FENWICK, "other-speaker"),
        ("Nobody has told us whether the lease would be sold", FENWICK, "altered"),
        ("the bread is bad", FENWICK, "out-of-context"),
        ("Whales sing opera at noon", FENWICK, "not-found"),
        ("Whales sing opera at noon", None, "not-found"),
    ],
)
def test_the_ladder(checker: Checker, words: str, by: str | None, verdict: Verdict) -> None:
    checked = checker.check(Claim(words, by))
    assert checked.verdict == verdict, checked.why
    assert bool(checked.evidence) == (verdict != "not-found")
    assert len(checked.evidence) <= SHOWN


def test_the_evidence_leads_to_the_words(checker: Checker) -> None:
    for words in ("not sell the mill", "never read the lease", "liked the smell"):
        first = checker.check(Claim(words)).evidence[0]
        text = {"mill.txt": MILL, "council.txt": COUNCIL}[first.quotation.article.source]
        assert [one.of(text) for one in first.pieces] == [words]


def test_differences_have_places_in_claim_and_article(checker: Checker) -> None:
    claim = "Fenwick said: “We will not sell the mill to anybody who cannot swim.”"
    (changed,) = [
        one for one in checker.check(Claim(claim)).evidence[0].differences if not one.harmless
    ]
    assert changed.claim_span is not None
    assert changed.said_span is not None
    assert (changed.claim_span.of(claim), changed.said_span.of(MILL)) == ("swim", "bake")


def test_a_quotation_without_warnings_comes_before_one_with(checker: Checker) -> None:
    checked = checker.check(Claim("the bread is bad"))
    assert checked.verdict == "out-of-context"
    assert [one.kind for one in checked.evidence[0].warnings] == ["distance"]
    whole = checker.check(Claim("Some people will tell you that the bread is bad"))
    assert whole.verdict == "verbatim"


def test_whose_words_they_are(checker: Checker) -> None:
    words = "I always liked the smell of the mill in the morning"
    assert checker.check(Claim(words)).evidence[0].said_by is None
    assert checker.check(Claim(words, BRANDVOLD)).evidence[0].said_by == "same"
    assert checker.check(Claim(words, FENWICK)).evidence[0].said_by == "other"


def test_how_much_was_searched(checker: Checker) -> None:
    searched = checker.check(Claim("Whales sing", BRANDVOLD)).searched
    assert (searched.articles, searched.outlets, searched.quotations) == (2, 2, 6)
    assert (searched.first, searched.last) == (date(2026, 3, 2), date(2026, 4, 2))
    assert searched.by_person == 2
    assert checker.check(Claim("Whales sing")).searched.by_person is None


def test_a_claim_that_itself_reports_is_never_verbatim(checker: Checker) -> None:
    claim = Claim("We will not sell the mill to anybody who cannot bake", FENWICK, quoted=False)
    assert checker.check(claim).verdict not in ("verbatim", "trimmed", "other-speaker")


@pytest.mark.parametrize("text", ["", " ", "“”", "… !"])
def test_a_claim_without_words(checker: Checker, text: str) -> None:
    with pytest.raises(UsageError, match="no words"):
        checker.check(Claim(text))


def test_a_name_of_blanks_is_none(checker: Checker) -> None:
    claim = Claim("We will not sell the mill", "  ")
    assert checker.check(claim).evidence[0].said_by is None


def test_an_article_that_came_again_is_searched_as_it_is_now(tmp_path: Path) -> None:
    with Store(str(tmp_path / "quotes.db")) as store:
        store.add(mill())
        words = "We will not sell the mill to anybody who cannot bake"
        assert Checker(store).check(Claim(words)).verdict == "verbatim"
        store.add(replace(mill(), quotations=(), program="2"))
        assert Checker(store).check(Claim(words)).verdict == "not-found"
