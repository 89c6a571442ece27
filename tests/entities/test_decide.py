from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.db.rows import Query
from quotes.entities.requests import AddAlias, Different, Merge, Rename, Request, Same, Split
from quotes.errors import QuotesError, UsageError
from quotes.store.store import Store
from quotes.types import Article, Extraction, Person
from tests.store.made import check_search_index, dump, ferry, note, post


def said(number: int, name: str, *forms: str, program: str = "1") -> Extraction:
    """An article in which somebody of no known post speaks."""
    text = f"{name} said yes on day {number}."
    return note(text, Person(name, forms), source=f"{number}.txt", says="yes", program=program)


@pytest.fixture
def three(store: Store) -> Store:
    """Two people of one name, and one whose name is short."""
    for extraction in (said(1, "Ann Vale"), said(2, "Ann Vale"), said(3, "A. Vale")):
        store.add(extraction)
    assert ids(store) == [(1, "Ann Vale"), (2, "Ann Vale"), (3, "A. Vale")]
    return store


def ids(store: Store) -> list[tuple[int, str]]:
    return sorted((person.id, person.name) for person in store.people())


def article(number: int, name: str = "Ann Vale") -> str:
    return said(number, name).article.id


def test_merging_moves_everything(three: Store) -> None:
    made = three.decide(Merge("3", "1"), "ida", "one voice")
    assert (made.kind, made.person, made.other, made.by, made.why) == (
        "merge",
        3,
        1,
        "ida",
        "one voice",
    )
    assert made.origin == "human"
    assert ids(three) == [(2, "Ann Vale"), (3, "A. Vale")]
    (person,) = three.person("1")
    assert (person.id, person.quotations, person.articles) == (3, 2, 2)
    assert person.aliases == ("Ann Vale",)
    speakers = {s.person_id for row in three.search(Query(limit=None)) for s in row.speakers}
    assert speakers == {2, 3}
    assert three.stats().people == 2


def test_same_keeps_the_fuller_name(three: Store) -> None:
    assert three.decide(Same("3", "1"), "ida").person == 1
    assert ids(three) == [(1, "Ann Vale"), (2, "Ann Vale")]
    assert three.decide(Same("1", "2"), "ida").person == 1


def test_splitting_by_article_in_all_its_versions(three: Store) -> None:
    three.decide(Merge("1", "2"), "ida")
    made = three.decide(Split("1", (article(2)[:8],), "Ann Vale, nurse"), "ida")
    assert made.articles == (article(2),)
    assert ids(three) == [(1, "Ann Vale"), (3, "A. Vale"), (4, "Ann Vale, nurse")]
    text = said(2, "Ann Vale").article.text + " Corrected."
    three.add(note(text, Person("Ann Vale"), source="2.txt", says="yes"))
    (nurse,) = three.person("nurse")
    assert (nurse.id, nurse.quotations) == (4, 1)
    three.undo(2, "bo")
    assert ids(three) == [(1, "Ann Vale"), (3, "A. Vale")]
    assert three.person("Ann Vale")[0].quotations == 2


def test_renaming_and_aliases(three: Store) -> None:
    three.decide(Rename("3", "Ada  Vale"), "ida")
    three.decide(AddAlias("3", "The Sphinx"), "ida")
    (ada,) = three.person("sphinx")
    assert (ada.id, ada.name, ada.aliases) == (3, "Ada Vale", ("A. Vale", "The Sphinx"))
    assert three.person("Ada Vale") == three.person("a vale") == [ada]
    assert [row.speakers[0].person_id for row in three.search(Query(person="sphinx"))] == [3]
    three.remove_alias("Ada Vale", "the sphinx", "ida")
    assert three.person("sphinx") == []
    with pytest.raises(UsageError, match="No human gave person 3 the alias"):
        three.remove_alias("3", "The Sphinx", "ida")
    three.undo(1, "ida")
    assert ids(three)[2] == (3, "A. Vale")


def test_later_decisions_follow_a_merge(three: Store) -> None:
    three.decide(Merge("1", "3"), "ida")
    three.decide(Rename("3", "Ann von Vale"), "ida")
    assert ids(three) == [(1, "Ann von Vale"), (2, "Ann Vale")]


def test_the_log_tells_all(three: Store) -> None:
    three.decide(Merge("1", "3"), "ida", "heard her")
    three.decide(Different("1", "2"), "ida")
    undone = three.undo(1, "bo", "misheard")
    assert (undone.undone_by, undone.undone_why) == ("bo", "misheard")
    assert undone.undone_at is not None
    assert undone.undone_at.tzinfo is not None
    second, first = three.decisions()
    assert first == undone
    assert (second.id, second.kind, second.undone_at, second.inapplicable) == (
        2,
        "different",
        None,
        False,
    )
    assert (first.person_name, first.other_name) == ("Ann Vale", "A. Vale")


