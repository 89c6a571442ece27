from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.article import TopicLink
from quotes.report.expert.compose import REGULAR_ARTICLES, voice
from quotes.report.expert.repeats import repeated
from quotes.report.expert.rows import ExpertReport
from quotes.store import Store
from quotes.store.decisions.requests import Merge
from quotes.store.rows import Query
from tests.report.experts import HARSH, PROMISE, Said, article, harsh, reported


def test_posts_have_the_articles_that_tell_of_them(tolvik: ExpertReport) -> None:
    told = [
        (held.post.role, held.post.first_seen, held.article and held.article.title)
        for held in tolvik.posts
    ]
    assert told == [
        ("chair", date(2025, 9, 1), "Change of tide"),
        ("director", date(2025, 1, 10), "Harbour again"),
    ]


def test_how_often(tolvik: ExpertReport) -> None:
    tally = tolvik.tally
    assert (tally.quotations, tally.direct, tally.mixed, tally.indirect) == (8, 7, 0, 1)
    assert (len(tally.articles), tally.independent, tally.outlets) == (5, 4, 2)
    assert tally.first is not None
    assert tally.latest is not None
    assert tally.first.article.published == date(2025, 1, 10)
    assert tally.latest.text == "“Bad things come of the toll.”"
    assert [(one.first, one.quotations) for one in tolvik.periods] == [
        (date(2025, 1, 1), 4),
        (date(2025, 4, 1), 2),
        (date(2025, 9, 1), 1),
        (None, 1),
    ]


def test_where_and_beside_whom(tolvik: ExpertReport) -> None:
    outlets = [(one.name, one.quotations, len(one.articles)) for one in tolvik.outlets]
    assert outlets == [("Isle Post", 4, 2), ("Fjord Observer", 3, 2), (None, 1, 1)]
    (brandt,) = tolvik.beside
    assert (brandt.companion.name, len(brandt.articles), brandt.share) == ("Ivo Brandt", 3, 0.6)


def test_topics_and_the_voice_on_them(tolvik: ExpertReport) -> None:
    topics = [(one.topic, one.kind, one.voice, one.quotations) for one in tolvik.topics]
    assert topics == [
        ("taxation", "curated", "regular", 6),
        ("Skarholm", "name", "regular", 6),
    ]
    assert tolvik.topics[0].independent == 3


def test_a_change_of_mind_is_both_a_course_and_a_pair(tolvik: ExpertReport) -> None:
    (toll,) = tolvik.subjects
    assert (toll.label, toll.course.held, len(toll.standpoints)) == ("toll", "changed", 3)
    (pair,) = tolvik.reversals
    assert (pair.earlier.side, pair.later.side) == ("support", "oppose")


def test_sides_taken_once_are_left_out_unless_asked_for(isle_file: Path) -> None:
    whole = reported(isle_file, until=date(2025, 1, 31))
    assert (whole.subjects, whole.doubts.left_out) == ((), 2)
    narrowed = reported(isle_file, until=date(2025, 1, 31), topic="toll")
    assert [one.label for one in narrowed.subjects] == ["toll"]
    assert narrowed.tally.quotations == 2
    named = reported(isle_file, topic="taxation")
    assert named.tally.quotations == 6


def test_the_sentence_that_comes_again(tolvik: ExpertReport) -> None:
    (again,) = tolvik.repeated
    assert (again.articles, again.independent) == (3, 2)
    assert [row.text for row in again.quotations][:2] == [PROMISE, PROMISE]


def test_what_others_say(tolvik: ExpertReport) -> None:
    assert {row.text for row in tolvik.by_others} == {
        "“Tolvik has sold worse things than a harbour.”"
    }
    assert len(tolvik.by_others) == 2


def test_doubts(tolvik: ExpertReport) -> None:
    doubts = tolvik.doubts
    assert [(pair.person, pair.other) for pair in doubts.maybe] == [(1, 3)]
    assert doubts.namesakes == ()
    assert [row.text for row in doubts.unsure] == ["that the harbour was full"]
    assert (doubts.undated, doubts.left_out) == (1, 0)


def test_quotations_are_the_newest_first_and_every_article_is_numbered(
    tolvik: ExpertReport,
) -> None:
    days = [row.article.published for row in tolvik.quotations]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days[len(dated) :] == [None]
    known = {one.id for one in tolvik.articles}
    named = {row.article.id for row in (*tolvik.quotations, *tolvik.by_others)}
    assert named <= known
    assert len(tolvik.articles) == 5


