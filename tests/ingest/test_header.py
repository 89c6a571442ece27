from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.ingest.header import byline_spans, line_notices, listed_names, shown_fields
from quotes.ingest.metadata import Given
from quotes.types import Span

STORY = """The council of Tern Bay voted on Tuesday to dredge the old harbour, after a long debate.

“It is a mistake,” said Odo Fenwick. He wrote to the ministry on 3 May 2020.
"""


def top(*lines: str) -> Given:
    return shown_fields("\n".join(["Harbour plan splits Tern Bay", "", *lines, "", STORY]))


def marked(text: str) -> list[str]:
    return [span.of(text) for span in byline_spans(line_notices(text))]


def test_everything_that_a_newspaper_page_shows() -> None:
    text = f"""Categories: Local

Harbour plan splits Tern Bay

By Mara Quill and Tobin Ash, Staff Reporters
Published: Aug. 21, 2015 4:00 pm EST | Updated Aug. 22, 2015
Photo by Ann Roe/Gull Images

{STORY}
This piece is republished from The Tern Courier.

Leave a Reply
"""
    assert shown_fields(text) == Given(
        title="Harbour plan splits Tern Bay",
        authors=("Mara Quill", "Tobin Ash"),
        outlet="The Tern Courier",
        published=date(2015, 8, 21),
    )
    assert marked(text) == [
        "By Mara Quill and Tobin Ash, Staff Reporters",
        "Published: Aug. 21, 2015 4:00 pm EST | Updated Aug. 22, 2015",
        "Photo by Ann Roe/Gull Images",
        "This piece is republished from The Tern Courier.",
    ]


def test_running_text_shows_nothing() -> None:
    assert shown_fields(STORY) == Given()
    assert byline_spans(line_notices(STORY)) == ()


@pytest.mark.parametrize(
    ("line", "authors", "outlet"),
    [
        ("By Andrew Example, Freelance Reporter", ("Andrew Example",), None),
        ("BY JANE DOE", ("Jane Doe",), None),
        ("Words by Jane O’Hara-Smith", ("Jane O’Hara-Smith",), None),
        ("By Jane Doe, John Roe and Ann Poe", ("Jane Doe", "John Roe", "Ann Poe"), None),
        ("By Jane de la Cruz in Tern Bay", ("Jane de la Cruz",), None),
        ("By Jane Doe, Tern Bay", ("Jane Doe",), None),
        ("By Dr Jane Doe for The Tern Courier", ("Jane Doe",), "The Tern Courier"),
        ("Jane Doe | The Daily Gull", ("Jane Doe",), "The Daily Gull"),
        ("Jane Doe, The Daily Gull", ("Jane Doe",), "The Daily Gull"),
        ("Author: Jane Doe", ("Jane Doe",), None),
        ("By Reuters", (), "Reuters"),
        ("By Staff Writer", (), None),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...], outlet: str | None) -> None:
    assert top(line) == Given(
        title="Harbour plan splits Tern Bay", authors=authors, outlet=outlet, published=None
    )
    text = f"Harbour plan splits Tern Bay\n\n{line}\n\n{STORY}"
    assert marked(text) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the vote was over",
        "Jane Doe",
        "World News | The Daily Gull",
        "She stood by Odo Fenwick",
        "In the picture: a boat",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert top(line).authors == ()
    assert marked(f"{line}\n\n{STORY}") == []


@pytest.mark.parametrize(
    "line",
    [
        "Friday, August 21, 2015",
        "21 August 2015",
        "2015-08-21T16:00:00Z",
        "Published: 21 August 2015 at 16:00",
        "Updated 21 August 2015",
        "August 21, 2015 · 5 min read",
        "By Jane Doe August 21, 2015",
        "Posted on August 21, 2015 by admin",
        "TERN BAY, August 21, 2015 /GullWire/ -- The council voted.",
        "Friday, August 21, 2015 On Tuesday, the council voted.",
    ],
)
def test_date_lines(line: str) -> None:
    assert top(line).published == date(2015, 8, 21)


@pytest.mark.parametrize(
    "line", ["03/04/2021", "He said on 21 August 2015 that it rained", "August 2015"]
)
def test_days_that_are_not_shown(line: str) -> None:
    assert top(line).published is None


def test_the_day_of_publication_comes_before_that_of_a_change() -> None:
    assert top("Updated 22 August 2015", "Published 21 August 2015").published == date(2015, 8, 21)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2021 The Tern Courier. All rights reserved.", "The Tern Courier"),
        ("Copyright (c) 2019-2021 Gull Media", "Gull Media"),
        ("Originally published in The Tern Courier.", "The Tern Courier"),
        ("This article was first published by the Tern Courier", "Tern Courier"),
        ("Reprinted with permission from The Tern Courier", "The Tern Courier"),
        ("This article was first published on Monday.", None),
        ("This post first appeared in The Tern Courier. It has been cut.", "The Tern Courier"),
        ("Her study was published in Nature.", None),
    ],
)
def test_outlets_below_the_story(line: str, outlet: str | None) -> None:
    assert shown_fields(f"{STORY * 10}\n\n{line}\n").outlet == outlet


