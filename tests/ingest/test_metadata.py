from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.ingest.metadata import dates_in, parse_date

DAY = date(2015, 8, 21)


@pytest.mark.parametrize(
    "text",
    [
        "Friday, August 21, 2015",
        "21 August 2015",
        "21st of August, 2015",
        "Aug. 21, 2015",
        "Fri 21 Aug 2015",
        "21-Aug-2015",
        "2015-08-21",
        "2015/08/21",
        "21/08/2015",
        "08/21/2015",
        "21.8.2015",
    ],
)
def test_a_day_in_any_common_form(text: str) -> None:
    ((span, day),) = dates_in(f"On {text} it rained")
    assert day == DAY
    assert span.of(f"On {text} it rained") == text


@pytest.mark.parametrize(
    "text", ["03/04/2021", "August 2015", "21 August", "31 February 2015", "99/99/2015", "2015"]
)
def test_an_ambiguous_or_impossible_day_is_none(text: str) -> None:
    assert list(dates_in(text)) == []
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2015-08-21",
        "2015-08-21T23:30:00-05:00",
        "20150821",
        "Fri, 21 Aug 2015 09:30:00 GMT",
        "Published 21 August 2015",
    ],
)
def test_the_day_of_a_timestamp(text: str) -> None:
    assert parse_date(text) == DAY


def test_two_different_days_are_none() -> None:
    assert parse_date("21 August 2015 or 22 August 2015") is None


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 1, 1)))
def test_every_day_is_found_as_it_is_written(day: date) -> None:
    month = day.strftime("%B")
    for text in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", str(day)):
        assert [found for _, found in dates_in(text)] == [day]
        assert parse_date(text) == day
