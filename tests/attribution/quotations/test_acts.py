from __future__ import annotations

import pytest

from quotes.attribution.quotations.acts import act_of


@pytest.mark.parametrize(
    "cue",
    [
        "said",
        "according to",
        "told the board",
        "warned",
        "has announced",
        ":",
        "says he believes",
        None,
    ],
)
def test_statements(cue: str | None) -> None:
    assert act_of(cue) == "statement"


@pytest.mark.parametrize(
    "cue",
    [
        "believes",
        "fears",
        "hopes",
        "praised",
        "plans",
        "had hoped",
        "worried",
        "worries",
        "thought",
        "is afraid",
        "sought",
        "criticised",
        "criticized",
        "wants",
    ],
)
def test_attitudes(cue: str) -> None:
    assert act_of(cue) == "attitude"