def test_a_decision_that_rests_on_an_undone_one_sleeps(three: Store) -> None:
    three.decide(Merge("1", "2"), "ida")
    three.decide(Split("1", (article(2),)), "ida")
    three.decide(Merge("3", "4"), "ida")
    three.undo(2, "ida")
    assert [(one.id, one.inapplicable) for one in three.decisions()] == [
        (3, True),
        (2, False),
        (1, False),
    ]
    assert ids(three) == [(1, "Ann Vale"), (3, "A. Vale")]


def test_new_articles_follow_decisions(three: Store) -> None:
    three.decide(Merge("1", "3"), "ida")
    text = "A. Vale said no on day 3."
    three.add(note(text, Person("A. Vale"), source="3.txt", says="no"))
    assert three.person("1")[0].quotations == 2
    three.undo(1, "ida")
    assert three.person("3")[0].quotations == 1


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (Merge("1", "1"), "1 and 1 are one person already, person 1"),
        (
            Merge("Ann Vale", "3"),
            r"2 people of that name:\n  1  Ann Vale  undated  1 quotation\n  2  Ann Vale",
        ),
        (Rename("3", " - "), "needs a letter"),
        (Split("1", ()), "at least one article"),
        (Split("1", (article(1),)), "all articles of person 1"),
        (Split("1", (article(2),)), "in none of these articles"),
    ],
)
def test_requests_that_make_no_sense(
    three: Store, path: Path, request_: Merge, message: str
) -> None:
    before = dump(path)
    with pytest.raises(UsageError, match=message):
        three.decide(request_, "ida")
    assert dump(path) == before


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (Merge("99", "1"), "There is no person 99"),
        (AddAlias("Nobody Atall", "X"), "Nobody in the database is called Nobody Atall"),
        (Split("1", ("123456",)), "There is no article 123456"),
        (Split("1", ("",)), "There is no article"),
    ],
)
def test_what_is_not_there(three: Store, request_: Merge, message: str) -> None:
    with pytest.raises(QuotesError, match=message):
        three.decide(request_, "ida")
    assert three.decisions() == []


def test_people_told_apart_cannot_be_merged(three: Store) -> None:
    three.decide(Different("1", "2"), "ida")
    for request in (Merge("1", "2"), Same("2", "1"), Different("1", "2")):
        with pytest.raises(UsageError, match="decision 1 tells them apart; `quotes people undo 1`"):
            three.decide(request, "ida")
    three.undo(1, "ida")
    three.decide(Merge("1", "2"), "ida")
    with pytest.raises(UsageError, match="are one person already"):
        three.decide(Different("1", "2"), "ida")


def test_undoing_what_is_not_there_or_undone(three: Store) -> None:
    with pytest.raises(QuotesError, match="There is no decision 1;"):
        three.undo(1, "ida")
    three.decide(Rename("3", "Ada"), "ida")
    three.undo(1, "bo")
    with pytest.raises(UsageError, match="Decision 1 is undone already, by bo on "):
        three.undo(1, "ida")


def test_people_of_a_decision_are_kept_though_no_article_names_them(three: Store) -> None:
    three.decide(Merge("1", "3"), "ida")
    three.add(Extraction(Article(said(3, "A. Vale").article.text, "3.txt"), program="2", model="m"))
    three.undo(1, "ida")
    assert ids(three) == [(1, "Ann Vale"), (2, "Ann Vale")]


def test_pairs_that_may_be_one_until_somebody_decides(store: Store) -> None:
    text = "Ann Vale, clerk of Skarholm, said yes."
    held = post(text, "clerk of Skarholm", "clerk", None)
    store.add(note(text, Person("Ann Vale", (), (held,)), source="1.txt", says="yes"))
    text = "Ann Vale said yes on Friday."
    store.add(note(text, Person("Ann Vale"), source="2.txt", says="yes"))
    (pair,) = store.maybe()
    assert {pair.person, pair.other} == {1, 2}
    assert 0 < pair.score < 1
    assert pair.evidence[0].kind == "name"
    store.decide(Different("1", "2"), "ida")
    assert store.maybe() == []
    store.undo(1, "ida")
    store.decide(Same("1", "2"), "ida")
    assert store.maybe() == []
    store.undo(2, "ida")
    assert store.maybe() == [pair]


ONES = ("1", "2", "3", "4", "5", "6")
NAMES = ("Ann Vale", "Zoe Quist", "Vale")


