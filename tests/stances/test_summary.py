from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.db.rows import ArticleRow, Query, QuotationRow
from quotes.errors import QuotesError, UsageError
from quotes.stances.standpoints import Comparison, Course, StanceQuery, Standpoint, Voice
from quotes.stances.summary import (
    core_side,
    course_of,
    in_order,
    label_of,
    periods_of,
    reversals_of,
)
from quotes.stances.targets import subject_in
from quotes.store.store import Store
from quotes.text.normalize import fold_target
from quotes.types import Extraction, Polarity, Stance
from tests.stances.made import said, side
from tests.store.made import raw

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


SIDES_DECIDING: tuple[Polarity | None, ...] = ("support", "oppose", "neutral", None)


def words(*stances: Stance, program: str = "1") -> Extraction:
    return said("Ada Brink", "The toll stays.", *stances, on="2025-01-10", program=program)


@pytest.fixture
def quotation(store: Store) -> str:
    store.add(words(side("support", words=(4, 8)), side("oppose", "harbour toll", 0.6)))
    return store.search(Query())[0].id


def test_a_human_goes_before_the_machine(path: Path, store: Store, quotation: str) -> None:
    row = store.set_stance(quotation[:8], " Tolls ", "oppose", "ida", "read it")
    assert row.stances[0] == Stance("Tolls", "oppose", 1.0, None, "human")
    assert [stance.target for stance in row.stances] == ["Tolls", "harbour toll"]
    with raw(path) as connection:
        (kept,) = connection.execute(
            'SELECT d."by", d.why, d.at IS NOT NULL FROM stances '
            "JOIN decisions AS d ON d.id = decision_id WHERE stances.origin = 'human'"
        )
    assert kept == ("ida", "read it", 1)
    assert store.search(Query(stance="support")) == []
    assert len(store.search(Query(stance="oppose", topic="toll"))) == 1


def test_saying_it_anew_replaces_what_was_said(store: Store, quotation: str) -> None:
    store.set_stance(quotation, "the toll", "oppose", "ida")
    row = store.set_stance(quotation, "toll", "neutral", "bo")
    assert [(one.target, one.polarity) for one in row.stances if one.origin == "human"] == [
        ("toll", "neutral")
    ]


def test_no_side_hides_what_the_machine_found(store: Store, quotation: str) -> None:
    row = store.set_stance(quotation, "tolls", None, "ida")
    assert [stance.target for stance in row.stances] == ["harbour toll"]
    assert store.search(Query(stance="support")) == []
    assert store.positions(StanceQuery("toll")).voices == ()
    assert len(store.positions(StanceQuery("harbour toll")).voices) == 1


def test_no_side_on_a_part_leaves_the_whole(store: Store, quotation: str) -> None:
    store.set_stance(quotation, "harbour toll", None, "ida")
    (voice,) = store.positions(StanceQuery("toll")).voices
    assert voice.standpoints[0].side == "support"


def test_a_human_goes_before_a_closer_target_of_the_machine(store: Store, quotation: str) -> None:
    store.set_stance(quotation, "the harbour toll", "oppose", "ida")
    (voice,) = store.positions(StanceQuery("toll")).voices
    assert [(one.side, one.stance.origin) for one in voice.standpoints] == [("oppose", "human")]


def test_what_cannot_be_set(store: Store, quotation: str) -> None:
    with pytest.raises(QuotesError, match="no quotation 0000000000000000 in the database"):
        store.set_stance("0" * 16, "toll", "oppose", "ida")
    with pytest.raises(UsageError, match="A target needs a word"):
        store.set_stance(quotation, " … ", "oppose", "ida")


machine = st.lists(
    st.builds(
        side,
        st.sampled_from(["support", "oppose", "neutral"]),
        st.sampled_from(["the toll", "tolls", "harbour toll", "bridge"]),
        st.floats(0, 1),
        st.none() | st.just((4, 8)),
    ),
    max_size=4,
)
decisions = st.tuples(
    st.sampled_from(["toll", "The Bridge", "ferry"]), st.sampled_from(SIDES_DECIDING)
)


