from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quotes.check.differences import difference_of
from quotes.check.results import Checked, Verdict, VerdictEvidence
from quotes.db.rows import Query
from quotes.pipeline import Extractor
from quotes.search.query import SearchedQuotations
from quotes.store.store import Store
from quotes.types import Claim, Span
from scripts.evaluation import altered, checks, page
from scripts.evaluation.checking import (
    VERDICTS,
    Archive,
    Case,
    Result,
    archive,
    articles,
    confusion,
    confusion_table,
    faults,
    figures,
    results,
    shares_a_name,
    table,
)
from scripts.evaluation.retrieval_queries import Passage

TEXT = """\
Council backs harbour dues

"The harbour dues will rise by twelve percent in May," said Ada Keller, who chairs the council.

"Nobody asked the fishermen," said Tom Keller, who owns a boat. "They will sail to the next bay."
"""
DUES = '"The harbour dues will rise by twelve percent in May,"'
ASKED = '"Nobody asked the fishermen,"'
SEARCHED = SearchedQuotations(1, 0, 2, None, None, None)


class Looking:
    """Calls verbatim what stands in a stored quotation and nothing else."""

    def __init__(self, store: Store) -> None:
        self._rows = store.search(Query(limit=None, sort="oldest"))

    def check(self, claim: Claim) -> Checked:
        for row in self._rows:
            start = row.context.find(claim.text)
            if start >= 0 and claim.text in row.text:
                place = Span(row.context_start + start, row.context_start + start + len(claim.text))
                evidence = (VerdictEvidence(row, (place,), 1.0, (), None),)
                return Checked(claim, "verbatim", "It stands there.", evidence, SEARCHED)
        return Checked(claim, "not-found", "It stands nowhere.", (), SEARCHED)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(vectors=True)


