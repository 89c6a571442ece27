from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.check.trace import (
    COPIED,
    CopyEvidence,
    Trace,
    copied,
    copy_clusters,
    find_words,
    overlap,
    trace,
)
from quotes.copies.copies import ArticleText
from quotes.db.rows import ArticleRow
from quotes.errors import UsageError
from quotes.ingest.credits import credits_of
from quotes.store.store import Store
from quotes.text.shingles import shingles
from quotes.types import Article, Credit, Extraction, Kind, Person, Speaker
from tests.check.pier import (
    AGENCY,
    ALTERED,
    INTERVIEW,
    MISATTRIBUTED,
    SAID,
    SHORTENED,
    UNCREDITED,
)
from tests.store.made import quotation


def stored(text: str, outlet: str | None, *credits: str, day: int = 1) -> ArticleText:
    article = Article(text, "a.txt", outlet=outlet, published=date(2026, 3, day))
    row = ArticleRow(article.id, "a.txt", None, None, (), outlet, article.published, article.sha256)
    given = tuple(Credit("agency", name) for name in credits) or credits_of(article)
    return ArticleText(row, text, shingles(text), given)


def outlets(articles: list[ArticleText]) -> list[list[str | None]]:
    return [[one.article.outlet for one, _ in cluster] for cluster in copy_clusters(articles)]


def test_copies_are_one_source_and_others_are_not() -> None:
    articles = [
        stored(AGENCY, "Northwire"),
        stored(INTERVIEW, "Harbour Gazette"),
        stored(SHORTENED, "The Marlow Echo"),
        stored(UNCREDITED, "Isle Tribune"),
        stored(ALTERED, "The Skarholm Courier"),
    ]
    assert outlets(articles) == [
        ["Northwire", "The Marlow Echo", "Isle Tribune"],
        ["Harbour Gazette"],
        ["The Skarholm Courier"],
    ]
    (_, none), (_, echo), (_, tribune) = copy_clusters(articles)[0]
    assert none is None
    assert echo is not None
    assert echo.share is not None
    assert (echo.share > COPIED, echo.credit) == (True, "Northwire")
    assert tribune is not None
    assert tribune.credit is None


def test_a_credit_alone_makes_a_copy() -> None:
    both = [stored(INTERVIEW, "A Post", "Reuters"), stored(ALTERED, "B Post", "AP", "Reuters")]
    assert outlets(both) == [["A Post", "B Post"]]
    credited = [stored(INTERVIEW, "Harbour Gazette"), stored(ALTERED, "B Post", "Harbour Gazette")]
    assert outlets(credited) == [["Harbour Gazette", "B Post"]]
    assert outlets(credited[::-1]) == [["B Post", "Harbour Gazette"]]
    assert copy_clusters(credited)[0][1][1] == CopyEvidence(None, "Harbour Gazette")


def test_different_credits_make_none() -> None:
    one, other = stored(INTERVIEW, "A Post", "Reuters"), stored(ALTERED, "B Post", "Northwire")
    assert outlets([one, other]) == [["A Post"], ["B Post"]]


def test_a_short_form_is_the_only_name_with_its_letters() -> None:
    wire, copy = stored(INTERVIEW, "Cascade Wire"), stored(ALTERED, "B Post", "CW")
    assert outlets([wire, copy]) == [["Cascade Wire", "B Post"]]
    other = stored(UNCREDITED, "Coast Weekly")
    assert len(outlets([wire, copy, other])) == 3


def test_an_article_joins_what_was_two_clusters() -> None:
    pair = [stored(INTERVIEW, "Harbour Gazette"), stored(AGENCY, "Northwire")]
    joining = stored(ALTERED, "B Post", "Harbour Gazette", "Northwire")
    assert outlets(pair) == [["Harbour Gazette"], ["Northwire"]]
    assert outlets([*pair, joining]) == [["Harbour Gazette", "Northwire", "B Post"]]


def test_texts_without_words_are_no_copies() -> None:
    assert copied(stored("", "A Post"), stored("", "B Post")) is None


names = st.sampled_from(["Northwire", "Reuters", "A Post", "B Post", "Isle Tribune"])
texts = st.sampled_from([AGENCY, SHORTENED, UNCREDITED, INTERVIEW, ALTERED, ""])