def test_the_agency_of_a_dateline_is_the_outlet_where_no_other_is_shown() -> None:
    lead = "TERN BAY (Gullwire) — The council voted on Tuesday."
    assert top(lead).outlet == "Gullwire"
    assert top("By Jane Doe, The Tern Courier", lead).outlet == "The Tern Courier"
    assert marked(lead) == ["TERN BAY (Gullwire) —"]


def test_reporters_named_below_the_story() -> None:
    credit = "(Reporting by Ann Roe and Bo Dee in Tern Bay; Editing by C. Gull)"
    assert shown_fields(f"{STORY * 10}\n{credit}\n").authors == ("Ann Roe", "Bo Dee")


def test_bylines_of_teasers_below_the_story_are_marked_but_are_no_authors() -> None:
    text = f"{STORY * 10}\nRead more\n\nBy Ann Roe\n\nAugust 21, 2015\n"
    assert shown_fields(text) == Given()
    assert marked(text) == ["By Ann Roe", "August 21, 2015"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Harbour plan splits Tern Bay\n\nThe council voted.", "Harbour plan splits Tern Bay"),
        ("Harbour plan\nBy Jane Doe\nThe council voted.", "Harbour plan"),
        ("LOCAL\n\n# Who pays for the harbour?\n\nThe council.", "Who pays for the harbour?"),
        ("Title: Harbour plan\nThe council voted.", "Harbour plan"),
        ("Harbour plan | The Tern Courier\n\nThe council voted.", "Harbour plan"),
        ("Home > News\nHarbour plan\n\nThe council voted.", "Harbour plan"),
        ("Harbour deal with the U.S.\n\nThe council voted.", "Harbour deal with the U.S."),
        ("Harbour plan\r\n\r\nThe council voted.", "Harbour plan"),
        ("Harbour plan\nThe council voted.\nThen it went home.", "Harbour plan"),
        ("The council voted.\n\nThen it went home.", None),
        ("Harbour plan", None),
        ("harbour plan\n\nThe council voted.", None),
        ("Q: Who pays?\n\nA: We do.", None),
        ("Harbour plan\nthat splits the town.\n\nThe council voted.", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert shown_fields(text).title == title


@given(st.text(st.sampled_from("By Jane|,.—© 2015-08-21 AugPhoto:\n\t(Reuters) “”"), max_size=200))
def test_spans_are_parts_of_the_text_in_order(text: str) -> None:
    spans = byline_spans(line_notices(text))
    assert all(span.of(text).strip() == span.of(text) for span in spans)
    assert list(spans) == sorted(spans)
    assert not any(a.meets(b) for a, b in pairwise(spans))
    shown_fields(text)


def test_spans_hold_with_windows_line_ends() -> None:
    text = "Harbour plan\r\n\r\n  By Jane Doe  \r\n"
    assert byline_spans(line_notices(text)) == (Span(18, 29),)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Roe and Bo Dee", ("Ann Roe", "Bo Dee")),
        ("Ann Roe; Bo Dee", ("Ann Roe", "Bo Dee")),
        ("Ann Roe, Bo Dee & Cy Poe", ("Ann Roe", "Bo Dee", "Cy Poe")),
        ("Roe, Ann", ("Roe, Ann",)),
        ("Ann Roe; Ann Roe", ("Ann Roe",)),
        (" ", ()),
    ],
)
def test_lists_of_authors(text: str, names: tuple[str, ...]) -> None:
    assert listed_names(text) == names


def test_a_sentence_that_begins_with_a_name_is_no_byline() -> None:
    text = (
        "Ferry to sail again\n\nBy Una Brandt\n\n"
        "Ines Okafor, chief engineer at the Tarn Valley Ferries, sees it otherwise.\n\n"
        "Paul Rennick, who will be director of the new harbour trust, paid for the engine.\n"
    )
    assert [span.of(text) for span in byline_spans(line_notices(text))] == ["By Una Brandt"]


def test_a_press_release_has_neither_author_nor_outlet_for_that() -> None:
    told = shown_fields(
        "PRESS RELEASE\nFOR IMMEDIATE RELEASE: 6 February 2025\n\nFerry to sail\n\nIt sails.\n"
    )
    assert told.title == "Ferry to sail"
    assert told.authors == ()
    assert told.outlet is None
    assert told.published == date(2025, 2, 6)


def test_a_job_is_no_outlet() -> None:
    told = shown_fields(
        "Ferry to sail again\n\nBy Una Brandt, Court Reporter\n\nThe ferry sails in May.\n"
    )
    assert told.authors == ("Una Brandt",)
    assert told.outlet is None


def test_a_masthead_is_the_outlet_and_not_the_title() -> None:
    told = shown_fields(
        "The Tarn Valley Courier\n\nFerry to sail again\n\nBy Una Brandt\n\nThe ferry sails.\n"
    )
    assert told.title == "Ferry to sail again"
    assert told.outlet == "The Tarn Valley Courier"
