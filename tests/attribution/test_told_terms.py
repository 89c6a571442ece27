"""What articles tell of when posts begin, end and pass on."""

from __future__ import annotations

from datetime import date

import pytest

from quotes.attribution.told_terms import with_terms
from quotes.types import Article, Extraction, Organization, Person, ToldTerm

DAY = date(2021, 3, 4)
PEOPLE = (Person("Nadia Holt", ("Holt",)), Person("Emil Brandt", ("Brandt",)))
BODIES = (Organization("Tarn Rail Agency"), Organization("Coastal Trust"))

Told = tuple[str, str | None, str | None, str | None, str | None]


def read(text: str, day: date | None = DAY) -> Extraction:
    article = Article(text=text, source="tarn.txt", published=day)
    return with_terms(Extraction(article, people=PEOPLE, organizations=BODIES))


def told(text: str, person: int = 0) -> set[Told]:
    def row(term: ToldTerm) -> Told:
        return term.kind, term.role, term.organization, term.began, term.ended

    return {row(term) for term in read(text).people[person].terms}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        (
            "Nadia Holt has been director of the Coastal Trust since 2009.",
            ("held", "director", "Coastal Trust", "2009", None),
        ),
        (
            "Nadia Holt was sworn in as mayor of Tarn on 2 March.",
            ("held", "mayor", "Tarn", "2021-03-02", None),
        ),
        (
            "Nadia Holt resigned as director of the Coastal Trust on 1 March.",
            ("held", "director", "Coastal Trust", None, "2021-03-01"),
        ),
        (
            "The Coastal Trust sacked its director, Nadia Holt, on Tuesday.",
            ("held", "director", "Coastal Trust", None, "2021-03-02"),
        ),
        (
            "Nadia Holt becomes director of the Coastal Trust on 1 May.",
            ("held", "director", "Coastal Trust", "2021-05-01", None),
        ),
        ("Nadia Holt died on 1 March.", ("died", None, None, None, "2021-03-01")),
        (
            "Nadia Holt leaves the Coastal Trust on 31 March.",
            ("left", None, "Coastal Trust", None, "2021-03-31"),
        ),
        (
            "Nadia Holt, director of the Coastal Trust from 2009 to 2012, waved.",
            ("held", "director", "Coastal Trust", "2009", "2012"),
        ),
    ],
)
def test_terms(text: str, term: Told) -> None:
    assert term in told(text)


def test_who_takes_over_ends_the_one_before() -> None:
    text = "The Coastal Trust has a new director. Nadia Holt took over on 1 March from Emil Brandt."
    assert ("held", "director", "Coastal Trust", "2021-03-01", None) in told(text) or (
        "held",
        "new director",
        "Coastal Trust",
        "2021-03-01",
        None,
    ) in told(text)
    (before,) = read(text).people[1].terms
    assert (before.status, before.ended) == ("former", "2021-02-28")


def test_who_is_named_without_a_day_is_still_to_come() -> None:
    (term,) = read("The Coastal Trust named Nadia Holt as its director.").people[0].terms
    assert (term.status, term.began) == ("elect", None)


@pytest.mark.parametrize(
    "text",
    [
        "Nadia Holt resigned on Friday, people close to the board have told this paper.",
        "“Nadia Holt resigned on Friday,” he said.",
        "The Tarn Post reported that Nadia Holt had resigned on Friday.",
    ],
)
def test_hearsay_and_quotations_tell_nothing(text: str) -> None:
    assert told(text) == set()


def test_an_article_without_a_day_tells_nothing() -> None:
    assert read("Nadia Holt resigned on Friday.", None).people == PEOPLE


def test_a_pronoun_is_the_one_spoken_of() -> None:
    text = "Nadia Holt is director of the Coastal Trust. She resigned on 1 March."
    assert any(term[0] == "left" and term[4] == "2021-03-01" for term in told(text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Coastal Trust will be called the Shore Fund from 1 May.", "2021-05-01"),
        ("The Coastal Trust, since 1 March the Shore Fund, met.", "2021-03-01"),
        (
            "The Coastal Trust has a new name. Members voted on 1 March to call it Shore Fund.",
            "2021-03-01",
        ),
    ],
)
def test_a_renamed_body(text: str, day: str) -> None:
    (renaming,) = read(text).renamings
    assert (renaming.old, renaming.new, renaming.day) == ("Coastal Trust", "Shore Fund", day)


def test_the_evidence_is_the_sentence() -> None:
    text = "It rained. Nadia Holt died on 1 March. It rained on."
    (term,) = read(text).people[0].terms
    assert term.evidence.of(text) == "Nadia Holt died on 1 March."


@pytest.mark.parametrize(
    ("text", "person", "term"),
    [
        (
            "The post of director of the Coastal Trust went to Nadia Holt on 1 March.",
            0,
            ("held", "director", "Coastal Trust", "2021-03-01", None),
        ),
        (
            "Nadia Holt remains director of the Coastal Trust until 31 March.",
            0,
            ("held", "director", "Coastal Trust", None, "2021-03-31"),
        ),
        (
            "The Coastal Trust parted with director Emil Brandt and with treasurer Nadia Holt on "
            "1 March.",
            0,
            ("held", "treasurer", "Coastal Trust", None, "2021-03-01"),
        ),
        (
            "Emil Brandt is director of the Coastal Trust. His successor from 1 May is Nadia Holt.",
            1,
            ("held", "director", "Coastal Trust", None, "2021-04-30"),
        ),
    ],
)
def test_verbs_of_a_class_tell_the_same(text: str, person: int, term: Told) -> None:
    assert term in told(text, person)


def test_who_may_become_or_used_to_be_something_is_it_not() -> None:
    for text in (
        "Nadia Holt refused to become director of the Coastal Trust.",
        "Nadia Holt may be appointed director of the Coastal Trust.",
    ):
        assert told(text) == set()
    (term,) = read("Nadia Holt used to be director of the Coastal Trust.").people[0].terms
    assert term.status == "former"


def test_bodies_that_merge_get_one_name() -> None:
    text = "The Tarn Rail Agency and the Coastal Trust will merge on 1 May to form Shore Works."
    renamed = {(it.old, it.new, it.day) for it in read(text).renamings}
    assert renamed == {
        ("Tarn Rail Agency", "Shore Works", "2021-05-01"),
        ("Coastal Trust", "Shore Works", "2021-05-01"),
    }