@given(st.lists(st.builds(stored, texts, names, names), max_size=6))
def test_every_article_is_in_one_family(articles: list[ArticleText]) -> None:
    found = copy_clusters(articles)
    members = [one for cluster in found for one, _ in cluster]
    assert len(members) == len(articles)
    assert {id(one) for one in members} == {id(one) for one in articles}
    for cluster in found:
        assert cluster[0][1] is None
        assert all(fold is not None for _, fold in cluster[1:])
    firsts = [articles.index(cluster[0][0]) for cluster in found]
    assert firsts == sorted(firsts)


WHOLE = f"{SAID}. Nobody will thank us for a summer season that ends in the water."

words = st.lists(st.sampled_from("we will not open a pier that waves take".split()), max_size=20)
wordings = words.map(" ".join)


@pytest.mark.parametrize(
    "other",
    [
        SAID.upper(),
        "We will not open a pier that a strong wave could take away",
        "“We will never open a pier that a wave could take away from under our guests”",
        "a pier that a strong wave could take away from under our visitors. And that is that.",
        "Ask anybody in town. Nobody will thank us for a summer season that ends in the water!",
    ],
)
def test_trimmed_altered_or_cut_elsewhere_it_is_one_quotation(other: str) -> None:
    assert overlap(WHOLE, other).is_one_quotation


@pytest.mark.parametrize(
    "other",
    [
        "",
        "We will not answer questions on the pier that the office is going to repair",
        "A wave of complaints took us from under our blankets, and we will not have it",
        "The pier is safe",
    ],
)
def test_like_words_are_not(other: str) -> None:
    found = overlap(WHOLE, other)
    assert not found.is_one_quotation
    assert not found.is_fragment


def test_whole_words_are_surely_one_and_altered_ones_are_not() -> None:
    assert overlap(WHOLE, f"{SAID}, he said").is_surely_one
    altered = overlap(SAID, "We will not open a pier for as long as I am here to stop you")
    assert altered.share < 0.8
    assert not altered.is_surely_one


def test_a_few_words_are_a_fragment_and_need_their_speaker() -> None:
    found = overlap(WHOLE, "a strong wave")
    assert found.is_fragment
    assert not found.is_one_quotation
    assert overlap("a strong wave", "A strong wave!").is_one_quotation


@given(wordings, wordings)
def test_overlap_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    found = overlap(one, other)
    assert found == overlap(other, one)
    assert 0 <= found.run <= found.same <= found.shorter <= found.longer
    assert 0 <= found.share <= 1


@given(wordings.filter(bool))
def test_every_wording_is_itself(one: str) -> None:
    assert overlap(one, one).share == 1
    assert find_words(one, one) is not None


def test_where_a_text_has_the_words() -> None:
    place = find_words(SAID.replace("strong ", ""), AGENCY)
    assert place is not None
    assert place.of(AGENCY) == SAID
    assert find_words("Nobody will thank us for a summer season", SHORTENED) is None
    assert find_words(SAID, "") is None


NEXT = "Nobody will thank us for a summer season that ends in the water."
WHOLE_TRACE = f'"{SAID}," … "{NEXT}"'
ENGINEER, DEPUTY = "Maren Okonedo", "Karl Bergstrom"


def said(
    text: str,
    outlet: str | None,
    day: date | None,
    words: str | None,
    speaker: str = ENGINEER,
    kind: Kind = "direct",
    **details: Any,
) -> Extraction:
    """An article in which somebody says the words; none are found in it without any."""
    known = {"source": f"{outlet}.txt", "outlet": outlet, "published": day} | details
    article = Article(text, **known)
    voice = Speaker("person", speaker)
    found = (quotation(article, words, voice, kind=kind),) if words else ()
    return Extraction(article, (Person(speaker),), found, "1", "m")


def march(day: int) -> date:
    return date(2026, 3, day)


AGENCY_SAID = said(AGENCY, "Northwire", march(3), WHOLE_TRACE)
SHORTENED_SAID = said(SHORTENED, "The Marlow Echo", march(4), f'"{SAID},"')
UNCREDITED_SAID = said(UNCREDITED, "Isle Tribune", march(5), WHOLE_TRACE)
INTERVIEW_SAID = said(INTERVIEW, "Harbour Gazette", march(6), f'"{SAID},"')
ALTERED_WORDS = '"We will not open a pier that a wave could take away from under our guests,"'
ALTERED_SAID = said(ALTERED, "The Skarholm Courier", date(2026, 5, 2), ALTERED_WORDS)
MISATTRIBUTED_SAID = said(MISATTRIBUTED, "Coast Post", date(2026, 5, 9), f'"{SAID},"', DEPUTY)
ALL = (
    MISATTRIBUTED_SAID,
    UNCREDITED_SAID,
    AGENCY_SAID,
    INTERVIEW_SAID,
    ALTERED_SAID,
    SHORTENED_SAID,
)


