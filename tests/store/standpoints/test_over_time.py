from __future__ import annotations

from datetime import date

from quotes.store import Store
from quotes.store.standpoints.rows import Comparison, StanceQuery


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
    (found,) = isle.timelines("Brink", StanceQuery(), sure=0.8)
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
    assert (toll.one_course.held, toll.other_course.held) == ("changed", "oppose")
    assert [one.side for one in toll.other] == ["oppose"]
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