@given(st.lists(st.one_of(machine, decisions), min_size=1, max_size=5))
@settings(max_examples=8)
def test_decisions_survive_reading_again(
    blank: Path, steps: list[list[Stance] | tuple[str, Polarity | None]]
) -> None:
    """Whatever the machine finds, and however often, each target has the last human word on it."""
    decided: dict[str, Polarity | None] = {}
    with TemporaryDirectory() as folder, Store.open(str(copy(blank, folder))) as store:
        store.add(words(side("support")))
        quotation = store.search(Query())[0].id
        for number, step in enumerate(steps, start=2):
            if isinstance(step, tuple):
                store.set_stance(quotation, *step, "ida")
                decided[fold_target(step[0])] = step[1]
            else:
                store.add(words(*step, program=str(number)))
            (row,) = store.search(Query())
            shown = {fold_target(stance.target): stance for stance in row.stances}
            assert len(shown) == len(row.stances)
            for target, polarity in decided.items():
                if polarity is None:
                    assert target not in shown
                else:
                    assert (shown[target].polarity, shown[target].origin) == (polarity, "human")


def test_the_timeline_of_a_person(isle: Store) -> None:
    (found,) = isle.timelines("Brink", StanceQuery())
    assert [(period.first, len(period.standpoints)) for period in found.periods] == [
        (date(2025, 1, 1), 1),
        (date(2025, 5, 1), 1),
        (date(2025, 6, 1), 1),
    ]
    assert [one.side for one in found.undated] == ["neutral"]
    (pair,) = found.reversals
    assert (pair.earlier.side, pair.later.side) == ("support", "oppose")
    assert (found.topic, found.step, found.person.name) == (None, "month", "Ada Brink")


def test_a_timeline_on_a_topic_and_by_year(isle: Store) -> None:
    (found,) = isle.timelines("Ada Brink", StanceQuery("bridge"), "year")
    assert [(period.first, len(period.standpoints)) for period in found.periods] == [
        (date(2025, 1, 1), 1)
    ]
    assert found.reversals == found.undated == ()
    assert isle.timelines("Nobody", StanceQuery()) == []


def test_reversals_have_to_be_sure(isle: Store) -> None:
    (found,) = isle.timelines("Brink", StanceQuery(), min_confidence=0.8)
    assert found.reversals == ()


def compare(store: Store, one: str, other: str, topic: str | None = None) -> Comparison:
    (left,), (right,) = store.person(one), store.person(other)
    return store.compare(left, right, StanceQuery(topic))


def test_two_people_side_by_side(isle: Store) -> None:
    found = compare(isle, "Ada Brink", "Ben Caro")
    assert [(one.subject, one.verdict) for one in found.shared] == [
        ("toll", "agree"),
        ("bridge", "agree"),
    ]
    toll = found.shared[0]
    assert (toll.first_course.held, toll.second_course.held) == ("changed", "oppose")
    assert [one.side for one in toll.second] == ["oppose"]
    assert found.alone == (0, 1)


def test_two_people_on_a_topic(isle: Store) -> None:
    (toll,) = compare(isle, "Cleo Dahl", "Ben Caro", "tolls").shared
    assert (toll.subject, toll.verdict) == ("tolls", "unclear")
    assert compare(isle, "Cleo Dahl", "Ben Caro", "bridge").shared == ()


def test_two_people_who_differ(isle: Store) -> None:
    (voice,) = isle.positions(StanceQuery("toll", person="Ek")).voices
    isle.set_stance(voice.standpoints[0].quotation.id, "toll", "support", "ida")
    (toll,) = compare(isle, "Dora Ek", "Ben Caro").shared
    assert toll.verdict == "differ"


def named(store: Store, **query: object) -> dict[str, Voice]:
    return {voice.name: voice for voice in store.positions(StanceQuery(**query)).voices}  # type: ignore[arg-type]