def articles(program: str) -> list[Extraction]:
    made = [ferry(program=program)]
    casts = [
        ("Ann Vale", "clerk", "Bo Ek"),
        ("Ann Vale", "pilot", "Cy Lund"),
        ("A. Vale", None, "Bo Ek"),
        ("Mara Lindqvist", "director", "Ann Vale"),
    ]
    for number, (name, role, other) in enumerate(casts):
        text = f"{name}, {role}, met {other} on day {number} and said yes to it."
        posts = (post(text, str(role), role, None),) if role else ()
        people = Person(name, (name.split()[1],), posts), Person(other)
        extraction = note(
            text,
            *people,
            source=f"{number}.txt",
            says="yes",
            program=program,
            published=date(2024, 1, 1 + number),
        )
        made.append(extraction)
    return made


ARTICLES = articles("1")
IDS = [extraction.article.id for extraction in ARTICLES]

one = st.sampled_from(ONES)
requests: st.SearchStrategy[Request] = st.one_of(
    st.builds(Merge, one, one),
    st.builds(Same, one, one),
    st.builds(Different, one, one),
    st.builds(Rename, one, st.sampled_from(NAMES)),
    st.builds(AddAlias, one, st.sampled_from(NAMES)),
    st.builds(
        Split,
        one,
        st.lists(st.sampled_from(IDS), min_size=1, max_size=2).map(tuple),
        st.none() | st.just("Una Rask"),
    ),
)


def answers(store: Store) -> tuple[object, ...]:
    """What the store says of everybody."""
    people = store.people(limit=None)
    named = {name for person in people for name in (person.name, *person.aliases)}
    return (
        people,
        [store.person(name) for name in sorted(named | set(NAMES))],
        store.search(Query(limit=None)),
        [store.search(Query(person=name, limit=None)) for name in NAMES],
        store.maybe(None),
        store.stats(),
    )


@pytest.fixture(scope="module")
def filled(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(copy(blank, tmp_path_factory.mktemp("sequences") / "filled.db"))
    with Store.open(str(path)) as store:
        for extraction in ARTICLES:
            store.add(extraction)
    return path


def decide_all(store: Store, wanted: list[Request]) -> list[int]:
    """Decide what can be decided; the ids of the decisions."""
    made = []
    for request in wanted:
        try:
            made.append(store.decide(request, "ida").id)
        except UsageError:
            continue
    return made


@given(wanted=st.lists(requests, min_size=1, max_size=6), data=st.data())
@settings(max_examples=25, deadline=None)
def test_any_decisions_and_their_undoing_give_back_the_same_answers(
    filled: Path, wanted: list[Request], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, Store.open(str(copy(filled, folder))) as store:
        before = answers(store)
        made = decide_all(store, wanted)
        for decision in data.draw(st.permutations(made)):
            store.undo(decision, "bo")
        assert answers(store) == before
        assert len(store.decisions()) == len(made)


@given(wanted=st.lists(requests, min_size=1, max_size=5), undone=st.integers(0, 4))
@settings(max_examples=15, deadline=None)
def test_reading_all_articles_again_loses_no_decision(
    filled: Path, wanted: list[Request], undone: int
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(copy(filled, folder))
        with Store.open(str(path)) as store:
            made = decide_all(store, wanted)
            if undone < len(made):
                store.undo(made[undone], "bo")
            before, log = answers(store), store.decisions()
            for extraction in articles("2"):
                assert store.add(extraction) == "updated"
            assert answers(store) == before
            assert store.decisions() == log
            for decision in made:
                if decision not in {one.id for one in log if one.undone_at}:
                    store.undo(decision, "bo")
            after = answers(store)
        check_search_index(path)
    with Store.open(str(filled)) as store:
        assert after == answers(store)


def test_a_name_that_is_found_in_full_keeps_its_decisions(filled: Path, tmp_path: Path) -> None:
    """A program that reads "Ann Maria Vale" where another read "Ann Vale" found no one else."""
    with Store.open(str(copy(filled, tmp_path))) as store:
        first = store.search(Query(person="Ann Vale", sort="oldest"))[0]
        person = first.speakers[0].person_id
        store.decide(Rename(str(person), "Zoe Quist"), "ida")
        again = articles("2")[1]
        people = (Person("Ann Maria Vale", ("Ann Vale", "Vale")), *again.people[1:])
        fuller = replace(again, people=people)
        assert store.add(fuller) == "updated"
        assert store.quotation(first.id).speakers[0].person_id == person  # type: ignore[union-attr]
        assert "Ann Maria Vale" in store.person("Zoe Quist")[0].aliases
