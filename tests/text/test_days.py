"""Days that are told in words, counted from the day of the article."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.text.days import earliest, latest, told_days

DAY = date(2014, 7, 10)  # A Thursday.


def told(text: str, before: str | None = None) -> list[str]:
    return [day.when for day in told_days(text, DAY, before)]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("since 2009", "2009"),
        ("since September 2007", "2007-09"),
        ("on Monday, 23 January", "2014-01-23"),
        ("on 1 December", "2014-12-01"),
        ("until the end of 2020", "2020-12-31"),
        ("at the end of April", "2014-04-30"),
        ("in December", "2013-12"),
        ("last Tuesday", "2014-07-08"),
        ("on Thursday", "2014-07-03"),
        ("yesterday", "2014-07-09"),
        ("from today", "2014-07-10"),
        ("last year", "2013"),
        ("nine years ago", "2005"),
        ("after eleven years", "2003"),
        ("March 3, 2012", "2012-03-03"),
    ],
)
def test_days_in_words(text: str, when: str) -> None:
    assert told(text) == [when]


def test_that_day_is_the_one_told_before() -> None:
    assert told("on 3 March, and on the same day") == ["2014-03-03", "2014-03-03"]
    assert told("since the following day", "2014-03-03") == ["2014-03-04"]
    assert told("until the 17th", "2014-10-04") == ["2014-10-17"]


@pytest.mark.parametrize("text", ["31 February", "a bus of 2009 parts was not 12", "the end"])
def test_no_day(text: str) -> None:
    assert [when for when in told(text) if len(when) == 10] == []


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_partial_date_lies_between_its_ends(day: date) -> None:
    for length in (4, 7, 10):
        part = day.isoformat()[:length]
        assert earliest(part) <= day <= latest(part)
