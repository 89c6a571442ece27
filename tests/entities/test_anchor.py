"""Decisions on quotations hold on to them by their words."""

from __future__ import annotations

from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.db.rows import Query, QuotationRow
from quotes.entities.anchor import PlacedQuotation, anchor
from quotes.entities.ledger import QuotationSelector
from quotes.entities.requests import SetStance
from quotes.store.store import Store
from quotes.types import Article, Extraction, Quotation, QuotationIds, Span, Speaker

WORDS = ("“Yes.”", "“No.”", "“We will not pay.”")
FILLER = ("The tide rose.", "Nobody asked.", "Rain fell on the quay.")


def page(*paragraphs: str) -> Extraction:
    """The page of these paragraphs, of which those with marks are quotations."""
    text = "\n\n".join(paragraphs)
    article = Article(text, "page.txt")
    ids, start, found = QuotationIds(article), 0, []
    for paragraph in paragraphs:
        if paragraph.startswith("“"):
            pieces = (Span(start, start + len(paragraph)),)
            speaker = Speaker("person", "Ann Vale")
            made = ids.next(pieces)
            found.append(Quotation(made, "direct", "statement", pieces, None, (speaker,), 0.9))
        start += len(paragraph) + 2
    return Extraction(article, (), tuple(found), "1", "m")


def placed(row: int, words: str, prefix: str = "", suffix: str = "") -> PlacedQuotation:
    return PlacedQuotation(row, f"{row:016x}", words, prefix, suffix)


def selector(words: str, prefix: str = "", suffix: str = "", **more: bool) -> QuotationSelector:
    return QuotationSelector("a.txt", words, prefix, suffix, f"{1:016x}", **more)


def test_words_that_stand_once_are_enough() -> None:
    there = [placed(4, "Yes."), placed(5, "No.")]
    assert anchor(selector("No.", "before"), there) == 5
    assert anchor(selector("N o."), there) is None
    assert anchor(selector("Never."), there) is None


def test_the_words_around_tell_equal_ones_apart() -> None:
    there = [placed(4, "Yes.", "she said: ", " And"), placed(5, "Yes.", "he said: ", " But")]
    assert anchor(selector("Yes.", "he said: ", " But"), there) == 5
    assert anchor(selector("Yes.", "once he said: ", " But"), there) == 5


def test_what_cannot_be_told_apart_is_left_undecided() -> None:
    there = [placed(4, "Yes.", "he said: "), placed(5, "Yes.", "he said: ")]
    assert anchor(selector("Yes.", "he said: "), there) is None
    assert anchor(selector("Yes.", "he said: "), [placed(1, "Yes.", "he said: "), *there]) == 1


def test_one_of_several_is_not_taken_for_another_that_is_left() -> None:
    left = [placed(4, "Yes.", "he said: ", " But")]
    assert anchor(selector("Yes.", "she said: ", " And", repeated=True), left) is None
    assert anchor(selector("Yes.", "he said: ", " Now", repeated=True), left) == 4


def rows(store: Store) -> list[QuotationRow]:
    return sorted(store.search(Query(limit=None)), key=lambda row: row.pieces)


def sides(store: Store) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (row.id, [(one.target, one.polarity) for one in row.stances if one.origin == "human"])
        for row in rows(store)
    ]


@given(
    quoted=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True),
    decided=st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["toll", "ferry"]), st.booleans()),
        min_size=1,
        max_size=4,
    ),
    edits=st.lists(st.sampled_from(FILLER), min_size=1, max_size=5),
)
@settings(max_examples=15, deadline=None)
def test_an_edit_elsewhere_keeps_all_decisions_and_ids(
    blank: Path,
    quoted: list[str],
    decided: list[tuple[int, str, bool]],
    edits: list[str],
) -> None:
    with TemporaryDirectory() as folder, Store.open(str(copy(blank, folder))) as store:
        store.add(page("A page.", *quoted))
        ids = [row.id for row in rows(store)]
        for place, target, supports in decided:
            side = "support" if supports else "oppose"
            store.decide(SetStance(ids[place % len(ids)], target, side), "ida")  # type: ignore[arg-type]
        before = sides(store)
        store.add(page(*edits, *quoted, *edits))
        assert sides(store) == before
        assert not any(row.inapplicable for row in store.decisions())
        for row in store.decisions():
            store.undo(row.id, "ida")
        assert all(not said for _, said in sides(store))


def test_a_decision_on_a_sentence_that_is_gone_is_told_as_such(store: Store) -> None:
    store.add(page(*WORDS))
    (made,) = [row for row in rows(store) if "pay" in row.text]
    store.decide(SetStance(made.id, "toll", "oppose"), "ida", "read it")
    store.add(page(*WORDS[:2], "“We will pay.”"))
    assert all(not said for _, said in sides(store))
    (decision,) = store.decisions("stance")
    assert (decision.inapplicable, decision.words, decision.quotation) == (True, WORDS[2], made.id)
    store.add(page(*WORDS, "Corrected."))
    assert [said for _, said in sides(store)] == [[], [], [("toll", "oppose")]]
    assert not store.decisions("stance")[0].inapplicable


def test_decisions_reach_the_page_that_stands_when_they_are_made(store: Store) -> None:
    store.add(page(*WORDS))
    store.add(page("New.", *WORDS))
    row = rows(store)[0]
    store.decide(SetStance(row.id, "toll", "support"), "ida")
    store.decide(SetStance(row.id, "toll", "oppose"), "bo")
    assert sides(store)[0] == (row.id, [("toll", "oppose")])
    store.undo(2, "bo")
    assert sides(store)[0] == (row.id, [("toll", "support")])
