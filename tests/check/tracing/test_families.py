from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from quotes.article import Article
from quotes.check.tracing.families import COPIED, copied, families
from quotes.check.tracing.traced import Fold
from quotes.store.republished.credit import Credit
from quotes.store.republished.credits import credits_of
from quotes.store.republished.rows import ArticleText
from quotes.store.republished.shingles import shingles
from quotes.store.rows import ArticleRow
from tests.check.pier import AGENCY, ALTERED, INTERVIEW, SHORTENED, UNCREDITED


def stored(text: str, outlet: str | None, *credits: str, day: int = 1) -> ArticleText:
    article = Article(text, "a.txt", outlet=outlet, published=date(2026, 3, day))
    row = ArticleRow(article.id, "a.txt", None, None, (), outlet, article.published, article.sha256)
    given = tuple(Credit("agency", name) for name in credits) or credits_of(article)
    return ArticleText(row, text, shingles(text), given)


def outlets(articles: list[ArticleText]) -> list[list[str | None]]:
    return [[one.article.outlet for one, _ in family] for family in families(articles)]


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
    (_, none), (_, echo), (_, tribune) = families(articles)[0]
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
    assert families(credited)[0][1][1] == Fold(None, "Harbour Gazette")


def test_different_credits_make_none() -> None:
    one, other = stored(INTERVIEW, "A Post", "Reuters"), stored(ALTERED, "B Post", "Northwire")
    assert outlets([one, other]) == [["A Post"], ["B Post"]]


def test_a_short_form_is_the_only_name_with_its_letters() -> None:
    wire, copy = stored(INTERVIEW, "Cascade Wire"), stored(ALTERED, "B Post", "CW")
    assert outlets([wire, copy]) == [["Cascade Wire", "B Post"]]
    other = stored(UNCREDITED, "Coast Weekly")
    assert len(outlets([wire, copy, other])) == 3


def test_an_article_joins_what_was_two_families() -> None:
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
    found = families(articles)
    members = [one for family in found for one, _ in family]
    assert len(members) == len(articles)
    assert {id(one) for one in members} == {id(one) for one in articles}
    for family in found:
        assert family[0][1] is None
        assert all(fold is not None for _, fold in family[1:])
    firsts = [articles.index(family[0][0]) for family in found]
    assert firsts == sorted(firsts)
