"""Posts put together over articles, and the posts of any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.db.rows import PostRow
from quotes.entities.posts import PostReport, as_of, is_seen, occupancies, says_status
from quotes.types import PostStatus

FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 30).map(lambda number: FIRST + timedelta(days=number))
STATUSES = st.sampled_from(get_args(PostStatus))


def told(
    day: date | None,
    status: PostStatus = "current",
    role: str | None = "director",
    organization: str | None = "Coastal Trust",
) -> PostReport:
    """A report of an article of that day."""
    return PostReport(
        role=role,
        organization=organization,
        body=sum(map(ord, organization)) if organization else None,
        unit=None,
        status=status,
        party=None,
        country=None,
        day=day,
        evidence=f"{role} of {organization}",
        article_id=f"article of {day} {status}",
    )


REPORTS = st.lists(
    st.builds(
        told,
        st.none() | DAYS,
        STATUSES,
        st.sampled_from(["director", "former director", "chair", None]),
        st.sampled_from(["Coastal Trust", "Harbour Board"]),
    ),
    max_size=12,
)


@given(REPORTS, st.randoms())
def test_the_order_of_articles_does_not_matter(reports: list[PostReport], random: Random) -> None:
    mixed = list(reports)
    random.shuffle(mixed)
    assert occupancies(mixed) == occupancies(reports)


@given(REPORTS, DAYS)
def test_a_day_inside_an_occupancy_shows_it(reports: list[PostReport], day: date) -> None:
    rows = occupancies(reports)
    for row in rows:
        if is_seen(row, day):
            assert row in as_of(rows, day)


@given(REPORTS)
def test_every_report_is_in_an_occupancy(reports: list[PostReport]) -> None:
    rows = occupancies(reports)
    for report in reports:
        if report.day is not None:
            assert any(is_seen(row, report.day) and row.status == report.status for row in rows)


@given(st.lists(st.tuples(DAYS, STATUSES), min_size=1, max_size=10), DAYS)
def test_nothing_is_current_after_a_former(
    reports: list[tuple[date, PostStatus]], day: date
) -> None:
    rows = occupancies([told(when, status) for when, status in reports])
    before = [(when, status) for when, status in reports if when < day]
    on_the_day = any(when == day for when, _ in reports)
    if before and not on_the_day:
        last = max(when for when, _ in before)
        if (last, "former") in before:
            assert all(row.status == "former" for row in as_of(rows, day))


@given(REPORTS, DAYS)
def test_no_day_knows_what_is_told_later(reports: list[PostReport], day: date) -> None:
    for row in as_of(occupancies(reports), day):
        assert row.first_seen is not None
        assert row.first_seen <= day


def only(rows: tuple[PostRow, ...]) -> PostRow:
    (row,) = rows
    return row


def test_sightings_of_many_days_are_one_occupancy() -> None:
    row = only(occupancies([told(date(2024, 5, 1)), told(date(2023, 2, 1))]))
    assert (row.first_seen, row.last_seen, row.ended) == (
        date(2023, 2, 1),
        date(2024, 5, 1),
        None,
    )
    assert row.article_id == "article of 2024-05-01 current"


def test_former_ends_what_was_before() -> None:
    rows = occupancies(
        [told(date(2021, 1, 1)), told(date(2023, 1, 1), "former", "former director")]
    )
    assert only(as_of(rows, date(2022, 1, 1))).status == "current"
    assert only(as_of(rows, date(2022, 12, 31))).ended == date(2023, 1, 1)
    assert only(as_of(rows, date(2023, 1, 1))).status == "former"
    assert as_of(rows, date(2020, 12, 31)) == ()


def test_who_comes_back_holds_the_post_again() -> None:
    rows = occupancies(
        [told(date(2021, 1, 1)), told(date(2022, 1, 1), "former"), told(date(2023, 1, 1))]
    )
    assert [only(as_of(rows, date(year, 6, 1))).status for year in (2021, 2022, 2023)] == [
        "current",
        "former",
        "current",
    ]


def test_acting_until_current() -> None:
    rows = occupancies(
        [told(date(2021, 1, 1), "acting", "acting director"), told(date(2022, 1, 1))]
    )
    assert only(as_of(rows, date(2021, 6, 1))).role == "acting director"
    assert only(as_of(rows, date(2024, 6, 1))).role == "director"


def test_two_posts_are_held_at_once() -> None:
    rows = occupancies(
        [told(date(2021, 1, 1)), told(date(2021, 3, 1), role="chair", organization="Board")]
    )
    assert len(as_of(rows, date(2021, 6, 1))) == 2


def test_a_role_alone_belongs_to_the_only_post_of_that_role() -> None:
    bare = told(date(2022, 1, 1), "former", "former director", None)
    assert as_of(occupancies([told(date(2021, 1, 1)), bare]), date(2022, 2, 1)) == (
        replace(
            only(occupancies([bare])),
            organization="Coastal Trust",
        ),
    )
    two = [told(date(2021, 1, 1)), told(date(2021, 1, 1), organization="Board"), bare]
    assert sum(row.status == "current" for row in as_of(occupancies(two), date(2022, 2, 1))) == 2


def test_what_has_no_date_is_known_on_no_day() -> None:
    rows = occupancies([told(None)])
    assert only(rows).first_seen is None
    assert as_of(rows, date(2024, 1, 1)) == ()


@pytest.mark.parametrize(
    ("role", "says"),
    [("former mayor", True), ("Mayor-elect", True), ("director", False), (None, False)],
)
def test_whether_a_role_tells_its_status(role: str | None, says: bool) -> None:
    assert says_status(role) is says
