from __future__ import annotations

from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.article import Extraction, Polarity, Stance
from quotes.errors import QuotesError, UsageError
from quotes.store import Query, Store
from quotes.store.standpoints.rows import StanceQuery
from quotes.store.standpoints.targets import fold_target
from tests.store.made import raw
from tests.store.standpoints.made import said, side

SIDES: tuple[Polarity | None, ...] = ("support", "oppose", "neutral", None)


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
            "SELECT \"by\", why, at IS NOT NULL FROM stances WHERE origin = 'human'"
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
decisions = st.tuples(st.sampled_from(["toll", "The Bridge", "ferry"]), st.sampled_from(SIDES))


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