def test_who_stands_where(isle: Store) -> None:
    found = named(isle, target="toll")
    assert list(found) == [
        "Ada Brink",
        "Cleo Dahl",
        "Ben Caro",
        "Dora Ek",
        "Ferry Guild",
        "A clerk",
    ]
    assert [voice.kind for voice in found.values()] == [
        *["person"] * 4,
        "organization",
        "unnamed",
    ]
    assert {name: voice.course.held for name, voice in found.items()} == {
        "Ada Brink": "changed",
        "Ben Caro": "oppose",
        "Cleo Dahl": "mixed",
        "Dora Ek": "neutral",
        "Ferry Guild": "support",
        "A clerk": "oppose",
    }
    ada = found["Ada Brink"]
    assert (ada.course.earlier, ada.course.until) == ("support", date(2025, 1, 10))
    assert (ada.course.later, ada.course.since) == ("oppose", date(2025, 6, 2))
    assert [one.day and one.day.month for one in ada.standpoints] == [1, 6, None]
    assert ada.latest.role == "mayor"
    (ben,) = found["Ben Caro"].standpoints
    assert (ben.side, ben.stance.polarity, ben.match) == ("oppose", "support", "same")
    assert found["Ferry Guild"].standpoints[0].match == "part"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"person": "Brink"}, ["Ada Brink"]),
        ({"org": "Lorry Union"}, ["Ben Caro"]),
        ({"outlet": "Fjord Observer"}, ["Ada Brink"]),
        ({"since": date(2025, 5, 1)}, ["Ada Brink", "Dora Ek"]),
        ({"until": date(2025, 1, 31)}, ["Ada Brink"]),
        ({"min_confidence": 0.86, "since": date(2025, 5, 1)}, ["Dora Ek"]),
        ({"target": "harbour toll"}, ["Ferry Guild"]),
        ({"target": "lighthouse"}, []),
        ({"target": "toll cut"}, ["Ben Caro"]),
    ],
)
def test_conditions(isle: Store, query: dict[str, object], names: list[str]) -> None:
    assert list(named(isle, **{"target": "toll"} | query)) == names


def test_what_was_searched_is_told(isle: Store) -> None:
    searched = isle.positions(StanceQuery("lighthouse", person="Brink")).searched
    assert (searched.stances, searched.targets, searched.by_meaning) == (4, 3, False)


def test_only_the_speakers_asked_for_are_shown(store: Store) -> None:
    both = said("Ada Brink", "We like the toll.", side("support"), on="2025-01-01")
    (quotation,) = both.quotations
    other = said("Ben Caro", "x", kind="organization").quotations[0].speakers[0]
    object.__setattr__(quotation, "speakers", (*quotation.speakers, other))
    store.add(both)
    assert list(named(store, target="toll")) == ["Ada Brink", "Ben Caro"]
    assert list(named(store, target="toll", person="Brink")) == ["Ada Brink"]


def test_unnamed_sources_of_two_articles_are_two(store: Store) -> None:
    for words in ("No toll.", "Never a toll."):
        store.add(said("A clerk", words, side("oppose"), kind="unknown"))
    assert len(store.positions(StanceQuery("toll")).voices) == 2


def test_the_names_of_a_topic_are_found_and_its_patterns_are_not(store: Store) -> None:
    store.add(said("Ada Brink", "It is real.", side("oppose", "climate change"), on="2025-01-01"))
    store.add(said("Ben Caro", "It helps.", side("support", "carbon tax"), on="2025-01-02"))
    found = store.positions(StanceQuery("global warming"))
    assert found.searched.topic == "climate change"
    assert [(voice.name, voice.standpoints[0].match) for voice in found.voices] == [
        ("Ada Brink", "topic")
    ]


def test_a_quotation_counts_once_with_its_closest_target(store: Store) -> None:
    stances = side("oppose", "harbour toll", 0.95), side("support", "the toll", 0.7)
    store.add(said("Ada Brink", "Hm.", *stances, on="2025-01-01"))
    (one,) = named(store, target="toll")["Ada Brink"].standpoints
    assert (one.side, one.match) == ("support", "same")
    assert len(named(store)["Ada Brink"].standpoints) == 2


def test_search_by_stance_takes_targets_in_any_number(isle: Store) -> None:
    found = isle.search(Query(stance="oppose", topic="tolls", sort="oldest"))
    assert [row.text for row in found] == [
        "Nobody likes the toll.",
        "The toll is bad.",
        "The tolls are a burden.",
    ]
