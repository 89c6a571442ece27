from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.check.differences import polarity_change
from quotes.check.results import PolarityChange

CASES: list[tuple[str, PolarityChange | None]] = [
    ("[I do not think] the dam is safe.", "negation"),
    ("[Nobody believes] the dam is safe.", "negation"),
    ("[It is not, in my view, true that] the dam is safe.", "negation"),
    ("[It is false that] the dam is safe.", "negation"),
    ("[There is no evidence that] the dam is safe.", "negation"),
    ("We will [never] build it.", "negation"),
    ("He has [refused to] resign.", "negation"),
    ("We will build [no more dams].", "negation"),
    ("[We did not expect it, and] the dam is safe.", None),
    ("We [have not sold and will not] rent it.", "negation"),
    ("We will [never sell or] rent it.", "negation"),
    ("It is [not, in fact,] safe.", "negation"),
    ("The dam[, which was not built by us,] is safe.", None),
    ("The dam [is not old and it] is safe.", None),
    ("We left [because we were not wanted and then came] home.", None),
    ("The dam held[, and nobody was hurt].", None),
    ("The dam is safe [because it is not old].", None),
    ("[There is no doubt that] the dam is safe.", None),
    ("[Not only that,] the dam is safe.", None),
    ("The dam is safe [if it is repaired].", "condition"),
    ("[If the rain stops,] the dam is safe.", "condition"),
    ("[Unless it rains,] the dam is safe.", "condition"),
    ("The dam is safe[, as long as the gates hold].", "condition"),
    ("[Once the permit is granted,] we will build.", "condition"),
    ("The dam is safe [even if it rains].", None),
    ("[When I was mayor,] we built it.", None),
    ("[If it rains, we stay; and anyway,] the dam is safe.", None),
    ("The dam is safe[, isn't it?]", "question"),
    ("[We do not know whether] the dam is safe.", "question"),
    ("[Do you really think] the dam is safe?", "question"),
    ("[I wonder if] the dam is safe.", "question"),
    ("The dam [may] fail.", "hedge"),
    ("The dam, [I think,] is safe.", "hedge"),
    ("[I think] the dam is safe.", "hedge"),
    ("[It may be that] the dam is safe.", "hedge"),
    ("[Perhaps] the dam is safe.", "hedge"),
    ("[Critics say] the dam is unsafe.", "hedge"),
    ("It took [about] ten years.", "hedge"),
    ("It took [nearly] ten years.", "hedge"),
    ("[We talked about] dams.", None),
    ("The dam is safe[, but the town is not].", "contrast"),
    ("The dam is safe[, although it leaks].", "contrast"),
    ("[The town is lost, but] the dam is safe.", None),
    ("[Some of] the dams are safe.", "quantity"),
    ("[Two of] the dams are safe.", "quantity"),
    ("[Most] dams are safe.", "quantity"),
    ("We [only] want peace.", "quantity"),
    ("It will cost [up to] ten dollars.", "quantity"),
    ("The dam is safe [and it will stay so].", None),
    ("[My friends,] the dam is safe.", None),
    ("The [big old] dam is safe.", None),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_polarity_change(marked: str, expected: PolarityChange | None) -> None:
    before, rest = marked.split("[")
    missing, after = rest.split("]")
    turn = polarity_change(missing, before + missing + after, f"{before} {after}")
    assert turn == expected


@pytest.mark.parametrize(
    ("missing", "kept"), [("", "the dam"), ("not", ""), (" … ", "the dam"), ("elsewhere", "dam")]
)
def test_nothing_turns_without_words(missing: str, kept: str) -> None:
    assert polarity_change(missing, f"the dam … {missing[:3]}", kept) is None


@given(st.text(), st.text(), st.text())
def test_any_text_can_be_judged(before: str, missing: str, after: str) -> None:
    polarity_change(missing, before + missing + after, before + after)
