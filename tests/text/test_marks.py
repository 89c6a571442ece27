from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.text.marks import quoted


def found(text: str) -> list[str]:
    return [q.span.of(text) for q in quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We sail,” she said.", ["“We sail,”"]),
        ('"We sail," she said. "At noon."', ['"We sail,"', '"At noon."']),
        ("''We sail,'' she said.", ["''We sail,''"]),
        ("``We sail,'' she said.", ["``We sail,''"]),
        ("«We sail,» she said.", ["«We sail,»"]),
        ("„We sail,” she said.", ["„We sail,”"]),
        ("&quot;We sail,&quot; she said.", ["&quot;We sail,&quot;"]),
        ("‘We sail at noon today,’ she said.", ["‘We sail at noon today,’"]),
        ("'We sail at noon today,' she said.", ["'We sail at noon today,'"]),
        ("“He told me ‘we sail’ and left,” she said.", ["“He told me ‘we sail’ and left,”"]),
        ("‘He told me “we sail” and left us,’ she said.", ["‘He told me “we sail” and left us,’"]),
        ("The sailors’ wages and the ship’s mast aren’t new.", []),
        ('It was 5 feet 10" tall.', []),
        ("the '90s and rock 'n' roll", []),
    ],
)
def test_marks_of_every_style(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_an_opening_mark_on_every_paragraph() -> None:
    text = "“We sail at noon.\n\n“Nobody stays behind,” she said."
    first, second = quoted(text)
    assert first.span.of(text) == "“We sail at noon."
    assert not first.closed
    assert second.closed


def test_a_forgotten_closing_mark_ends_where_the_next_opens() -> None:
    text = "“We sail at noon, she said. “Nobody stays behind.”"
    assert found(text) == ["“We sail at noon, she said. ", "“Nobody stays behind.”"]


def test_a_quotation_may_go_on_in_a_paragraph_without_an_opening_mark() -> None:
    text = 'She said: "We sail at noon.\n\nNobody stays behind." It rained.'
    assert found(text) == ['"We sail at noon.', 'Nobody stays behind."']


def test_a_mark_turned_the_wrong_way_still_closes() -> None:
    assert found("“We sail at noon.“ It rained.") == ["“We sail at noon.“"]


def test_an_apostrophe_inside_single_marks_does_not_close_them() -> None:
    text = "‘We don’t sail, the sailors’ wages aren’t paid,’ she said."
    assert found(text) == ["‘We don’t sail, the sailors’ wages aren’t paid,’"]


@pytest.mark.parametrize(
    ("text", "outer"),
    [
        ("‘We all sail “at noon” today,’ said the captain.", "‘We all sail “at noon” today,’"),
        ("“We all sail ‘at noon’ today,” said the captain.", "“We all sail ‘at noon’ today,”"),
    ],
)
def test_the_main_style_is_that_of_whole_utterances(text: str, outer: str) -> None:
    assert found(text) == [outer]


@given(st.text(alphabet="ab “”\"'‘’«».,\n", max_size=60))
def test_stretches_are_in_order_apart_and_marked(text: str) -> None:
    stretches = quoted(text)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(stretches))
    for q in stretches:
        assert q.span.holds(q.inner)
        assert q.span.start <= q.inner.start
        assert q.closed == (q.inner.end < q.span.end)
        assert "\n" not in q.span.of(text)
