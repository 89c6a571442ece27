from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.types import Span
from scripts.evaluation.retrieval import FIRST, Collection, Result, figures, misses, results, table
from scripts.evaluation.retrieval_queries import Judged, Passage, load, stems


def passage(start: int, end: int, doc: str = "seeds/a.txt") -> Passage:
    return Passage(doc, (Span(start, end),))


def judged(*answers: Passage, query: str = "harbour dues") -> Judged:
    return Judged(query, "shared-words", answers)


QUERY = judged(passage(0, 10), passage(20, 30), passage(90, 99))
OTHER = Judged("levy on ships", "other-words", (passage(0, 10),))
FOUND = [passage(40, 50), passage(18, 30), passage(0, 9)]
COLLECTION = Collection(
    frozenset({"seeds/a.txt"}), {str(place): one for place, one in enumerate(FOUND)}
)
ROWS = results([QUERY, OTHER], lambda _: FOUND, COLLECTION)

rank = st.none() | st.integers(1, 50)


def test_an_answer_needs_more_than_half_of_either() -> None:
    assert passage(0, 10).agrees(passage(4, 40))
    assert not passage(0, 10).agrees(passage(5, 40))
    assert passage(0, 100).agrees(passage(90, 100))
    assert not passage(0, 10).agrees(passage(0, 10, "seeds/b.txt"))


def test_what_stands_between_the_pieces_does_not_count() -> None:
    broken = Passage("seeds/a.txt", (Span(0, 10), Span(50, 60)))
    assert not broken.agrees(passage(12, 48))
    assert broken.agrees(passage(8, 60))


def test_recall_counts_what_the_reader_did_not_find() -> None:
    row, _ = ROWS
    assert row.ranks == (3, 2, None)
    assert row.read == (True, True, False)
    assert row.recall == row.readable == pytest.approx(2 / 3)
    assert row.reciprocal == 1 / 2


def test_results_after_the_tenth_do_not_count() -> None:
    row = Result(QUERY, (1, FIRST + 1, FIRST), (True, True, True))
    assert row.recall == pytest.approx(2 / 3)
    assert Result(QUERY, (FIRST + 1, None, None), (True, True, True)).reciprocal == 0


def test_figures_are_means_over_queries() -> None:
    count = figures(ROWS)
    assert count.recall.value == pytest.approx(100 * (2 / 3 + 1) / 2, abs=0.1)
    assert count.halves["other-words"].value == 100
    assert count.mrr.value == pytest.approx(100 * (1 / 2 + 1 / 3) / 2, abs=0.1)
    assert count.recall.low <= count.recall.value <= count.recall.high


def test_every_miss_is_listed_with_its_reason() -> None:
    late = Result(OTHER, (14,), (True,))
    assert misses([*ROWS, late]) == [
        "not found by the reader, shared-words: harbour dues -> seeds/a.txt 90-99",
        "rank 14, other-words: levy on ships -> seeds/a.txt 0-10",
    ]


def test_the_table_compares_the_first_way_with_the_others() -> None:
    none = results([QUERY, OTHER], lambda _: [], COLLECTION)
    lines = table({"ours": ROWS, "theirs": none}).splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "recall at 10, percent",
        "ours",
        "theirs",
        "found by the reader at all",
        "ours, above theirs",
    ]
    assert "83.3" in lines[-1]


def test_stems_are_those_of_the_index_without_function_words() -> None:
    assert stems(["The taxes that weren't", "who taxed Écosse"]) == [{"tax"}, {"tax", "ecoss"}]
    assert stems([]) == []


def test_a_half_that_there_is_not_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text('{"query": "dues", "half": "quarter", "answers": []}\n', "utf8")
    with pytest.raises(ValueError, match="no half quarter"):
        load(path)


@given(st.lists(rank, min_size=1, max_size=15))
def test_a_query_scores_between_nothing_and_everything(ranks: list[int | None]) -> None:
    row = Result(QUERY, tuple(ranks), (True,) * len(ranks))
    assert 0 <= row.recall <= 1
    assert 0 <= row.reciprocal <= 1
    assert (row.recall == 0) == (row.reciprocal == 0)


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_agreement_does_not_depend_on_the_order(a: int, b: int, c: int, d: int) -> None:
    one, other = passage(a, a + b), passage(c, c + d)
    assert one.agrees(other) == other.agrees(one)
    assert one.agrees(one)
