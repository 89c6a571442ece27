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
from quotes.entities.body_names import Names
from quotes.entities.occupancies import LAPSE, as_of, is_seen, occupancies
from quotes.entities.reports import Contender, PostReport, says_status
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
    two = [told(date(2021, 1, 1)), told(date(2021, 1, 1), organization="Harbour Board"), bare]
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


# What is told of beginnings and ends.


def test_a_told_beginning_and_end_bound_the_post() -> None:
    post = only(occupancies([replace(told(FIRST), began="2015", ended="2024-06-30")]))
    assert (post.since, post.ended) == (date(2015, 12, 31), date(2024, 7, 1))
    assert as_of([post], date(2024, 6, 30)) == (post,)
    assert as_of([post], date(2015, 6, 1)) == ()


def test_what_is_to_begin_is_not_held_yet() -> None:
    rows = occupancies([replace(told(FIRST), began="2024-03-01")])
    assert [row.status for row in as_of(rows, date(2024, 2, 29))] == []
    assert [row.status for row in as_of(rows, date(2024, 3, 1))] == ["current"]


def test_who_is_only_named_holds_nothing() -> None:
    rows = occupancies([told(FIRST, "elect")])
    assert [row.status for row in as_of(rows, FIRST + timedelta(days=90))] == ["elect"]


def test_nothing_is_held_after_death() -> None:
    died = replace(told(FIRST + timedelta(days=9)), kind="died", role=None, ended="2024-01-05")
    rows = occupancies([told(FIRST), died, told(FIRST + timedelta(days=20))])
    assert as_of(rows, date(2024, 1, 5)) != ()
    assert as_of(rows, date(2024, 1, 6)) == ()
    assert as_of(rows, FIRST + timedelta(days=30)) == ()


def test_leaving_a_body_ends_the_posts_there_alone() -> None:
    elsewhere = told(FIRST, role="professor", organization="Harbour University")
    left = replace(told(FIRST + timedelta(days=9)), kind="left", role=None, ended="2024-01-05")
    rows = occupancies([told(FIRST), elsewhere, left])
    held = {row.role for row in as_of(rows, FIRST + timedelta(days=30)) if row.status == "current"}
    assert held == {"professor"}


def test_a_post_that_nobody_reports_lapses() -> None:
    rows = occupancies([told(FIRST)])
    assert as_of(rows, FIRST + LAPSE) != ()
    assert as_of(rows, FIRST + LAPSE + timedelta(days=1)) == ()


def test_the_next_holder_ends_an_office_but_not_a_post_of_many() -> None:
    for role, held in (("director", False), ("professor", True)):
        rows = occupancies(
            [told(FIRST, role=role)],
            [Contender(2, told(FIRST + timedelta(days=30), role=role))],
        )
        day = FIRST + timedelta(days=30)
        assert bool([row for row in as_of(rows, day) if row.status == "current"]) is held
        assert as_of(rows, day - timedelta(days=1)) != ()


def test_two_whom_one_article_calls_so_share_the_office() -> None:
    beside = Contender(2, told(FIRST))
    later = Contender(2, replace(told(FIRST + timedelta(days=30)), article_id="another"))
    rows = occupancies([told(FIRST)], [beside, later])
    assert [row.status for row in as_of(rows, FIRST + timedelta(days=40))] == ["current"]


def test_who_goes_to_another_desk_has_left_the_old_one() -> None:
    later = told(FIRST + timedelta(days=30), role="mayor", organization="Tarn")
    rows = occupancies([told(FIRST), later])
    assert [row.role for row in as_of(rows, FIRST + timedelta(days=31))] == ["mayor"]
    assert [row.role for row in as_of(rows, FIRST + timedelta(days=29))] == ["director"]


def test_a_renamed_body_is_shown_under_the_name_of_the_day() -> None:
    names = Names((("Coastal Trust", "Shore Fund", date(2024, 2, 1)),))
    rows = occupancies([told(FIRST), told(date(2024, 3, 1), organization="Shore Fund")], (), names)
    assert only(as_of(rows, date(2024, 1, 31))).organization == "Coastal Trust"
    assert only(as_of(rows, date(2024, 2, 1))).organization == "Shore Fund"
