"""Why the articles that are on a person are."""

from __future__ import annotations

from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.entities.requests import Different, Merge, Rename, Split
from quotes.errors import QuotesError
from quotes.store.store import Store
from tests.entities.test_decide import article, said
from tests.stances.made import said as said_in_post

MAYOR = {"role": "mayor", "at": "Skarholm Council"}


@pytest.fixture
def three(store: Store) -> Store:
    """Two people of one name and of no known post, and one whose name is short: 1, 2 and 3."""
    for extraction in (said(1, "Ann Vale"), said(2, "Ann Vale"), said(3, "A. Vale")):
        store.add(extraction)
    return store


def moved(store: Store, person: int) -> dict[str, list[int]]:
    """The decisions that moved each article of a person, by the ids of the articles."""
    why = store.why(person)
    return {seen.article.id: [row.id for row in seen.decisions] for seen in why.appearances}


def test_the_machine_tells_link_chance_and_evidence(store: Store) -> None:
    store.add(said_in_post("Ada Brink", "We welcome it.", on="2025-01-10", **MAYOR))
    store.add(said_in_post("Ada Brink", "We regret it.", on="2025-02-10", **MAYOR))
    ada = store.named("Ada Brink").only
    first, second = store.why(ada.id).appearances
    assert (first.article.published, second.article.published) == (ada.first, ada.last)
    assert first.links == ()
    (link,) = second.links
    assert (link.person_id, link.verdict) == (ada.id, "same")
    assert 0.9 < link.score <= 1
    assert any("Skarholm Council" in seen.detail for seen in link.evidence)


def test_humans_are_told_where_they_moved_an_article(three: Store) -> None:
    three.decide(Merge("1", "2"), "ida", "one voice")
    three.decide(Merge("3", "1"), "bo")
    three.decide(Rename("3", "Ada Vale"), "bo")
    assert moved(three, 3) == {article(1): [2], article(2): [1, 2], article(3, "A. Vale"): []}
    assert [row.id for row in three.why(3).decisions] == [1, 2, 3]
    three.decide(Split("3", (article(2),), "Nurse Vale"), "ida")
    nurse = three.named("Nurse Vale").only.id
    assert moved(three, nurse) == {article(2): [1, 2, 4]}
    assert article(2) not in moved(three, 3)
    three.undo(2, "ida")
    assert 2 not in [row.id for row in three.why(1).decisions]


def test_of_nobody_nothing_is_told(three: Store) -> None:
    assert three.why(999).appearances == three.why(999).decisions == ()


@settings(max_examples=30)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["merge", "split", "different", "undo"]), *[st.integers(1, 5)] * 2
        ),
        max_size=8,
    )
)
def test_an_article_is_moved_by_decisions_or_stands_where_the_machine_put_it(
    blank: Path, steps: list[tuple[str, int, int]]
) -> None:
    with (
        TemporaryDirectory() as folder,
        Store.open(copy(blank, Path(folder) / "quotes.db")) as store,
    ):
        for number in range(1, 5):
            store.add(said(number, "Ann Vale"))
        machine = {article(number): number for number in range(1, 5)}
        for kind, one, other in steps:
            try:
                if kind == "merge":
                    store.decide(Merge(str(one), str(other)), "ida")
                elif kind == "different":
                    store.decide(Different(str(one), str(other)), "ida")
                elif kind == "split":
                    store.decide(Split(str(one), (article(other),)), "ida")
                else:
                    store.undo(one, "ida")
            except QuotesError:
                continue
        seen = {}
        for person in store.people(limit=None):
            for appearance in store.why(person.id).appearances:
                seen[appearance.article.id] = person.id
                if not appearance.decisions:
                    assert person.id == machine[appearance.article.id]
                elif appearance.decisions[-1].kind == "split":
                    assert person.id == appearance.decisions[-1].other
        assert seen.keys() == machine.keys()