@pytest.fixture(scope="module")
def read(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("checks")
    (folder / "dues.txt").write_text(TEXT, "utf8")
    with Store(str(folder / "quotes.db")) as store:
        yield archive(articles("own", [folder]), store, extractor)


def place(quote: str) -> tuple[Passage, ...]:
    start = TEXT.index(quote)
    return (Passage("own/dues.txt", (Span(start, start + len(quote)),)),)


def case(text: str, *verdicts: Verdict, by: str | None = None, quote: str = DUES) -> Case:
    return Case("c1", verdicts[0], Claim(text, by), verdicts, (place(quote),))


def result(given: Verdict, *verdicts: Verdict, namesake: bool = False) -> Result:
    return Result(case("Dues rise.", *verdicts), given, True, None, namesake, "why", 2.0)


def test_a_right_answer_shows_the_right_words(read: Archive) -> None:
    checker = Looking(read.store)
    words = "dues will rise by twelve percent"
    rows = results(
        [case(words, "verbatim"), case(words, "verbatim", quote=ASKED), case("Fish", "verbatim")],
        checker,
        read,
    )
    assert [row.right for row in rows] == [True, True, False]
    assert [row.whole for row in rows] == [True, False, False]
    count = figures(rows)
    assert (count.right.value, count.whole.value) == (66.7, 33.3)
    assert count.milliseconds >= 0


def test_every_part_of_a_stitched_claim_is_shown(read: Archive) -> None:
    both = replace(case("harbour dues", "verbatim"), parts=(place(DUES), place(ASKED)))
    either = replace(both, parts=(place(DUES) + place(ASKED),))
    rows = results([both, either], Looking(read.store), read)
    assert [row.shown for row in rows] == [False, True]


def test_where_nothing_was_said_nothing_has_to_be_shown(read: Archive) -> None:
    none = Case("c2", "not-found", Claim("The sea is green."), ("not-found",))
    (row,) = results([none], Looking(read.store), read)
    assert row.whole


def test_who_said_it_is_compared(read: Archive) -> None:
    asked = case("dues will rise", "verbatim")
    cases = [replace(asked, speaker=name) for name in ("Ada Keller", "Tom Keller")]
    assert [row.told for row in results(cases, Looking(read.store), read)] == [True, False]


def test_changes_and_turns_are_compared(read: Archive) -> None:
    missing = difference_of("missing", "", "not", None, None, "negation")

    class Differing(Looking):
        def check(self, claim: Claim) -> Checked:
            found = super().check(claim)
            evidence = replace(found.evidence[0], differences=(missing,))
            return replace(found, verdict="trimmed", evidence=(evidence,))

    asked = case("dues will rise", "altered", "trimmed")
    rows = results(
        [
            replace(asked, turns="negation"),
            replace(asked, turns="condition"),
            replace(asked, change="number"),
            replace(asked, change="missing"),
        ],
        Differing(read.store),
        read,
    )
    assert [row.told for row in rows] == [True, False, False, True]
    assert [row.right for row in rows] == [True, False, False, True]


def test_a_namesake_is_somebody_else_of_the_same_surname(read: Archive) -> None:
    rows = results(
        [case("Fish", "verbatim", by=name) for name in ("Tom Keller", "Ira Frost")],
        Looking(read.store),
        read,
    )
    assert [row.namesake for row in rows] == [True, False]
    assert shares_a_name("Eva Keller", ["Ada Keller"])
    assert not shares_a_name("Ada Keller", ["Ada Keller", "Ada Frost"])
    assert not shares_a_name(None, ["Ada Keller"])


def test_the_two_counts_that_must_be_none() -> None:
    rows = [
        result("verbatim", "altered"),
        result("verbatim", "trimmed"),
        result("altered", "altered"),
        result("other-speaker", "verbatim", namesake=True),
        result("other-speaker", "verbatim"),
        result("other-speaker", "other-speaker", namesake=True),
    ]
    count = figures(rows)
    assert (count.changes_passed, count.namesakes_blamed) == (1, 1)


def test_the_tables_count_each_answer() -> None:
    rows = [result("verbatim", "verbatim"), result("similar", "altered", "similar")]
    assert confusion(rows) == {("verbatim", "verbatim"): 1, ("altered", "similar"): 1}
    head, *lines = confusion_table(rows).splitlines()
    assert head.split()[2:] == list(VERDICTS)
    assert [line.split() for line in lines] == [["verbatim", "1"], ["altered", "1"]]
    names = [line.split("  ")[0] for line in table(rows, {"some": rows[:1]}).splitlines()]
    assert names[1:5] == ["all", "some", "verbatim", "altered"]


def test_nothing_can_be_counted_too() -> None:
    assert figures([]).right.value == 0


def test_faults_say_what_was_asked_and_given() -> None:
    wrong = result("verbatim", "altered")
    shown = replace(result("altered", "altered"), shown=False)
    assert faults([wrong, shown, result("altered", "altered")]) == [
        "altered: altered, given verbatim [c1] 'Dues rise.' (why)",
        "altered: altered, given altered (other evidence) [c1] 'Dues rise.' (why)",
    ]


LINE = {
    "id": "dues-1",
    "claim": "The harbour dues will rise by ten percent in May",
    "by": "Ada Keller",
    "on": "2026-05-01",
    "verdict": "altered",
    "evidence": [{"article": "dues", "quote": DUES}, {"article": "dues", "quote": ASKED}],
    "change": "number",
}


def test_lines_of_the_set_are_read(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(f"{json.dumps(LINE)}\n{json.dumps(LINE | {'held': True})}\n", "utf8")
    asked = checks.load(path)
    assert [one.held for one in asked] == [False, True]
    texts = {"checks/dues.txt": TEXT}
    read = checks.case(asked[0].line, texts)
    assert [part[0].pieces[0].of(TEXT) for part in read.parts] == [DUES, ASKED]
    assert read.claim.on is not None
    assert read.change == "number"
    (any_part,) = checks.case(LINE | {"any": True}, texts).parts
    assert len(any_part) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (LINE | {"verdict": "wrong"}, "no verdict wrong"),
        (LINE | {"evidence": [{"article": "no", "quote": DUES}]}, "no article no"),
        (LINE | {"evidence": [{"article": "dues", "quote": "ten"}]}, "no passage 'ten'"),
    ],
)
def test_lines_that_make_no_sense_are_refused(line: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        checks.case(line, {"checks/dues.txt": TEXT})


def test_altered_claims_are_made_from_marked_articles(extractor: Extractor) -> None:
    own = altered.marked(altered.GOLD, altered.SEEDS, "seeds")
    doc = "seeds/rovers-cup-upset.txt"
    one = altered.Marked(own.prefix, (altered.SEEDS / Path(doc).name,), {doc: own.marks[doc]})
    rows, found = altered.measured(one, extractor, Looking)
    kept = [row for row in rows if row.case.group == "one sentence"]
    assert sum(row.whole for row in kept) > len(kept) / 3
    assert all(row.right for row in rows if row.case.expected == "not-found")
    assert not any(row.passes_a_change for row in rows)
    assert len(rows) / 2 < len(found) < len(rows)


def test_the_page_has_a_part_for_each_set() -> None:
    right, wrong = result("verbatim", "verbatim"), result("similar", "altered")
    section = page.checks_section({"Made": ([right, wrong], [right]), "Own": ([right], [])})
    assert section.startswith("## Checking claims\n")
    assert [line for line in section.splitlines() if line.startswith("###")] == [
        "### Made",
        "### Own",
    ]
    assert "| all | 2 | 50.0 [0.0, 100.0] |" in section
    assert section.count("where the reader found the quotation") == 1
    assert "| altered |  |  |  |  |  |  |  | 1 |  |" in section
