"""Words that a speaker only repeats."""

from __future__ import annotations

import pytest

from quotes.article import Span
from quotes.check.echo import Echo, echo_of
from quotes.check.match import match, repeated
from quotes.check.rows import SaidBy
from quotes.check.speakers import Sought
from tests.check.made import place, quotation

FENWICK = Sought("Odo Fenwick", ())
WORDS = "not one plank will be sold"


def echo(text: str, by: SaidBy = "same", sought: Sought = FENWICK) -> Echo | None:
    row = quotation(text, text[: text.rindex("”") + 1], offset=30)
    return echo_of(match(WORDS, row, by), sought)


def test_words_of_somebody_else() -> None:
    text = "“The mayor told us, ‘not one plank will be sold,’ and then she sold it,” Fenwick said."
    found = echo(text)
    inner = place(text, "not one plank will be sold,")
    assert found == Echo(Span(inner.start + 30, inner.end + 30), "other")


def test_the_speakers_own_words_of_another_day() -> None:
    text = "“I told them, ‘not one plank will be sold,’ and none was,” Fenwick said."
    assert echo(text) is None


def test_another_repeats_the_words_of_the_one_sought() -> None:
    text = "“Fenwick promised, ‘not one plank will be sold,’ and left,” Ilse Brandvold said."
    found = echo(text, by="other")
    assert found is not None
    assert found.by == "same"


def test_another_repeats_the_words_of_a_third() -> None:
    text = "“The mayor promised, ‘not one plank will be sold,’ and left,” Ilse Brandvold said."
    assert echo(text, by="other") is None


@pytest.mark.parametrize(
    "text",
    [
        "“We know that not one plank will be sold,” Fenwick said.",
        "“The ‘plank tax’ is dead and not one plank will be sold,” Fenwick said.",
    ],
)
def test_words_outside_of_inner_marks_are_the_speakers(text: str) -> None:
    assert echo(text) is None


def test_the_match_is_then_with_the_inner_words_alone() -> None:
    text = "“The mayor told us, ‘not one plank will be sold,’ and then she sold it,” Fenwick said."
    row = quotation(text, text[: text.rindex("”") + 1], offset=30)
    found = echo_of(match(WORDS, row, "same"), FENWICK)
    assert found is not None
    again = repeated(match(WORDS, row, "same"), WORDS, found.inner, found.by)
    assert (again.level, again.by, again.echoed) == ("same", "other", True)
    assert [text[one.start - 30 : one.end - 30] for one in again.places] == [WORDS]
