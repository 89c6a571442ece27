from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from quotes.article import Polarity, Stance
from quotes.store.rows import ArticleRow, QuotationRow
from quotes.store.standpoints.course import course_of, in_order
from quotes.store.standpoints.periods import periods_of
from quotes.store.standpoints.reversals import core_side, label_of, reversals_of
from quotes.store.standpoints.rows import Course, Standpoint
from quotes.store.standpoints.subjects import subject_in

SIDES: tuple[Polarity, ...] = ("support", "oppose", "neutral")


def stand(
    side: Polarity, on: str | None, target: str = "the toll", score: float = 0.9, number: int = 0
) -> Standpoint:
    day = date.fromisoformat(on) if on else None
    article = ArticleRow(f"a{on}{number}", "a.txt", None, None, (), None, day, "")
    row = QuotationRow(
        id=f"{on}{side}{target}{score}{number}",
        kind="direct",
        act="statement",
        text="",
        pieces=(),
        cue=None,
        context="",
        context_start=0,
        speakers=(),
        article=article,
        topics=(),
        stances=(),
        confidence=1.0,
        nested_in=None,
    )
    subject = subject_in(target, article.id, lambda _: None)
    return Standpoint(row, Stance(target, side, score), side, "same", subject)


def test_one_side_both_sides_and_a_change() -> None:
    yes, no = stand("support", "2025-01-01"), stand("oppose", "2025-03-01")
    again = stand("support", "2025-04-01")
    assert course_of([]) == course_of([stand("neutral", None)]) == Course("neutral")
    assert course_of([yes, stand("neutral", "2025-02-01")]) == Course("support")
    days = date(2025, 1, 1), date(2025, 3, 1)
    assert course_of([no, yes]) == Course("changed", "support", "oppose", *days)
    assert course_of([yes, no, again]) == Course("mixed")
    assert course_of([yes, stand("oppose", "2025-01-01")]) == Course("mixed")
    assert course_of([yes, stand("oppose", None)]) == Course("mixed")
    assert course_of([yes, no, stand("support", None)]).held == "changed"


def test_a_reversal_is_the_last_before_and_the_first_after() -> None:
    first, last = stand("support", "2025-01-01"), stand("support", "2025-02-01")
    weak, strong = stand("oppose", "2025-03-01", score=0.7), stand("oppose", "2025-03-01")
    later = stand("oppose", "2025-04-01")
    (pair,) = reversals_of([later, strong, first, weak, last])
    assert (pair.earlier, pair.later, pair.subject) == (last, strong, "toll")


def test_what_makes_no_reversal() -> None:
    yes = stand("support", "2025-01-01")
    for other in (
        stand("oppose", "2025-01-01"),
        stand("oppose", None),
        stand("neutral", "2025-02-01"),
        stand("oppose", "2025-02-01", "the dam"),
        stand("oppose", "2025-02-01", score=0.5),
        stand("support", "2025-02-01"),
    ):
        assert reversals_of([yes, other]) == ()
    assert reversals_of([yes, stand("oppose", "2025-02-01", score=0.5)], 0.5)
    plans = stand("support", "2025-01-01", "the plan"), stand("oppose", "2025-02-01", "the plan")
    assert reversals_of(plans) == ()


def test_the_repeal_of_a_thing_is_its_other_side() -> None:
    wants, repeals = stand("support", "2025-01-01"), stand("support", "2025-02-01", "toll repeal")
    assert core_side(repeals) == "oppose"
    assert [pair.later for pair in reversals_of([wants, repeals])] == [repeals]
    assert label_of([wants, repeals]) == "toll"


standpoints = st.lists(
    st.builds(
        stand,
        st.sampled_from(SIDES),
        st.sampled_from([None, "2024-12-31", "2025-01-01", "2025-01-31", "2025-03-01"]),
        st.sampled_from(["the toll", "toll repeal", "the dam"]),
        st.sampled_from([0.3, 0.9]),
        st.integers(0, 2),
    ),
    max_size=8,
)


@given(standpoints, st.randoms())
def test_the_order_given_does_not_matter(given: list[Standpoint], random: object) -> None:
    mixed = list(given)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert course_of(given) == course_of(mixed)
    days = [[one.day for one in in_order(listed)] for listed in (given, mixed)]
    assert days[0] == days[1]


@given(standpoints)
def test_reversals_are_sure_dated_and_opposite(given: list[Standpoint]) -> None:
    for pair in reversals_of(given):
        assert pair.earlier.day is not None
        assert pair.later.day is not None
        assert pair.earlier.day < pair.later.day
        assert {core_side(pair.earlier), core_side(pair.later)} == {"support", "oppose"}
        assert pair.earlier.subject.key == pair.later.subject.key
        assert min(pair.earlier.chance, pair.later.chance) >= 0.6


@given(standpoints)
def test_every_dated_standpoint_has_one_period(given: list[Standpoint]) -> None:
    for step in ("month", "year"):
        periods = periods_of(given, step)  # type: ignore[arg-type]
        assert [period.first for period in periods] == sorted({p.first for p in periods})
        assert all(period.first.day == 1 for period in periods)
        found = [one for period in periods for one in period.standpoints]
        assert len(found) == sum(one.day is not None for one in given)