def fill(store: Store, *extractions: Extraction) -> None:
    for one in extractions:
        store.add(one)


def outlets_trace(found: Trace) -> list[list[str | None]]:
    return [[one.article.outlet for one in cluster.appearances] for cluster in found.clusters]


@pytest.mark.parametrize(
    "asked",
    [SAID, f"“{SAID.lower()}”", f"Okonedo said: “{SAID}.”", *(e.quotations[0].id for e in ALL)],
)
def test_the_same_answer_from_every_end(store: Store, asked: str) -> None:
    fill(store, *ALL)
    found = trace(store, asked)
    assert outlets_trace(found) == [
        ["Northwire", "The Marlow Echo", "Isle Tribune"],
        ["Harbour Gazette"],
        ["The Skarholm Courier"],
        ["Coast Post"],
    ]
    assert (found.outlets, found.copies) == (4, 2)
    assert [one.article.outlet for one in found.earliest] == ["Northwire"]
    assert found.searched.articles == len(ALL)


def test_how_the_wording_changed(store: Store) -> None:
    fill(store, *ALL)
    found = {
        one.article.outlet: one
        for cluster in trace(store, SAID).clusters
        for one in cluster.appearances
    }
    changed = [(one.claim, one.said) for one in found["The Skarholm Courier"].differences]
    assert changed == [("", "strong"), ("guests", "visitors")]
    assert all(found[outlet].differences == () for outlet in ("Northwire", "Harbour Gazette"))


def test_an_id_traces_all_of_its_words(store: Store) -> None:
    fill(store, AGENCY_SAID, INTERVIEW_SAID)
    found = trace(store, AGENCY_SAID.quotations[0].id[:8])
    assert found.quotation is not None
    (missing,) = found.clusters[1].first.differences
    assert (missing.kind, missing.claim, missing.said) == ("missing", "", NEXT)


def test_harmless_differences_are_told_as_such(store: Store) -> None:
    curly = SAID.replace("visitors", "VISITORS")
    fill(store, INTERVIEW_SAID, said(ALTERED + curly, "B Post", march(9), curly))
    differences = trace(store, SAID).clusters[1].first.differences
    assert differences
    assert all(one.harmless for one in differences)


def test_other_speakers_are_told(store: Store) -> None:
    fill(store, *ALL)
    found = trace(store, SAID)
    by = {cluster.outlet: cluster.first.said_by for cluster in found.clusters}
    assert by.pop("Coast Post") == "other"
    assert set(by.values()) == {"same"}


def test_like_words_of_somebody_else_are_not_the_quotation(store: Store) -> None:
    like = "We will not open a pier that serves nobody and is taken away by every wave"
    fill(store, INTERVIEW_SAID, said(f"{like}.", "A Post", march(9), like, DEPUTY))
    assert outlets_trace(trace(store, SAID)) == [["Harbour Gazette"]]


def test_a_bare_family_name_is_the_same_speaker(store: Store) -> None:
    fill(store, INTERVIEW_SAID, said(ALTERED, "B Post", march(9), ALTERED_WORDS, "Okonedo"))
    assert [cluster.first.said_by for cluster in trace(store, SAID).clusters] == ["same", "same"]


def test_reports_stand_apart(store: Store) -> None:
    words = "the town would not open a pier that a strong wave could take away"
    other = "The mayor said the town would not open a pier that a strong wave could take away."
    fill(
        store,
        INTERVIEW_SAID,
        said(f"Okonedo said {words}.", "A Post", march(9), words, kind="indirect"),
        said(other, "B Post", march(8), words, "Piet Vandersloot", kind="indirect"),
    )
    found = trace(store, SAID)
    assert [one.article.outlet for one in found.reports] == ["A Post"]
    assert (found.outlets, outlets_trace(found)) == (1, [["Harbour Gazette"]])


def test_reports_alone(store: Store) -> None:
    words = "the town would not open a pier that a strong wave could take away"
    report = said(f"Okonedo said {words}.", "A Post", march(9), words, kind="indirect")
    fill(store, report)
    for asked in (SAID, report.quotations[0].id):
        found = trace(store, asked)
        assert (found.clusters, found.outlets, found.earliest) == ((), 0, ())
        assert [(one.article.outlet, one.said_by) for one in found.reports] == [("A Post", "same")]


