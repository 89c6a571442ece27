from __future__ import annotations

from typing import Any, get_args

import pytest

from quotes.check.drafts import Standing
from quotes.check.results import DifferenceKind, Verdict
from quotes.report import charts, expert_quotes, expert_sections, wording
from quotes.report.expert_data import TopicKind
from quotes.stances import standpoints
from quotes.types import Kind


@pytest.mark.parametrize(
    ("table", "closed_set"),
    [
        (wording.VERDICTS, Verdict),
        (wording._DIFFERENCES, DifferenceKind),
        (wording._DRAFT_GROUPS, Standing),
        (charts._VERDICTS, standpoints.ComparisonVerdict),
        (expert_quotes._KINDS, Kind),
        (expert_sections._TOPIC_KINDS, TopicKind),
    ],
)
def test_every_member_of_a_closed_set_has_its_words(table: dict[str, Any], closed_set: Any) -> None:
    assert set(table) == set(get_args(closed_set))
