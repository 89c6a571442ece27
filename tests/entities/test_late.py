"""Articles that come a little late give what going through everything gives."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.entities import clustering, late
from quotes.entities.placing import resolve_again
from quotes.store.store import Store
from quotes.types import Extraction
from scripts.benchmark import storing
from tests.entities.test_placing import told
from tests.store.made import raw

ROLES = (("director", "the Harbour Office"), ("nurse", "Skarholm Hospital"), ("pilot", "Tarn Air"))
NAMES = ("Ann Vale", "Ann M. Vale", "Bo Ek", "A. Vale", "Cy Lund")

appearing = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(ROLES), st.sampled_from(NAMES), st.integers(1, 3)
)


def articles(drawn: Iterable[tuple[str, tuple[str, str], str, int]]) -> list[Extraction]:
    made = []
    for number, (name, (role, body), other, day) in enumerate(drawn):
        others = () if other == name else (other,)
        article = told(number, name, role, body, *others, day=day)
        made.append(replace(article, article=replace(article.article, outlet=f"Post {number % 3}")))
    return made


def known(store: Store) -> tuple[object, ...]:
    """People by their articles and names, what is kept and shown of them, and their keys."""
    with raw(Path(store.url.removeprefix("sqlite:///"))) as database:
        named = {
            row: (article, folded)
            for row, article, folded in database.execute(
                "SELECT article_people.id, public_id, folded FROM article_people "
                "JOIN articles ON articles.id = article_id"
            )
        }
        people: dict[int, set[tuple[str, str]]] = {}
        for row, person in database.execute("SELECT id, machine_person_id FROM article_people"):
            people.setdefault(person, set()).add(named[row])
        of = {person: frozenset(rows) for person, rows in people.items()}
        kept = {
            of[person]: rest
            for person, *rest in database.execute(
                "SELECT person_id, history, size, latest, pending, names FROM person_profiles"
            )
        }
        shown = {of[person]: name for person, name in database.execute("SELECT * FROM people")}
        keys = {(key, of[it]) for key, it in database.execute("SELECT * FROM person_keys")}
    return set(of.values()), kept, shown, keys


def stored(blank: Path, folder: str, extractions: Iterable[Extraction]) -> tuple[object, ...]:
    with Store.open(str(shutil.copy(blank, Path(folder) / "made.db"))) as store:
        for extraction in extractions:
            store.add(extraction)
        return known(store)


@given(drawn=st.lists(appearing, min_size=4, max_size=9), marked=st.sampled_from((1, 2, 16)))
@settings(max_examples=10, deadline=None)
def test_taking_back_gives_what_going_through_everything_gives(
    blank: Path, drawn: list[tuple[str, tuple[str, str], str, int]], marked: int
) -> None:
    made = articles(drawn)
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(clustering, "MARKED", marked)
        patch.setattr(clustering, "TAIL", 4 * marked)
        taken_back = stored(blank, folder, made)
        patch.setattr(late, "_taken_back", lambda *_: None)
        assert stored(blank, folder, made) == taken_back


@pytest.mark.parametrize(("people", "days"), [(10, 4), (40, 9)])
def test_taking_back_gives_the_same_of_people_who_are_named_widely(
    blank: Path, monkeypatch: pytest.MonkeyPatch, people: int, days: int
) -> None:
    for setting, value in (("PEOPLE", people), ("BODIES", 4), ("DAYS", days), ("LENGTH", 120)):
        monkeypatch.setattr(storing, setting, value)
    made = list(storing.extractions(30))
    with TemporaryDirectory() as folder:
        taken_back = stored(blank, folder, made)
        monkeypatch.setattr(late, "_taken_back", lambda *_: None)
        assert stored(blank, folder, made) == taken_back


def test_a_late_article_of_the_day_is_put_in_without_the_whole_block(
    blank: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = articles((NAMES[0], ROLES[0], NAMES[0], 1 + number // 20) for number in range(24))
    last = sorted(made[20:], key=lambda it: it.article.id, reverse=True)
    gone_through: list[int] = []
    monkeypatch.setattr(
        late,
        "resolve_again",
        lambda connection, people: (gone_through.extend(people), resolve_again(connection, people)),
    )
    with Store.open(str(shutil.copy(blank, tmp_path / "made.db"))) as store:
        for extraction in [*sorted(made[:20], key=lambda it: it.article.id), *last]:
            store.add(extraction)
        (person,) = store.people()
    assert person.articles == 24
    assert not gone_through