def test_who_is_named_first_is_the_speaker(store: Store) -> None:
    nobody = said(INTERVIEW, "Harbour Gazette", march(6), f'"{SAID},"')
    nobody = replace(nobody, quotations=(replace(nobody.quotations[0], speakers=()),))
    fill(store, nobody, ALTERED_SAID, MISATTRIBUTED_SAID)
    found = trace(store, SAID)
    assert [one.first.said_by for one in found.clusters] == ["unnamed", "same", "other"]


def test_a_copy_in_which_no_quotation_was_found(store: Store) -> None:
    fill(store, said(AGENCY, "Northwire", march(3), None), UNCREDITED_SAID, INTERVIEW_SAID)
    found = trace(store, SAID)
    assert outlets_trace(found) == [["Northwire", "Isle Tribune"], ["Harbour Gazette"]]
    first = found.clusters[0].first
    assert (first.quotation, first.words) == (None, SAID)


def test_a_copy_without_the_words_is_none(store: Store) -> None:
    cut = UNCREDITED.replace(SAID, "No")
    fill(store, said(cut, "Isle Tribune", march(3), None), AGENCY_SAID)
    assert outlets_trace(trace(store, SAID)) == [["Northwire"]]


def test_undated_articles_come_last(store: Store) -> None:
    fill(store, said(INTERVIEW, "Harbour Gazette", None, f'"{SAID},"'), ALTERED_SAID)
    assert outlets_trace(trace(store, SAID)) == [["The Skarholm Courier"], ["Harbour Gazette"]]


def test_nothing_is_the_earliest_where_nothing_is_dated(store: Store) -> None:
    fill(store, said(INTERVIEW, "Harbour Gazette", None, f'"{SAID},"'))
    found = trace(store, SAID)
    assert (found.outlets, found.earliest) == (1, ())


def test_two_on_the_first_day(store: Store) -> None:
    fill(store, INTERVIEW_SAID, said(MISATTRIBUTED, "Coast Post", march(6), f'"{SAID},"', DEPUTY))
    first = trace(store, SAID).earliest
    assert {one.article.outlet for one in first} == {"Harbour Gazette", "Coast Post"}


def test_on_one_day_the_agency_comes_before_its_copies(store: Store) -> None:
    same_day = [
        said(SHORTENED, "The Marlow Echo", march(3), f'"{SAID},"'),
        said(UNCREDITED, "Isle Tribune", march(3), WHOLE_TRACE),
    ]
    fill(store, *same_day, AGENCY_SAID)
    assert outlets_trace(trace(store, SAID)) == [["Northwire", "Isle Tribune", "The Marlow Echo"]]


def test_an_outlet_counts_once(store: Store) -> None:
    again = said(ALTERED, "Harbour Gazette", date(2026, 5, 2), ALTERED_WORDS, source="again.txt")
    fill(store, INTERVIEW_SAID, again)
    found = trace(store, SAID)
    assert (len(found.clusters), found.outlets) == (2, 1)


def test_without_an_outlet_the_host_counts(store: Store) -> None:
    for number, (text, host) in enumerate([(INTERVIEW, "a"), (ALTERED, "a"), (MISATTRIBUTED, "b")]):
        words = ALTERED_WORDS if text is ALTERED else f'"{SAID},"'
        url = f"https://{host}.example/{number}"
        store.add(said(text, None, march(number + 1), words, url=url, source=url))
    found = trace(store, SAID)
    assert (len(found.clusters), found.outlets) == (3, 2)


def test_the_words_of_a_mixed_quotation_are_those_in_marks(store: Store) -> None:
    text = f'Okonedo said that the town would wait and "{SAID[0].lower()}{SAID[1:]}".'
    words = text.removeprefix("Okonedo said ").removesuffix(".")
    fill(store, said(text, "A Post", march(9), words, kind="mixed"))
    (cluster,) = trace(store, SAID).clusters
    assert cluster.first.words == f'"{SAID[0].lower()}{SAID[1:]}"'


def test_nothing_found(store: Store) -> None:
    fill(store, INTERVIEW_SAID)
    found = trace(store, "The ferry will leave from the fish quay until further notice")
    assert (found.clusters, found.reports, found.outlets, found.copies) == ((), (), 0, 0)
    assert found.searched.quotations == 1


@pytest.mark.parametrize("asked", ["", " ", "“…”", "?!"])
def test_no_words(store: Store, asked: str) -> None:
    with pytest.raises(UsageError, match="no words to trace"):
        trace(store, asked)
