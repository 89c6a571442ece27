"""Every rule of the table of ablations is there to be left out, and comes back."""

from __future__ import annotations

import pytest

from scripts.evaluation.ablation import RULES, Rule, without


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_left_out_and_comes_back(rule: Rule) -> None:
    before = getattr(rule.place, rule.attribute)
    with without(rule):
        assert getattr(rule.place, rule.attribute) is not before
    assert getattr(rule.place, rule.attribute) is before


def test_no_rule_stands_twice() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert len({(rule.place, rule.attribute) for rule in RULES}) == len(RULES)