def test_days_narrow_what_is_counted_and_not_who_they_are(isle_file: Path) -> None:
    narrowed = reported(isle_file, since=date(2025, 4, 1), until=date(2025, 12, 31))
    assert narrowed.tally.quotations == 3
    assert [held.post.role for held in narrowed.posts] == ["chair", "director"]
    assert narrowed.reversals == ()


def test_posts_that_clash_are_told(blank: Path, tmp_path: Path) -> None:
    path = Path(copy(blank, tmp_path / "clash.db"))
    days = ("2025-01-01", "2025-02-01", "2025-03-01")
    places = ("North Mill", "South Mill", "North Mill")
    with Store.open(str(path)) as store:
        for day, place in zip(days, places, strict=True):
            said = Said("Ola Renvik", f"“It is {day} here.”", "manager", place)
            store.add(article(said, on=day))
        people = store.people("Renvik")
        first = people[0]
        for other in people[1:]:
            store.decide(Merge(str(first.id), str(other.id)), "a tester")
    report = reported(path, first.id)
    (clash,) = report.doubts.clashes
    assert {clash.one.post.organization, clash.other.post.organization} == {
        "North Mill",
        "South Mill",
    }


def test_topics_found_beside_the_words_and_the_outlets_own_name_are_none(
    blank: Path, tmp_path: Path
) -> None:
    path = Path(copy(blank, tmp_path / "beside.db"))
    topics = (
        TopicLink("schools", 0.45, "vocabulary"),
        TopicLink("Isle Post", 0.9, "entity"),
        TopicLink("boats", 0.9, "vocabulary"),
        TopicLink("late boats", 0.9, "phrase"),
    )
    with Store.open(str(path)) as store:
        store.add(article(Said("Ola Renvik", "“Boats.”", topics=topics), on="2025-01-01"))
    assert [one.topic for one in reported(path).topics] == ["boats"]


def test_nobody_is_quoted_in_an_empty_time(isle_file: Path) -> None:
    report = reported(isle_file, since=date(2030, 1, 1))
    assert report.tally.quotations == 0
    assert report.quotations == report.outlets == report.beside == report.topics == ()


def test_a_name_of_signs_is_found_in_what_others_say(blank: Path, tmp_path: Path) -> None:
    path = Path(copy(blank, tmp_path / "harsh.db"))
    with Store.open(str(path)) as store:
        for extraction in harsh():
            store.add(extraction)
        (eve,) = [one for one in store.people(limit=None) if one.name == HARSH]
    assert [row.speakers[0].name for row in reported(path, eve.id).by_others] == ["Ann Orr"]


@given(st.integers(0, 9), st.integers(0, 400))
def test_more_articles_over_a_longer_time_never_make_a_passing_voice(
    articles: int, days: int
) -> None:
    first = date(2025, 1, 1)
    last = date.fromordinal(first.toordinal() + days)
    regular = voice(articles, first, last) == "regular"
    assert regular == (articles >= REGULAR_ARTICLES and days >= 90)
    assert voice(articles, None, None) == "passing"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("We will not sell the mill.", "“WE will not sell the Mill”", True),
        ("We will not sell the mill.", "I say we will not sell the mill, sir.", True),
        (
            "I have waited twenty long years for somebody to bring this county a future.",
            "I have waited twenty long years for somebody to bring this valley a future.",
            True,
        ),
        ("We will sell the old mill.", "We will not sell the old mill.", False),
        ("We don’t sell the old mill.", "We do sell the old mill.", False),
        (
            "It is good for all of us here that the mill is open late.",
            "It is bad for all of us here that the mill is open late.",
            False,
        ),
        (
            "We lost some 40 of the boats in the harbour on that one day.",
            "We lost some 90 of the boats in the harbour on that one day.",
            False,
        ),
        ("Yes we can.", "“Yes we can.”", False),
        ("Fish swim in the sea at night.", "Birds sleep in the trees by day.", False),
    ],
)
def test_which_sentences_are_the_same(
    blank: Path, tmp_path: Path, one: str, other: str, same: bool
) -> None:
    path = Path(copy(blank, tmp_path / "same.db"))
    with Store.open(str(path)) as store:
        for words, day in ((one, "2025-01-01"), (other, "2025-02-01")):
            store.add(article(Said("Ola Renvik", words, "smith", "Mill"), on=day, source=day))
        found = store.search(Query(limit=None))
    assert len(found) == 2
    assert [len(group) for group in repeated(found)] == ([2] if same else [])
    assert [len(group) for group in repeated(found[::-1])] == ([2] if same else [])
